import { at, count, lasting, officer, type Term, words } from '../../card/card.ts'
import { isOpen, type Referral } from '../referral.ts'
import type { ReferralFacts } from './facts.ts'
import { told } from './late.ts'

type Act = NonNullable<Referral['acts']['sent']>

/** Steps by their times, counted from the sending. */
const steps = (r: Referral, sent: Act): readonly Term[] => {
  const { calls = [], more = 0 } = r.drillRun ?? {}
  return [
    ...calls.map(({ at: time, event }) =>
      words('drill.step', { time: at(time), after: lasting(time - sent.at), told: told(r, event) }),
    ),
    ...(more > 0 ? [words('drill.more_steps', { count: count(more) })] : []),
  ]
}

const verdict = ({ drillRun }: Referral, sent: Act, answered: Act | undefined): readonly Term[] => {
  const due = drillRun?.due
  if (due === undefined) return []
  const limit = lasting(due - sent.at)
  if (!answered) return [words('drill.limit', { limit })]
  return answered.at <= due
    ? [words('drill.in_time', { limit })]
    : [words('drill.too_late', { limit, over: lasting(answered.at - due) })]
}

const end = ({ acts }: Referral, sent: Act): readonly Term[] => {
  const said = ({ by, at: time }: Act) => ({
    officer: officer(by),
    time: at(time),
    after: lasting(time - sent.at),
  })
  if (acts.acknowledged) return [words('drill.acknowledged', said(acts.acknowledged))]
  return acts.withdrawn ? [words('drill.unanswered', said(acts.withdrawn))] : []
}

/** The times of an exercise that is over: sent, shown, each step, and the end against the limit. */
export const drillReport = ({ referral: r, shownAt }: ReferralFacts): readonly Term[] => {
  const { sent } = r.acts
  if (!r.drill || !sent || isOpen(r)) return []
  const shown =
    shownAt === undefined
      ? []
      : [words('drill.shown', { time: at(shownAt), after: lasting(shownAt - sent.at) })]
  return [
    words('drill.sent', { officer: officer(sent.by), time: at(sent.at) }),
    ...shown,
    ...steps(r, sent),
    ...end(r, sent),
    ...verdict(r, sent, r.acts.acknowledged),
  ]
}

/** What to do with an exercise, or its report; nothing for a real matter. */
export const drillLines = (facts: ReferralFacts): readonly Term[] =>
  facts.referral.drill && isOpen(facts.referral) ? [words('drill.ask')] : drillReport(facts)
