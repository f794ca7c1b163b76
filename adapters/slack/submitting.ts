import { setTimeout as wait } from 'node:timers/promises'
import type { SpokenForm } from '../../src/card/spoken.ts'
import type { Language } from '../../src/kit/ids.ts'
import type { Actor, Answer, Ear } from '../../src/ports/platform.ts'
import type { Modal } from './blocks.ts'
import { type CardView, renderCardView, renderWait } from './card-view.ts'
import type { Words } from './config.ts'
import type { Drafts } from './drafts.ts'
import { attempt } from './faults.ts'
import { actorOf, submissionHeard } from './inbound.ts'
import { readMetadata } from './metadata.ts'
import { errorsOf, renderForm, stepsOf, stepToMend } from './modal.ts'
import type { Payload } from './payloads.ts'
import { readSubmission, withValues } from './submission.ts'
import type { Web } from './web.ts'

/** What an ack of a form may say; nothing closes that form alone. */
export type FormAck =
  | { readonly response_action: 'clear' }
  | { readonly response_action: 'errors'; readonly errors: Readonly<Record<string, string>> }
  | { readonly response_action: 'update'; readonly view: Modal | CardView }

interface SubmittingOptions {
  readonly web: Web
  readonly drafts: Drafts
  readonly words: (language: Language) => Words
  /** For a wait, which has no language of its own. */
  readonly fallback: Language
}

type Values = Readonly<Record<string, string>>

/** Slack's bound is three seconds, the way there and back included. */
const patienceMs = 2000

const clear: FormAck = { response_action: 'clear' }
const update = (view: Modal | CardView): FormAck => ({ response_action: 'update', view })

/** A submitted form: its next step, its problems, or what the core answers. */
export const createSubmitting = ({ web, drafts, words, fallback }: SubmittingOptions) => {
  const mend = (form: SpokenForm, view: string, step: number, values: Values): FormAck => {
    const shown = stepsOf(form)[step]
    const errors = shown === undefined ? {} : errorsOf(shown)
    const problems = Object.keys(errors)
    const elsewhere = form.inputs.filter(i => i.problem !== undefined).length - problems.length
    drafts.open(view, form, values)
    // Slack marks only what stands in the view that is open.
    if (problems.length > 0 && elsewhere === 0 && problems.every(name => name in values))
      return { response_action: 'errors', errors }
    return update(renderForm(form, { words: words(form.language), step: stepToMend(form) }))
  }

  const ackOf = (
    answer: Answer,
    where: { readonly view: string; readonly data: string; readonly step: number },
    actor: Actor,
    values: Values,
  ): FormAck => {
    const { view, data, step } = where
    if (answer.kind === 'form' && answer.form.data === data)
      return mend(answer.form, view, step, values)
    drafts.leave(view)
    // What was refused as a whole may be wanted again.
    if (answer.kind !== 'refusal') drafts.drop(actor, data)
    switch (answer.kind) {
      case 'none':
        return clear
      case 'form': {
        const form = drafts.offer(actor, answer.form)
        drafts.open(view, form)
        return update(renderForm(form, { words: words(form.language) }))
      }
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
    ear: Ear,
    ack: (response: FormAck) => Promise<void>,
  ): Promise<void> => {
    const metadata = readMetadata(body.view.private_metadata)
    if (!metadata) return ack(clear)
    const { data, step } = metadata
    const actor = actorOf(body)
    const view = body.view.id
    const standing = drafts.at(view)
    const values = { ...standing?.values, ...readSubmission(body.view.state.values) }
    drafts.keep(actor, data, values)
    if (standing && step < stepsOf(standing.form).length - 1) {
      const form = withValues(standing.form, values)
      drafts.open(view, form, values)
      return ack(update(renderForm(form, { words: words(form.language), step: step + 1 })))
    }
    const answered = ear.hear(submissionHeard(body, data, values))
    const stop = new AbortController()
    const slow = wait(patienceMs, 'slow' as const, { signal: stop.signal }).catch(
      () => 'slow' as const,
    )
    const first = await Promise.race([answered, slow]).finally(() => stop.abort())
    if (first !== 'slow') return ack(ackOf(first, { view, data, step }, actor, values))
    const said = words(standing?.form.language ?? fallback)
    await ack(update(renderWait(said.working, said.close)))
    const final = ackOf(await answered, { view, data, step }, actor, values)
    await late(view, final.response_action === 'errors' ? clear : final)
  }
}
