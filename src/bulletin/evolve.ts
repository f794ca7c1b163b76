import type { ContactPointId, Language, MatterId } from '../kit/ids.ts'
import { absurd } from '../kit/result.ts'
import { fromRfc3339 } from '../kit/time.ts'
import { clockReached, type MatterClockStart, startedClock } from '../matter/clocks.ts'
import { actOf, beginningOf } from '../matter/fold.ts'
import type { Told } from '../matter/matter.ts'
import type { TextRef } from '../referral/events.ts'
import type { Bulletin, TextOfBulletin } from './bulletin.ts'
import type { Begun, BulletinEvent } from './events.ts'

type Happened = Told<BulletinEvent>

const withWords = (
  b: Bulletin,
  h: Happened,
  part: TextOfBulletin['part'],
  text: TextRef | undefined,
): Bulletin =>
  text === undefined
    ? b
    : {
        ...b,
        texts: [
          ...b.texts,
          {
            ...actOf(h),
            part,
            revision: b.revision,
            language: text.language as Language,
            item: text.ref.item,
          },
        ],
      }

const born = (id: MatterId, e: Begun, h: Happened): Bulletin => ({
  id,
  status: 'open',
  kind: e.kind,
  from: e.desk as ContactPointId,
  begun: actOf(h),
  tlp: e.tlp,
  revision: 1,
  addressees: e.addressees.map(desk => ({ desk: desk as ContactPointId })),
  review: e.review,
  reviewBy: fromRfc3339(e.reviewBy),
  reviews: [],
  clocks: e.clocks.map(startedClock),
  texts: [],
})

/** Clocks of that kind are over; these run in their place. */
const instead = (
  b: Bulletin,
  kind: 'read' | 'review',
  starts: readonly MatterClockStart[],
): Bulletin => ({
  ...b,
  clocks: [...b.clocks.filter(c => c.name.split(':')[0] !== kind), ...starts.map(startedClock)],
})

const fold = (b: Bulletin, h: Happened): Bulletin => {
  const { event: e } = h
  switch (e.type) {
    case 'bulletin.begun':
      return b
    case 'bulletin.translated':
      return withWords(b, h, 'version', e.text)
    case 'bulletin.revised': {
      const addressees = b.addressees.map(({ desk }) => ({ desk }))
      const now = { ...b, addressees, revision: e.revision, revised: actOf(h), tlp: e.tlp }
      return withWords(instead(now, 'read', e.clocks), h, 'version', e.text)
    }
    case 'bulletin.read':
      return {
        ...b,
        addressees: b.addressees.map(a => (a.desk === e.desk ? { ...a, read: actOf(h) } : a)),
        clocks: b.clocks.filter(c => c.name !== `read:${b.revision}.${e.desk}`),
      }
    case 'bulletin.reviewed': {
      const now = {
        ...b,
        review: e.review,
        reviewBy: fromRfc3339(e.reviewBy),
        reviews: [...b.reviews, actOf(h)],
      }
      return withWords(instead(now, 'review', e.clocks), h, 'review', e.text)
    }
    case 'bulletin.withdrawn':
      return withWords(
        { ...b, status: 'withdrawn', ended: actOf(h), clocks: [] },
        h,
        'withdrawal',
        e.text,
      )
    case 'bulletin.escalated':
      return { ...b, clocks: [...clockReached(b.clocks, e)] }
    case 'bulletin.erased':
      return { ...b, clocks: [], texts: [], erased: true }
    default:
      return absurd(e)
  }
}

/** The bulletin after an event; the first one begins it. Pure. */
export const evolve = (
  before: Bulletin | undefined,
  id: MatterId,
  happened: Happened,
): Bulletin => {
  if (before) return fold(before, happened)
  const first = beginningOf(id, happened.event, 'bulletin.begun')
  return withWords(born(id, first, happened), happened, 'version', first.text)
}
