import type { Bulletin } from '../../src/bulletin/bulletin.ts'
import type { BulletinEvent } from '../../src/bulletin/events.ts'
import { bulletinsUnder } from '../../src/bulletin/spec.ts'
import { defaultBulletinPolicy } from '../../src/escalation/bulletin.ts'
import type { MatterId } from '../../src/kit/ids.ts'
import { type Instant, instant } from '../../src/kit/time.ts'
import type { Raw } from '../../src/referral/command.ts'
import { createPlay, type Played as PlayedMatter, type Try as TryMatter } from '../matter/play.ts'
import { gdf, hkc, kcs } from '../referral/desks.ts'
import { directory } from '../shipment/sample.ts'

export { gdf, hkc, kcs } from '../referral/desks.ts'
export { directory }

export type Played = PlayedMatter<Bulletin, BulletinEvent>
export type Try = TryMatter<Bulletin, BulletinEvent>

/** Tuesday, 2026-11-24, 14:00 in Hong Kong and 15:00 in Korea. */
export const start = instant(Date.UTC(2026, 10, 24, 6))
export const at = (text: string): Instant => instant(Date.parse(text))

export const play = createPlay(bulletinsUnder(defaultBulletinPolicy), {
  ...{ id: 'HK-B-2026-000001' as MatterId, directory, start },
})
export const { spec, matter, id, officerAt, attempt, afterOf } = play
export const { refusalOf, problemsOf, ticked, mustTick, erased } = play

export const streaming: Raw = {
  kind: 'technical',
  title: 'Illicit streaming boxes',
  body: 'New boxes fetch their list of channels over DNS. How to recognise them: see the annex.',
  to: `${kcs},${gdf}`,
  review: '2027-02-26',
  tlp: 'amber',
  language: 'en',
}
export const korean: Raw = {
  title: '불법 스트리밍 기기',
  body: '새 기기는 채널 목록을 DNS로 받아옵니다.',
  language: 'ko',
}

/** As Hong Kong sends it to Korea and Italy. */
export const begun = (raw: Raw = {}, now: Instant = start): Played =>
  afterOf({ name: 'b-begin', by: officerAt(hkc), raw: { ...streaming, ...raw }, now })

export const translated = (on: Played = begun(), raw: Raw = korean): Played =>
  afterOf({ name: 'b-version', by: officerAt(hkc), on, raw })

export const read = (on: Played = begun(), desk = kcs, now: Instant = start): Played =>
  afterOf({ name: 'b-read', by: officerAt(desk), on, now })

export const revised = (on: Played = read(), raw: Raw = {}, now: Instant = start): Played =>
  afterOf({
    name: 'b-revise',
    by: officerAt(hkc),
    on,
    raw: { title: 'Illicit streaming boxes', body: 'They now use HTTPS.', language: 'en', ...raw },
    now,
  })

export const reviewed = (on: Played = begun(), raw: Raw = {}, now: Instant = start): Played =>
  afterOf({ name: 'b-review', by: officerAt(hkc), on, raw: { review: '2027-08-31', ...raw }, now })
