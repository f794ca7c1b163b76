import { join } from 'node:path'
import { createCatalogue } from '../../adapters/i18next/index.ts'
import { createSpeaker } from '../../src/bot/speak.ts'
import type { Card } from '../../src/card/card.ts'
import type { SpokenCard } from '../../src/card/spoken.ts'
import type { Language } from '../../src/kit/ids.ts'
import { directory, hkc, kcs } from '../referral/desks.ts'

/** The real words. */
export const catalogue = createCatalogue({ dir: join(import.meta.dirname, '../../locales') })
export const speaker = createSpeaker(catalogue, directory)

export const tag = (language: string) => language as Language

/** The clocks of the two desks, that of Hong Kong in front. */
export const zones = directory.zonesFor(hkc, [hkc, kcs])

export const spoken = (card: Card, ...languages: readonly string[]): SpokenCard =>
  speaker.card(card, { languages: languages.map(tag), zones })

/** Everything that a spoken thing says, however deep. */
export const allTexts = (node: unknown): readonly string[] =>
  typeof node === 'string'
    ? [node]
    : typeof node === 'object' && node !== null
      ? Object.values(node).flatMap(allTexts)
      : []

/** What is left where a value was forgotten. */
export const leftOver = /\{\{|\}\}|\$t\(|undefined|\bnull\b|NaN|\[object/
