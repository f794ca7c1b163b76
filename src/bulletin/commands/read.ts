import { ok } from '../../kit/result.ts'
import { addresseeAt, isBare } from '../bulletin.ts'
import { act } from '../command.ts'

/** A named officer says for the desk that it was read; that it was shown says nothing. */
export const read = act({
  name: 'b-read',
  verb: 'read',
  label: 'button.b_read',
  about: 'command.b_read',
  style: 'primary',
  by: 'addressee',
  inputs: {},
  against: (b, by) => {
    if (isBare(b)) return { kind: 'Erased' }
    const has = addresseeAt(b, by.desk)?.read
    return has && { kind: 'AlreadyAcknowledged', ...has }
  },
  decide: ({ b, by }) => ok({ type: 'bulletin.read', desk: by.desk, revision: b.revision }),
})
