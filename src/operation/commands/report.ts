import type { OperationPolicy } from '../../escalation/operation.ts'
import { ok } from '../../kit/result.ts'
import { reportClock } from '../clocks.ts'
import { act, unlessLead } from '../command.ts'
import { language, report } from '../inputs.ts'
import { tallyOf } from '../tally.ts'

const inputs = { situation: report, language }

/** The situation so far, with the count as it stands, for every participant in its own languages; the next is due so many days later. */
export const sitrepUnder = (policy: OperationPolicy) =>
  act({
    name: 'o-sitrep',
    verb: 'sitrep',
    label: 'button.o_sitrep',
    about: 'command.o_sitrep',
    inputs,
    against: unlessLead,
    decide: ({ o, now, by, referrals }) => {
      const n = o.reports.length + 1
      return ok({
        type: 'operation.reported',
        ...{ desk: by.desk, report: n },
        ...tallyOf(o, referrals ?? new Map()),
        clocks: [...reportClock(policy, { desk: o.from, ...o.period }, n + 1, now)],
      })
    },
  })

/**
 * The end report: it ends the operation, also before its period is over, and stands for a situation report
 * that is due. A referral from which nothing has come by then is let go, so that a later operation may count it.
 */
export const close = act({
  name: 'o-close',
  verb: 'close',
  label: 'button.o_close',
  about: 'command.o_close',
  inputs,
  against: unlessLead,
  decide: ({ o, by, referrals = new Map() }) => {
    const [kept, released] = [true, false].map(has =>
      o.tags.filter(t => (referrals.get(t.ref)?.measures ?? []).length > 0 === has),
    )
    return ok({
      ...{ type: 'operation.closed', desk: by.desk },
      ...tallyOf({ ...o, tags: kept ?? [] }, referrals),
      released: (released ?? []).map(t => t.ref),
    })
  },
})
