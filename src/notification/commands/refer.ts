import { ok } from '../../kit/result.ts'
import { truncate } from '../../kit/text.ts'
import { toRfc3339 } from '../../kit/time.ts'
import type { Raw } from '../../referral/command.ts'
import { act, type NotificationCommand } from '../command.ts'
import { factWords } from '../inputs.ts'
import type { Notification } from '../notification.ts'

const longestNarrative = 1500

/** Its subject names nobody, as the shared channel shows it; the officer may say more. */
const opening = (n: Notification, said: Raw): Raw => {
  const arrival = n.arrival === undefined ? [] : [toRfc3339(n.arrival)]
  const narrative = [...Object.values(factWords(said)), ...arrival].join('\n')
  return {
    to: n.from,
    category: n.category,
    priority: 'immediate',
    subject: n.id,
    ...(narrative === '' ? {} : { narrative: truncate(narrative, longestNarrative) }),
    notification: n.id,
  }
}

const spec = act({
  name: 'n-refer',
  verb: 'refer',
  label: 'button.n_refer',
  about: 'command.n_refer',
  by: 'addressee',
  inputs: {},
  decide: () => ok([]),
})

/** An addressee makes a referral of it: the form of a new one, filled in as far as is known. */
export const refer: NotificationCommand = {
  ...spec,
  decide: ({ state, said, by }) => {
    if (!state) throw new Error('no notification to make a referral of')
    const next = { command: 'create', given: opening(state, said) }
    return ok({ events: [], words: {}, language: by.language, next })
  },
}
