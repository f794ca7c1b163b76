import { setTimeout as wait } from 'node:timers/promises'
import { type SpokenForm, withValues } from '../../src/card/spoken.ts'
import type { Language } from '../../src/kit/ids.ts'
import type { Actor, Answer, Ear, Values } from '../../src/ports/platform.ts'
import type { Modal } from './blocks.ts'
import { type CardView, renderCardView, renderWait } from './card-view.ts'
import type { Words } from './config.ts'
import { attempt } from './faults.ts'
import { actorOf, submissionHeard } from './inbound.ts'
import { readMetadata } from './metadata.ts'
import { errorsOf, renderForm, stepsOf, stepToMend } from './modal.ts'
import { isOpen, type OpenForms } from './open-forms.ts'
import type { Payload } from './payloads.ts'
import { readSubmission } from './submission.ts'
import type { Web } from './web.ts'

/** What an ack of a form may say; nothing closes that form alone. */
export type FormAck =
  | { readonly response_action: 'clear' }
  | { readonly response_action: 'errors'; readonly errors: Readonly<Record<string, string>> }
  | { readonly response_action: 'update'; readonly view: Modal | CardView }

interface SubmittingOptions {
  readonly web: Web
  readonly ear: Pick<Ear, 'hear' | 'keep'>
  readonly forms: OpenForms
  /** Called once they have been answered. */
  readonly acted: (actor: Actor) => Promise<void>
  readonly words: (language: Language) => Words
  /** For a wait, which has no language of its own. */
  readonly fallback: Language
}

/** Slack's bound is three seconds, the way there and back included. */
const patienceMs = 2000

const clear: FormAck = { response_action: 'clear' }
const update = (view: Modal | CardView): FormAck => ({ response_action: 'update', view })

/** A submitted form: its next step, its problems, or what the core answers. */
export const createSubmitting = ({
  web,
  ear,
  forms,
  acted,
  words,
  fallback,
}: SubmittingOptions) => {
  const mend = (form: SpokenForm, view: string, step: number, values: Values): FormAck => {
    const shown = stepsOf(form)[step]
    const errors = shown === undefined ? {} : errorsOf(shown)
    const problems = Object.keys(errors)
    const elsewhere = form.inputs.filter(i => i.problem !== undefined).length - problems.length
    forms.open(view, form, values)
    // Slack marks only what stands in the view that is open.
    if (problems.length > 0 && elsewhere === 0 && problems.every(name => name in values))
      return { response_action: 'errors', errors }
    return update(renderForm(form, { words: words(form.language), step: stepToMend(form) }))
  }

  const ackOf = (
    answer: Answer,
    where: { readonly view: string; readonly data: string; readonly step: number },
    values: Values,
  ): FormAck => {
    const { view, data, step } = where
    if (answer.kind === 'form' && answer.form.data === data)
      return mend(answer.form, view, step, values)
    forms.leave(view)
    switch (answer.kind) {
      case 'none':
        return clear
      case 'form':
        forms.open(view, answer.form)
        return update(renderForm(answer.form, { words: words(answer.form.language) }))
      case 'card':
      case 'refusal':
        return update(renderCardView(answer.card, words(answer.language)))
    }
  }

  /** What comes after the ack changes the view that stands. */
  const late = async (view: string, ack: FormAck): Promise<void> => {
    if (ack.response_action !== 'update') return
    await attempt(() => web.views.update({ view_id: view, view: ack.view }))
  }

  return async (
    body: Payload<'submission'>,
    ack: (response: FormAck) => Promise<void>,
  ): Promise<void> => {
    const metadata = readMetadata(body.view.private_metadata)
    if (!metadata) return ack(clear)
    const { data, step } = metadata
    const actor = actorOf(body)
    const view = body.view.id
    const given = readSubmission(body.view.state.values)
    const standing = await forms.at(view, metadata, actor, given)
    const values = isOpen(standing) ? { ...standing.values, ...given } : given
    if (isOpen(standing) && step < stepsOf(standing.form).length - 1) {
      const form = withValues(standing.form, values)
      await ear.keep(actor, data, values)
      forms.open(view, form, values)
      return ack(update(renderForm(form, { words: words(form.language), step: step + 1 })))
    }
    const answered = ear.hear(submissionHeard(body, data, values))
    const stop = new AbortController()
    const slow = wait(patienceMs, 'slow' as const, { signal: stop.signal }).catch(
      () => 'slow' as const,
    )
    const first = await Promise.race([answered, slow]).finally(() => stop.abort())
    if (first !== 'slow') {
      await ack(ackOf(first, { view, data, step }, values))
      return acted(actor)
    }
    const said = words(isOpen(standing) ? standing.form.language : fallback)
    await ack(update(renderWait(said.working, said.close)))
    const final = ackOf(await answered, { view, data, step }, values)
    await late(view, final.response_action === 'errors' ? clear : final)
    await acted(actor)
  }
}
