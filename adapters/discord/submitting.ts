import type { ButtonInteraction, ModalSubmitInteraction } from 'discord.js'
import type { Ear } from '../../src/ports/platform.ts'
import type { Answering, Shown } from './answering.ts'
import type { Meaning } from './custom-id.ts'
import { actorOf, inboundOf, languagesOf, readGiven } from './inbound.ts'
import type { OpenForms } from './open-forms.ts'
import { mergedValues, stepsOf, valuesOf } from './steps.ts'

interface SubmittingOptions {
  readonly ear: Pick<Ear, 'hear' | 'keep' | 'form'>
  readonly forms: OpenForms
  readonly answering: Pick<Answering, 'shownOf'>
}

/** A form's window that was sent: its next step, its problems, or what the core answers. */
export const createSubmitting = ({ ear, forms, answering }: SubmittingOptions) => ({
  submit: async (
    i: ModalSubmitInteraction,
    { data, step, copy }: Extract<Meaning, { kind: 'modal' }>,
  ): Promise<Shown> => {
    const actor = actorOf(i)
    const given = readGiven(i.fields.fields)
    const before = forms.at(i.user.id, copy)
    const standing = await ear.form(actor, data, { ...before, ...given }, languagesOf(i))
    const values =
      standing.kind === 'form' ? mergedValues(standing.form, given) : { ...before, ...given }
    if (standing.kind === 'form' && step < stepsOf(standing.form).length - 1) {
      await ear.keep(actor, data, values)
      return { kind: 'form', form: standing.form, step: step + 1 }
    }
    return answering.shownOf(await ear.hear(inboundOf(i, { kind: 'form', data, values })))
  },

  /** Sends a form as it was kept. */
  send: async (i: ButtonInteraction, data: string): Promise<Shown> => {
    const standing = await ear.form(actorOf(i), data, undefined, languagesOf(i))
    if (standing.kind !== 'form') return answering.shownOf(standing)
    const values = valuesOf(standing.form)
    return answering.shownOf(await ear.hear(inboundOf(i, { kind: 'form', data, values })))
  },
})
