import type { ContactPointId, Language, MatterId } from '../kit/ids.ts'
import { absurd } from '../kit/result.ts'
import { fromRfc3339 } from '../kit/time.ts'
import { clockReached, startedClock } from '../matter/clocks.ts'
import { actOf, beginningOf } from '../matter/fold.ts'
import type { Told } from '../matter/matter.ts'
import type { TextRef } from '../referral/events.ts'
import type { Action, TextPart } from './action.ts'
import type { ActionEvent, Begun } from './events.ts'

type Happened = Told<ActionEvent>

const deskAct = (h: Happened, desk: string) => ({ ...actOf(h), desk: desk as ContactPointId })

const partOf = {
  'action.begun': 'item',
  'action.updated': 'progress',
  'action.done': 'result',
  'action.reopened': 'reopening',
  'action.carried': 'carrying',
  'action.withdrawn': 'withdrawal',
} as const satisfies Readonly<Record<string, TextPart>>

const withWords = (
  a: Action,
  h: Happened,
  e: { readonly type: keyof typeof partOf; readonly desk: string; readonly text?: TextRef },
): Action =>
  e.text === undefined
    ? a
    : {
        ...a,
        texts: [
          ...a.texts,
          {
            ...deskAct(h, e.desk),
            part: partOf[e.type],
            language: e.text.language as Language,
            item: e.text.ref.item,
          },
        ],
      }

const born = (id: MatterId, e: Begun, h: Happened): Action => ({
  id,
  status: 'open',
  from: e.desk as ContactPointId,
  other: e.other as ContactPointId,
  owner: e.owner as ContactPointId,
  begun: actOf(h),
  due: fromRfc3339(e.due),
  tlp: e.tlp,
  ...(e.agreed === undefined ? {} : { agreed: e.agreed }),
  ...(e.link === undefined ? {} : { link: e.link }),
  carried: [],
  reopened: 0,
  clocks: e.clocks.map(startedClock),
  texts: [],
})

const ended = (a: Action, h: Happened, status: 'done' | 'withdrawn', desk: string): Action => ({
  ...a,
  status,
  ended: deskAct(h, desk),
  clocks: [],
})

const fold = (a: Action, h: Happened): Action => {
  const { event: e } = h
  switch (e.type) {
    case 'action.begun':
    case 'action.updated':
      return a
    case 'action.done':
      return ended(a, h, 'done', e.desk)
    case 'action.withdrawn':
      return ended(a, h, 'withdrawn', e.desk)
    case 'action.reopened': {
      const { ended: _, ...open } = a
      return {
        ...open,
        status: 'open',
        reopened: a.reopened + 1,
        due: fromRfc3339(e.due),
        clocks: e.clocks.map(startedClock),
      }
    }
    case 'action.carried':
      return {
        ...a,
        carried: [...a.carried, { ...deskAct(h, e.desk), meeting: e.meeting, was: a.due }],
        due: fromRfc3339(e.due),
        clocks: e.clocks.map(startedClock),
      }
    case 'action.escalated':
      return { ...a, clocks: [...clockReached(a.clocks, e)] }
    case 'action.erased':
      return { ...a, clocks: [], texts: [], erased: true }
    default:
      return absurd(e)
  }
}

/** The action item after an event; the first one begins it. Pure. */
export const evolve = (before: Action | undefined, id: MatterId, happened: Happened): Action => {
  const { event } = happened
  const after = before
    ? fold(before, happened)
    : born(id, beginningOf(id, event, 'action.begun'), happened)
  return event.type === 'action.escalated' || event.type === 'action.erased'
    ? after
    : withWords(after, happened, event)
}
