import type { MessageKey } from '../card/key.ts'
import { err, ok, type Result } from '../kit/result.ts'

/**
 * Subheadings of the Harmonized System (WCO, edition of 2022) that referrals meet most; the choice of
 * rows and the short texts are judgement and no legal description.
 */
export const hsCodes = [
  '130211',
  '220830',
  '240210',
  '240220',
  '240290',
  '240311',
  '240319',
  '240391',
  '240399',
  '240411',
  '240412',
  '240419',
  '240491',
  '240492',
  '240499',
  '293941',
  '293942',
  '293945',
  '293972',
  '300490',
  '330300',
  '420221',
  '490700',
  '640411',
  '710812',
  '851713',
  '852349',
  '852351',
  '910211',
] as const
export type HsCode = (typeof hsCodes)[number]

export const labelOf = (code: HsCode): MessageKey => `hs.${code}`

export interface Hs {
  /** 4 to 10 digits, as far as the officer knew them. */
  readonly digits: string
  /** The row of the table it falls in; six digits are international, what follows is national. */
  readonly known?: HsCode
}

/**
 * Reads 4 to 10 digits with any dots, blanks or hyphens between: `2402.20`, `2402 20 90 00`. Hong Kong
 * uses 8, Korea 10. Chapters run from 01; 77 is reserved and 98 and 99 are national, so all pass.
 */
export const readHs = (text: string): Result<Hs, 'NotDigits' | 'WrongLength' | 'NoSuchChapter'> => {
  const digits = text.normalize('NFKC').replace(/[\s.·-]/g, '')
  if (!/^[0-9]+$/.test(digits)) return err('NotDigits')
  if (digits.length < 4 || digits.length > 10) return err('WrongLength')
  if (digits.startsWith('00')) return err('NoSuchChapter')
  const known = hsCodes.find(code => digits.startsWith(code))
  return ok(known === undefined ? { digits } : { digits, known })
}

/** `2402.20.90.00`: heading, then pairs. */
export const printHs = ({ digits }: Hs): string =>
  [digits.slice(0, 4), ...(digits.slice(4).match(/..?/g) ?? [])].join('.')
