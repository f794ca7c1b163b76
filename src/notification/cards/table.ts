import {
  at,
  contactPoint,
  count,
  data,
  officer,
  type Params,
  type Term,
  words,
} from '../../card/card.ts'
import { labelOf as labelOfFeedback } from '../../codes/feedback.ts'
import { labelOfRole, labelOfWay } from '../../codes/notification.ts'
import { labelOfVerdict } from '../../codes/report.ts'
import type { ContactPointId } from '../../kit/ids.ts'
import type { Addressee, Notification } from '../notification.ts'

/** One line an addressee: who it is, why it was told, and how far it is. */
const lineOf = (n: Notification, a: Addressee): Term => {
  const who: Params = { desk: contactPoint(a.desk), role: words(labelOfRole(a.role)) }
  const last = a.answers.at(-1)
  if (last)
    return words('notification.row.answered', {
      ...who,
      result: words(labelOfFeedback(last.result)),
      officer: officer(last.by),
      time: at(last.at),
    })
  if (a.acknowledged) {
    const has = { ...who, officer: officer(a.acknowledged.by), time: at(a.acknowledged.at) }
    const late = n.clocks.find(c => c.name === `answer:${a.desk}` && c.reached > 0)
    return late
      ? words('notification.row.answer_late', { ...has, due: at(late.due) })
      : words('notification.row.acknowledged', has)
  }
  const clock = n.clocks.find(c => c.name === `ack:${a.desk}`)
  if (!clock) return words('notification.row.never', who)
  return words(clock.reached > 0 ? 'notification.row.late' : 'notification.row.waiting', {
    ...who,
    due: at(clock.due),
  })
}

const progress = (a: Addressee): number => (a.answers.length > 0 ? 2 : a.acknowledged ? 1 : 0)

/** Who has it, those who are waited for first, so that a list cut short loses none of them. */
export const addresseeLines = (n: Notification): readonly Term[] => {
  const all = n.addressees
  if (all.length === 0) return []
  return [
    words('notification.row.count', {
      have: count(all.filter(a => a.acknowledged).length),
      answered: count(all.filter(a => a.answers.length > 0).length),
      all: count(all.length),
    }),
    ...all.toSorted((a, b) => progress(a) - progress(b)).map(a => lineOf(n, a)),
  ]
}

/** Contacts that are not on Liaison, by the number that they have in the sender's words. */
export const externalLines = (n: Notification): readonly Term[] =>
  n.externals.map(({ told }, i) => {
    const number = count(i + 1)
    return told
      ? words('notification.external_told', {
          number,
          officer: officer(told.by),
          time: at(told.told),
          way: words(labelOfWay(told.way)),
        })
      : words('notification.external_untold', { number })
  })

/** Rights holders that were asked: by the desk itself, or by the sender for all. */
export const holderLines = (n: Notification, desk: ContactPointId): readonly Term[] =>
  n.holders
    .filter(h => desk === n.from || h.desk === desk || h.desk === n.from)
    .map(({ desk: asker, verified }) =>
      verified
        ? words('notification.holder_said', {
            desk: contactPoint(asker),
            verdict: words(labelOfVerdict(verified.verdict)),
            on: data(verified.on),
          })
        : words('notification.holder_open', { desk: contactPoint(asker) }),
    )

/** Referrals that were made of it, as far as that desk knows of them. */
export const referralLines = (n: Notification, desk: ContactPointId): readonly Term[] =>
  n.addressees
    .filter(a => desk === n.from || a.desk === desk)
    .flatMap(a =>
      a.referrals.map(id =>
        words('notification.referred_line', { desk: contactPoint(a.desk), ref: data(id) }),
      ),
    )
