import { type Action, actionSchema } from '../../src/action/action.ts'
import { type Bulletin, bulletinSchema } from '../../src/bulletin/bulletin.ts'
import type { MatterId } from '../../src/kit/ids.ts'
import type { Answer } from '../../src/ports/platform.ts'
import { readCard, readFields } from '../rigs/reading.ts'
import type { Stage } from '../rigs/stage.ts'
import { told } from './told.ts'

type Values = Readonly<Record<string, string>>

export const item = 'HK-A-2026-000001'
export const notice = 'HK-B-2026-000001'

/** What Korea is to do by a Friday, as a conference of the week before agreed. */
export const sitelist: Values = {
  with: 'kcs.cyber',
  what: 'Send the list of sites that were taken down.',
  owner: 'theirs',
  due: '2026-12-04',
  conference: '47th Customs Cooperation Conference',
  agreed: '2026-11-19',
  language: 'en',
}

export const streaming: Values = {
  kind: 'technical',
  title: 'Illicit streaming boxes',
  body: 'New boxes fetch their list of channels over DNS.',
  to: 'kcs.cyber',
  review: '2027-02-26',
  tlp: 'amber',
  language: 'en',
}

export const begunItem = (stage: Stage, values: Values = {}): Promise<Answer> =>
  stage.submit('hkc.o1', 'v1:-:a-begin:0', { ...sitelist, ...values })

export const sentNotice = (stage: Stage, values: Values = {}): Promise<Answer> =>
  stage.submit('hkc.o1', 'v1:-:b-begin:0', { ...streaming, ...values })

/** A command about one of them, typed; its form is filled in and sent. */
export const given = async (stage: Stage, who: string, line: string, values: Values) =>
  stage.submit(who, await stage.say(who, line), values)

export const actionIn = async (stage: Stage): Promise<Action> =>
  actionSchema.parse((await stage.store().load(item as MatterId))?.state)

export const bulletinIn = async (stage: Stage): Promise<Bulletin> =>
  bulletinSchema.parse((await stage.store().load(notice as MatterId))?.state)

const sheetAt = (stage: Stage, place: string, name: 'action' | 'bulletin') => {
  const [sheet, ...more] = stage.paper
    .sheets()
    .filter(s => s.place === place && s.outgoing.card.name === name)
  if (!sheet || more.length > 0) throw new Error(`${more.length} more ${name} at ${place}`)
  return sheet.outgoing.card
}

/** The one card of that kind as it hangs at a place. */
export const cardAt = (...of: Parameters<typeof sheetAt>): string => readCard(sheetAt(...of))
export const fieldsAt = (...of: Parameters<typeof sheetAt>) => readFields(sheetAt(...of))

/** Calls that were newly made: when (in Korea), where, what in its first words, and to whom. */
export const calls = (stage: Stage): readonly string[] =>
  told(stage)
    .filter(l => / new /.test(l) && /@/.test(l))
    .map(l => [l.split(' | ')[0], ...(l.match(/@[\w.]+/g) ?? [])].join(' '))

/** How many cards that call for something hang at a place. */
export const asking = (stage: Stage, place: string): number =>
  stage.paper.sheets().filter(s => s.place === place && s.outgoing.card.mentions.length > 0).length
