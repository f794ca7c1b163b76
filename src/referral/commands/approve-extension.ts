import { err, ok } from '../../kit/result.ts'
import { toRfc3339 } from '../../kit/time.ts'
import { caseRoles, command } from '../command.ts'
import { extensionAsked } from '../pending.ts'

/** The sending side grants the time that was asked for. */
export const approveExtension = command({
  name: 'approve-extension',
  label: 'button.approve_extension',
  about: 'command.approve_extension',
  by: 'sender',
  roles: caseRoles,
  from: ['acknowledged', 'accepted', 'forwarded', 'info_requested'],
  inputs: {},
  button: { in: ['acknowledged', 'accepted', 'forwarded'], style: 'plain' },
  against: extensionAsked,
  decide: ({ referral: { extension } }) =>
    extension
      ? ok([{ type: 'referral.extension_approved', until: toRfc3339(extension.until) }])
      : err({ kind: 'NothingAsked' }),
})
