import { type Identifier, readIdentifiers } from '../checks/identifier.ts'
import { matchKey } from '../checks/match.ts'
import type { Warning } from '../checks/warning.ts'
import { type Instant, parseInstant } from '../kit/time.ts'
import type { Content } from '../ports/vault.ts'
import { type Inputs, wordsOf } from './inputs.ts'
import type { Referral, TextPart } from './referral.ts'

/** What a value of the log's details may be at most; see events.ts. */
const maxCodes = 200

/** Words that say what a referral is about; an answer or a note is none of the other pair's concern. */
const partsOfMatter: readonly TextPart[] = ['referral', 'details']

/** Prose has no length and no count that could be off; what hides in it is told all the same. */
const ofProse = (w: Warning): boolean => w.name === 'invisible' || w.name === 'mixed_script'

const read = (text: string): readonly Identifier[] => {
  const lines = readIdentifiers(text)
  return lines.some(l => l.kind !== 'other')
    ? lines
    : lines.map(l => ({ ...l, warnings: l.warnings.filter(ofProse) }))
}

/** The identifiers in an officer's words, field by field and line by line. */
export const identifiersIn = (words: Content): readonly Identifier[] =>
  Object.entries(words)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, text]) => read(text))

/** The words in which a referral states its matter, as far as the vault has them. */
export const wordsOfMatter = (
  { texts }: Pick<Referral, 'texts'>,
  contents: ReadonlyMap<string, Content>,
): readonly Content[] =>
  texts
    .filter(t => partsOfMatter.includes(t.part))
    .map(t => contents.get(t.ref.item))
    .filter(content => content !== undefined)

/** When something was seen: what an address without a time of its own is matched with. */
const moments = (r: Pick<Referral, 'observedAt' | 'details'>): readonly Instant[] => [
  ...(r.observedAt === undefined ? [] : [r.observedAt]),
  ...Object.values(r.details).flatMap(value => {
    const moment = parseInstant(value)
    return moment.ok ? [moment.value] : []
  }),
]

/**
 * The keys by which a referral is found to be about the same thing as another (domain.md 5, rows 8 and
 * 9): container, address and time, infohash, page, account. Each once.
 */
export const matchKeysOf = (
  r: Pick<Referral, 'observedAt' | 'details' | 'texts'>,
  contents: ReadonlyMap<string, Content>,
): readonly string[] => {
  const seen = moments(r)
  const keys = wordsOfMatter(r, contents)
    .flatMap(identifiersIn)
    .flatMap(identifier => {
      const observed = seen.map(moment => matchKey(identifier, moment))
      return [matchKey(identifier), ...observed].filter(key => key !== undefined)
    })
  return [...new Set(keys)]
}

/**
 * What the checks found in the words given, for the `details` of the event: `{warnings: 'a b'}` with the
 * names of the warnings and nothing of what was typed; `{}` where all is well.
 */
export const warningsOf = (
  inputs: Inputs,
  raw: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> => {
  const names = identifiersIn(wordsOf(inputs, raw)).flatMap(i => i.warnings.map(w => w.name))
  const kept = [...new Set<string>(names)]
    .sort()
    .reduce((all, name) => (`${all} ${name}`.length > maxCodes ? all : `${all} ${name}`), '')
  return kept === '' ? {} : { warnings: kept.trim() }
}
