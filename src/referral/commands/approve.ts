import { ok } from '../../kit/result.ts'
import { command, seniorRoles } from '../command.ts'
import { needsTwo } from '../pending.ts'

/** A second officer agrees that it may be sent. Nobody approves his own. */
export const approve = command({
  name: 'approve',
  label: 'button.approve',
  about: 'command.approve',
  by: 'sender',
  roles: seniorRoles,
  from: ['draft'],
  inputs: {},
  button: { in: ['draft'], style: 'plain' },
  against: (r, by) => {
    if (!needsTwo(r)) return { kind: 'NothingAsked' }
    if (r.approved) return { kind: 'AlreadyAsked' }
    return r.authors.includes(by.id) ? { kind: 'OwnItem' } : undefined
  },
  decide: () => ok([{ type: 'referral.approved' }]),
})
