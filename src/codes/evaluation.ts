import type { MessageKey } from '../card/key.ts'
import { err, ok, type Result } from '../kit/result.ts'
import { readCode } from './read.ts'

/**
 * How far source and information are trusted. 4x4: Europol and national police practice. Admiralty:
 * NATO AJP-2.1, here without the grade for deliberate deception that some lists add. `A1` means
 * different things in the two, so a grade never goes without its scheme, and grades of two schemes
 * are never compared.
 */
export const schemes = ['four-by-four', 'admiralty'] as const
export type Scheme = (typeof schemes)[number]

export const fourByFourSources = ['a', 'b', 'c', 'x'] as const
export const fourByFourGrades = ['1', '2', '3', '4'] as const
export const admiraltySources = ['a', 'b', 'c', 'd', 'e', 'f'] as const
export const admiraltyGrades = ['1', '2', '3', '4', '5', '6'] as const

export type Evaluation =
  | {
      readonly scheme: 'four-by-four'
      readonly source: (typeof fourByFourSources)[number]
      readonly information: (typeof fourByFourGrades)[number]
    }
  | {
      readonly scheme: 'admiralty'
      readonly source: (typeof admiraltySources)[number]
      readonly information: (typeof admiraltyGrades)[number]
    }

export const labelOf = (scheme: Scheme): MessageKey => `scheme.${scheme}`

export const labelOfSource = (e: Evaluation): MessageKey =>
  e.scheme === 'admiralty' ? `grade.${e.source}` : `fourbyfour.${e.source}`

export const labelOfInformation = (e: Evaluation): MessageKey =>
  e.scheme === 'admiralty' ? `grade.${e.information}` : `fourbyfour.${e.information}`

const names: Readonly<Record<Scheme, string>> = { 'four-by-four': '4x4', admiralty: 'Admiralty' }

/** `4x4 A1`, `Admiralty B2`. */
export const printEvaluation = (e: Evaluation): string =>
  `${names[e.scheme]} ${e.source.toUpperCase()}${e.information}`

/** A grade of exactly that scheme. */
export const makeEvaluation = (
  scheme: Scheme,
  source: string,
  information: string,
): Evaluation | undefined => {
  if (scheme === 'four-by-four') {
    const s = readCode(fourByFourSources, source)
    const i = readCode(fourByFourGrades, information)
    return s && i && { scheme, source: s, information: i }
  }
  const s = readCode(admiraltySources, source)
  const i = readCode(admiraltyGrades, information)
  return s && i && { scheme, source: s, information: i }
}

const shape = /^(?:(4x4|four-by-four|admiralty|6x6)[\s:]+)?([a-z])\s?([0-9])$/

/** Reads what `printEvaluation` wrote, any case; a grade without its scheme is refused. */
export const readEvaluation = (text: string): Result<Evaluation, 'NoScheme' | 'NotAGrade'> => {
  const plain = text.normalize('NFKC').replaceAll('×', 'x').trim().toLowerCase()
  const [, name, source, information] = shape.exec(plain) ?? []
  if (source === undefined || information === undefined) return err('NotAGrade')
  if (name === undefined) return err('NoScheme')
  const scheme = name.startsWith('4') || name.startsWith('f') ? 'four-by-four' : 'admiralty'
  const made = makeEvaluation(scheme, source, information)
  return made ? ok(made) : err('NotAGrade')
}
