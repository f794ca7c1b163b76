import { data, type Term, words } from '../../card/card.ts'
import { labelOf } from '../../codes/locode.ts'
import { readPlace } from '../../codes/place.ts'
import { visible } from '../../kit/text.ts'
import type { Command } from '../command.ts'
import type { ReferralFacts } from './facts.ts'
import { inputsBy } from './labels.ts'

const said = (text: string): Term => {
  const place = readPlace(text)
  const what = data(visible(place.text))
  return place.code === undefined
    ? words('card.place_unknown', { what })
    : words('card.place_known', { what, place: words(labelOf(place.code)) })
}

/**
 * Each place of the form by its name; one that no list has is said to be free text (UN/LOCODE, own
 * subset). It is kept as given either way.
 */
export const placeRemarks = (
  { referral, contents }: ReferralFacts,
  commands: readonly Command[],
): readonly Term[] => {
  const inputs = inputsBy(commands, referral)
  const places = referral.texts
    .filter(t => t.part === 'details')
    .flatMap(t => Object.entries(contents.get(t.ref.item) ?? {}))
    .filter(([name]) => inputs.get(name)?.names === 'place')
    .map(([, text]) => text)
  return [...new Set(places)].map(said)
}
