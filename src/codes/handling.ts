import type { MessageKey } from '../card/key.ts'
import { err, ok, type Result } from '../kit/result.ts'
import { isBlank } from '../kit/text.ts'
import { readCode } from './read.ts'

/** Court and onward use: Europol handling codes (SIENA), a set and not a single value. */
export const handlingCodes = ['h0', 'h1', 'h2', 'h3'] as const
export type HandlingCode = (typeof handlingCodes)[number]

export const labelOf = (code: HandlingCode): MessageKey => `handling.${code}`

/** Codes sorted, each once. `restriction` is the officer's own text, which H3 points to. */
export interface Handling {
  readonly codes: readonly HandlingCode[]
  readonly restriction?: string
}

export type HandlingFault = 'Empty' | 'NotACode' | 'H0NotAlone' | 'NoText' | 'TextWithoutH3'

/**
 * A set that says something: at least one code; H0 (nothing beyond the purpose) stands alone, as each
 * other code restricts more (judgement); H3 comes with its text, and a text with H3.
 */
export const makeHandling = (
  codes: readonly HandlingCode[],
  restriction?: string,
): Result<Handling, HandlingFault> => {
  const set = handlingCodes.filter(code => codes.includes(code))
  const text = restriction === undefined || isBlank(restriction) ? undefined : restriction.trim()
  if (set.length === 0) return err('Empty')
  if (set.includes('h0') && set.length > 1) return err('H0NotAlone')
  if (set.includes('h3') && text === undefined) return err('NoText')
  if (text === undefined) return ok({ codes: set })
  return set.includes('h3') ? ok({ codes: set, restriction: text }) : err('TextWithoutH3')
}

/** Reads `H1+H2`, `h1, h2`, `H1 H2`. */
export const readHandling = (
  text: string,
  restriction?: string,
): Result<Handling, HandlingFault> => {
  const words = text
    .normalize('NFKC')
    .split(/[\s+,;/、]+/)
    .filter(word => word !== '')
  const codes = words.flatMap(word => readCode(handlingCodes, word) ?? [])
  return codes.length < words.length ? err('NotACode') : makeHandling(codes, restriction)
}

/** `H1+H2`; the text of H3 is the officer's own and is shown beside it. */
export const printHandling = (handling: Handling): string =>
  handling.codes.map(code => code.toUpperCase()).join('+')

/**
 * Whether `a` gives up a restriction of `b`. Another text under H3 counts as looser: no program can
 * compare two texts, so only the originator changes one.
 */
export const isLooser = (a: Handling, b: Handling): boolean =>
  b.codes.some(code => code !== 'h0' && !a.codes.includes(code)) ||
  (b.restriction !== undefined && a.restriction !== b.restriction)

/** Default of a new referral: no court, no third party, until asked (judgement). */
export const defaultHandling: Handling = { codes: ['h1', 'h2'] }
