import type { LanguageInfo } from '../../src/ports/catalogue.ts'

/** What `_meta.json` of a language says. */
export interface Meta extends LanguageInfo {
  /** Languages that this one serves and that no rule of Unicode connects with it, e.g. `yue`. */
  readonly also: readonly string[]
}

export const isGroup = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''

/** Reads `_meta.json`; a wrong one throws with field and file, since the folder ships with us. */
export const readMeta = (raw: unknown, file: string): Meta => {
  const wrong = (field: string): never => {
    throw new Error(`${file}: "${field}" is missing or wrong`)
  }
  if (!isGroup(raw)) return wrong('_meta')
  const { label, intl, punct, complete, also = [] } = raw
  if (!isText(label)) return wrong('label')
  if (!isText(intl) || Intl.NumberFormat.supportedLocalesOf(intl).length === 0) return wrong('intl')
  if (punct !== 'full' && punct !== 'half') return wrong('punct')
  if (typeof complete !== 'boolean') return wrong('complete')
  if (!Array.isArray(also) || !also.every(isText)) return wrong('also')
  return { label, intl, punct, complete, also }
}
