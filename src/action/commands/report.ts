import { ok } from '../../kit/result.ts'
import { act } from '../command.ts'
import { language, words } from '../inputs.ts'

/** How far it is, in words; either desk says what it knows. */
export const update = act({
  name: 'a-update',
  verb: 'update',
  label: 'button.a_update',
  about: 'command.a_update',
  inputs: { progress: words('actionitem.progress'), language },
  decide: ({ by }) => ok({ type: 'action.updated', desk: by.desk }),
})

/** Its owner has done it, and says with what result. */
export const done = act({
  name: 'a-done',
  verb: 'done',
  label: 'button.a_done',
  about: 'command.a_done',
  style: 'primary',
  inputs: { result: words('actionitem.result'), language },
  against: (a, by) => (by.desk === a.owner ? undefined : { kind: 'OnlyDesk', desk: a.owner }),
  decide: ({ by }) => ok({ type: 'action.done', desk: by.desk }),
})

/** The desk that began it no longer asks for it. */
export const withdraw = act({
  name: 'a-withdraw',
  verb: 'withdraw',
  label: 'button.withdraw',
  about: 'command.a_withdraw',
  style: 'danger',
  inputs: { reason: words('form.reason'), language },
  against: (a, by) => (by.desk === a.from ? undefined : { kind: 'OnlyDesk', desk: a.from }),
  decide: ({ by }) => ok({ type: 'action.withdrawn', desk: by.desk }),
})
