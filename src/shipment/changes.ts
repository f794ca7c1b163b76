import { readIdentifiers } from '../checks/identifier.ts'
import { type Change, changes } from '../codes/shipment.ts'
import type { Language } from '../kit/ids.ts'

/** Goods as somebody declared them. */
export interface Declaration {
  readonly hs?: string
  readonly words?: string
  readonly language?: Language
}

/** Words as they are compared: in any order, without case, punctuation and doubles. */
const cleaned = (text: string): string =>
  [
    ...new Set(
      text
        .normalize('NFKC')
        .toLowerCase()
        .match(/[\p{L}\p{N}\p{M}]+/gu) ?? [],
    ),
  ]
    .toSorted()
    .join(' ')

const byHs = (before: string, after: string): Change | undefined => {
  if (before.slice(0, 2) !== after.slice(0, 2)) return 'chapter'
  return before.slice(0, 4) === after.slice(0, 4) ? undefined : 'heading'
}

/**
 * What differs between two declarations of the same goods. Chapter and heading of the Harmonized System
 * say it best; words are compared where they are of one language, or where no code is there to go by:
 * an alarm too many is seen by an officer at a glance, one too few by nobody.
 */
export const goodsChange = (before: Declaration, after: Declaration): Change | undefined => {
  const coded = before.hs !== undefined && after.hs !== undefined
  const found = coded ? byHs(before.hs ?? '', after.hs ?? '') : undefined
  if (found) return found
  if (before.words === undefined || after.words === undefined) return undefined
  const isComparable = !coded || before.language === after.language
  return isComparable && cleaned(before.words) !== cleaned(after.words) ? 'words' : undefined
}

/** Each container that a text names, one a line or with commas between. */
export const containersIn = (text: string): readonly string[] =>
  text
    .split(/[\n,、;；]/)
    .map(part => part.trim())
    .filter(part => part !== '')

// Owner, category and serial number say which one it is; the check digit may be left out or misread.
const keyOf = (container: string): string => {
  const [read] = readIdentifiers(container)
  return read?.kind === 'container' ? read.plain.slice(0, 10) : cleaned(container)
}

/** Those that are named after and were not before. */
export const newContainers = (before: string, after: string): readonly string[] => {
  const known = new Set(containersIn(before).map(keyOf))
  return containersIn(after).filter(c => !known.has(keyOf(c)))
}

/** In the order of the codes. */
export const inOrder = (found: readonly (Change | undefined)[]): Change[] =>
  changes.filter(c => found.includes(c))
