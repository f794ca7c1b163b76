import { type Country, readCountry } from './country.ts'
import { type Locode, locodes } from './locode.ts'

export interface Place {
  readonly code?: Locode
  /** As the officer gave it. */
  readonly text: string
  /** False: free text, to be shown as such. */
  readonly known: boolean
}

const fold = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s()（）'’-]+/gu, '')

/**
 * Reads a place as typed: a code (`KRPUS`, `KR PUS`, `ｋｒｐｕｓ`) or exactly one name out of those that
 * `namesOf` gives for each code, which is where the words of the catalogue come in. What isn't known
 * stays as text: a port that no table has is no reason to refuse, and a guess would be worse.
 */
export const readPlace = (
  text: string,
  namesOf: (code: Locode) => readonly string[] = () => [],
): Place => {
  const said = text.trim()
  const plain = fold(said)
  const byCode = locodes.find(code => code.toLowerCase() === plain)
  const byName = locodes.filter(code => namesOf(code).some(name => fold(name) === plain))
  const code = byCode ?? (byName.length === 1 ? byName[0] : undefined)
  return code === undefined ? { text: said, known: false } : { code, text: said, known: true }
}

/** The country of a code: its first two letters. */
export const countryOf = (code: Locode): Country | undefined => readCountry(code.slice(0, 2))
