import type { BulletinPolicy } from '../../escalation/bulletin.ts'
import { err, ok } from '../../kit/result.ts'
import { isBare, versionsOf } from '../bulletin.ts'
import { readClocks } from '../clocks.ts'
import { act } from '../command.ts'
import { textInputs, tlp } from '../inputs.ts'

/** The same text in another language, in an officer's own words: nothing here translates. */
export const version = act({
  name: 'b-version',
  verb: 'version',
  label: 'button.b_version',
  about: 'command.b_version',
  by: 'sender',
  inputs: textInputs,
  against: b => (isBare(b) ? { kind: 'Erased' } : undefined),
  decide: ({ b, chosen }) =>
    versionsOf(b).some(v => v.language === chosen)
      ? err({ kind: 'BadInput', problems: [{ input: 'language', reason: 'HasVersion' }] })
      : ok({ type: 'bulletin.translated' }),
})

/**
 * Another text in place of the present one, in one language at first. Who has read the one before is asked
 * to read this. Its marking may change with it: the sender is the originator, and nobody else may.
 */
export const reviseUnder = (policy: BulletinPolicy) =>
  act({
    name: 'b-revise',
    verb: 'revise',
    label: 'button.b_revise',
    about: 'command.b_revise',
    by: 'sender',
    inputs: { ...textInputs, tlp },
    prefill: (b, said) => {
      const last = versionsOf(b).at(-1)
      return {
        ...(said['title'] === undefined ? {} : { title: said['title'] }),
        ...(said['body'] === undefined ? {} : { body: said['body'] }),
        ...(last ? { language: last.language } : {}),
        tlp: b.tlp,
      }
    },
    decide: ({ b, input, now, directory }) => {
      const revision = b.revision + 1
      const addressees = b.addressees.map(a => a.desk)
      return ok({
        type: 'bulletin.revised',
        revision,
        tlp: input.tlp ?? b.tlp,
        clocks: [...readClocks(policy, { from: b.from, addressees, revision }, now, directory)],
      })
    },
  })
