import type { LocalizationMap } from 'discord.js'

/** Characters of one command with everything in it. */
export const mostCharacters = 8000

/** A command, an option or a choice, as far as its characters are counted. */
export interface Sized {
  readonly name: string
  readonly name_localizations?: LocalizationMap | null
  readonly description?: string
  readonly description_localizations?: LocalizationMap | null
  readonly options?: readonly Sized[]
  readonly choices?: readonly Sized[]
  readonly value?: string | number
}

const widest = (text: string, translations: LocalizationMap | null | undefined): number =>
  Math.max(text.length, ...Object.values(translations ?? {}).map(t => t?.length ?? 0))

/** Names, descriptions and values as Discord counts them: of each the longest translation. */
export const sizeOf = (part: Sized): number =>
  [...(part.options ?? []), ...(part.choices ?? [])].reduce(
    (sum, inner) => sum + sizeOf(inner),
    widest(part.name, part.name_localizations) +
      widest(part.description ?? '', part.description_localizations) +
      String(part.value ?? '').length,
  )
