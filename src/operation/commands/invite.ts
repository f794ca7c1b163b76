import { ok } from '../../kit/result.ts'
import { act, badInput, unlessLead } from '../command.ts'
import { invited, invitedDesks } from '../inputs.ts'

/** More desks, or once more one that declined. */
export const invite = act({
  name: 'o-invite',
  verb: 'invite',
  label: 'button.o_invite',
  about: 'command.o_invite',
  inputs: { invited: { ...invited, required: true } },
  against: unlessLead,
  decide: ({ o, input, by, directory }) => {
    const { desks, problems } = invitedDesks(input.invited, by.desk, directory, o)
    if (problems.length > 0) return badInput(problems)
    if (desks.length === 0) return badInput([{ input: 'invited', reason: 'Missing' }])
    return ok({ type: 'operation.invited', desk: by.desk, desks: [...desks] })
  },
})
