import { truncate } from '../kit/text.ts'
import { readAccount, readEmail } from './account.ts'
import { defang, defangAt } from './defang.ts'
import { readDomain } from './domain.ts'
import { readIp } from './endpoint.ts'
import { readHash } from './hash.ts'
import { readInfohash } from './infohash.ts'
import type { IdentifierKind, Reader, Reading } from './reading.ts'
import { hasHidden, hasMixedScript, reveal, tidy } from './spelling.ts'
import { readContainer, readParcel, readVessel, readWaybill } from './transport.ts'
import { readUrl } from './url.ts'
import type { Warning } from './warning.ts'

/** One line of a list of identifiers, as it was given and as it is understood. */
export interface Identifier {
  readonly kind: IdentifierKind
  /** As given, to the letter. */
  readonly given: string
  /** The one spelling by which it is compared. */
  readonly plain: string
  /** For the eye: no live link, nothing invisible. */
  readonly shown: string
  readonly warnings: readonly Warning[]
}

/** Lines that are read; the rest is kept as one. */
export const MAX_LINES = 200
/** UTF-16 units of a line that are read. */
export const MAX_LINE = 2048

const readers: readonly Reader[] = [
  readInfohash,
  readHash,
  readContainer,
  readVessel,
  readWaybill,
  readParcel,
  readIp,
  readEmail,
  readAccount,
  readUrl,
  readDomain,
]

const firstOf = (text: string): Reading | undefined => {
  for (const read of readers) {
    const reading = read(text)
    if (reading) return reading
  }
  return undefined
}

const label = /^\p{L}[\p{L}\p{M}\p{N} .'#-]{0,23}[:=] ?(?!\/\/)(.+)$/u

/** What stands there; failing that, what stands behind a label such as `Container:` or `컨테이너:`. */
const understand = (text: string): Reading => {
  const after = label.exec(text)?.[1]
  return (
    firstOf(text) ??
    (after === undefined ? undefined : firstOf(after)) ?? {
      kind: 'other',
      plain: tidy(text.slice(0, MAX_LINE)),
      warnings: [],
    }
  )
}

const show = (kind: IdentifierKind, text: string): string =>
  kind === 'email' || kind === 'account' ? defangAt(reveal(text)) : defang(reveal(text))

const onceEach = (warnings: readonly Warning[]): readonly Warning[] =>
  warnings.filter((w, i) => warnings.findIndex(other => other.name === w.name) === i)

const readLine = (given: string): Identifier => {
  const { kind, plain, warnings, beside } = understand(tidy(given))
  const shown = show(kind, given).trim()
  return {
    kind,
    given,
    plain,
    shown: beside === undefined ? shown : `${shown} (${show(kind, beside)})`,
    warnings: onceEach([
      ...warnings,
      ...(hasHidden(given) ? [{ name: 'invisible' } as const] : []),
      ...(hasMixedScript(given) ? [{ name: 'mixed_script' } as const] : []),
    ]),
  }
}

/** What is too much to be read is kept, and shown by its beginning. */
const unread = (given: string, warning: Warning): Identifier => {
  const start = given.slice(0, MAX_LINE)
  return {
    kind: 'other',
    given,
    plain: tidy(tidy(start).slice(0, MAX_LINE)),
    shown: truncate(defang(reveal(start)), MAX_LINE - 1).concat('…'),
    warnings: [warning],
  }
}

/**
 * Reads a list of identifiers, one a line, blank lines left out. Never throws and refuses nothing:
 * what is off is a warning, what isn't understood is `other`. A line of more than 2,048 units is kept
 * unread (`too_long`); all from the 201st line on is kept as one (`too_many`).
 */
export const readIdentifiers = (text: string): readonly Identifier[] => {
  const found: Identifier[] = []
  for (const { 0: line, index } of text.matchAll(/[^\r\n]+/g)) {
    if (line.trim() === '') continue
    if (found.length === MAX_LINES)
      return [...found, unread(text.slice(index), { name: 'too_many', max: MAX_LINES })]
    found.push(
      line.length > MAX_LINE ? unread(line, { name: 'too_long', max: MAX_LINE }) : readLine(line),
    )
  }
  return found
}
