import { err, ok } from '../../kit/result.ts'
import { reference, text } from '../../referral/inputs.ts'
import { act, badInput } from '../command.ts'
import { language } from '../inputs.ts'

/** It counts no longer. The desk that tagged it may say so, or the one that leads the operation. */
export const untag = act({
  name: 'o-untag',
  verb: 'untag',
  label: 'button.o_untag',
  about: 'command.o_untag',
  inputs: {
    referral: reference({ label: 'operation.referral' }),
    reason: text({ label: 'form.reason', max: 500, widget: 'paragraph' }),
    language,
  },
  shown: o => ({
    referral: {
      ...reference({ label: 'operation.referral' }),
      widget: 'choice',
      // A chat system lists no more than 25; any other may be typed.
      choices: o.tags.slice(-25).map(({ ref }) => ({
        value: ref,
        label: 'button.ref',
        params: { ref: { kind: 'data', text: ref } },
      })),
    },
  }),
  decide: ({ o, input: { referral: ref }, by }) => {
    const found = o.tags.find(t => t.ref === ref)
    if (!found) return badInput([{ input: 'referral', reason: 'NotAChoice' }])
    if (found.desk !== by.desk && o.from !== by.desk) return err({ kind: 'NotLead' })
    return ok({ type: 'operation.untagged', desk: by.desk, referral: ref })
  },
})
