import type { Action } from '../../src/action/action.ts'
import type { ActionEvent } from '../../src/action/events.ts'
import { actionsUnder } from '../../src/action/spec.ts'
import { defaultActionPolicy } from '../../src/escalation/action.ts'
import type { MatterId } from '../../src/kit/ids.ts'
import { type Instant, instant } from '../../src/kit/time.ts'
import type { Raw } from '../../src/referral/command.ts'
import { createPlay, type Played as PlayedMatter, type Try as TryMatter } from '../matter/play.ts'
import { hkc, kcs } from '../referral/desks.ts'
import { directory } from '../shipment/sample.ts'

export { gdf, hkc, kcs } from '../referral/desks.ts'
export { directory }

export type Played = PlayedMatter<Action, ActionEvent>
export type Try = TryMatter<Action, ActionEvent>

/** Tuesday, 2026-11-24, 14:00 in Hong Kong and 15:00 in Korea. */
export const start = instant(Date.UTC(2026, 10, 24, 6))
export const at = (text: string): Instant => instant(Date.parse(text))
export const link = 'HK-2026-000007'

export const play = createPlay(actionsUnder(defaultActionPolicy), {
  ...{ id: 'HK-A-2026-000001' as MatterId, directory, start },
})
export const { spec, matter, id, officerAt, attempt, afterOf } = play
export const { refusalOf, problemsOf, ticked, mustTick, erased } = play

/** What Korea is to do by the end of a Tuesday, as a conference of the week before agreed. */
export const sitelist: Raw = {
  with: kcs,
  what: 'Send the list of sites that were taken down.',
  owner: 'theirs',
  due: '2026-12-15',
  link,
  conference: '47th Customs Cooperation Conference',
  agreed: '2026-11-19',
  language: 'en',
}

/** As Hong Kong begins it. */
export const begun = (raw: Raw = {}, now: Instant = start): Played =>
  afterOf({ name: 'a-begin', by: officerAt(hkc), raw: { ...sitelist, ...raw }, now, seen: [link] })

/** Its owner has done it. */
export const done = (on: Played = begun(), now: Instant = start): Played =>
  afterOf({ name: 'a-done', by: officerAt(kcs), on, raw: { result: 'Sent by letter.' }, now })

export const carried = (on: Played = begun(), raw: Raw = {}, now: Instant = start): Played =>
  afterOf({
    name: 'a-carry',
    by: officerAt(hkc),
    on,
    raw: {
      meeting: '2027-03-10',
      due: '2027-03-31',
      reason: 'The list is not complete.',
      ...raw,
    },
    now,
  })
