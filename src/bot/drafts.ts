import { decodeCallback } from '../card/callback.ts'
import { withValues } from '../card/spoken.ts'
import { toMatterId, toReferralId } from '../kit/ids.ts'
import { days, plus } from '../kit/time.ts'
import type { Act, Answer, Values } from '../ports/platform.ts'
import type { DraftKey } from '../ports/vault.ts'
import type { Officer } from '../roster/directory.ts'
import { parseLine } from './words.ts'
import type { World } from './world.ts'

/** So long a form that was begun can be gone on with. */
const life = days(1)

/** Of one referral or matter a form is the same whatever its revision: who was late loses nothing typed. */
const keyOf = (officer: Officer, data: string): DraftKey => {
  const { subject, command = '' } = decodeCallback(data) ?? {}
  const referral =
    subject === undefined ? undefined : (toReferralId(subject) ?? toMatterId(subject))
  return referral === undefined
    ? { officer: officer.id, form: data }
    : { officer: officer.id, form: `${referral}:${command}`, referral }
}

/** What somebody gave just now counts more than what was kept. */
const typedIn = (act: Act): Values =>
  act.kind === 'command' ? { ...parseLine(act.text).values, ...act.given } : {}

/** Forms that officers have begun: kept by officer, so that they may go on where they like. */
export const createDrafts = ({ vault, clock }: Pick<World, 'vault' | 'clock'>) => {
  const keep = (officer: Officer, data: string, given: Values): Promise<void> => {
    const now = clock.now()
    return vault.keepDraft({ ...keyOf(officer, data), given, until: plus(now, life) }, now)
  }
  const kept = async (officer: Officer, data: string): Promise<Values> =>
    (await vault.draft(keyOf(officer, data), clock.now())) ?? {}

  return {
    keep,
    kept,
    /** After an act: keeps what was refused, forgets what was done, and goes on with what was begun. */
    after: async (officer: Officer, act: Act, answer: Answer): Promise<Answer> => {
      if (act.kind === 'form') {
        const again = answer.kind === 'form' && answer.form.data === act.data
        if (again || answer.kind === 'refusal') {
          await keep(officer, act.data, act.values)
          return answer
        }
        await vault.dropDraft(keyOf(officer, act.data))
      }
      if (answer.kind !== 'form') return answer
      const { form } = answer
      return {
        kind: 'form',
        form: withValues(form, { ...(await kept(officer, form.data)), ...typedIn(act) }),
      }
    },
  }
}
