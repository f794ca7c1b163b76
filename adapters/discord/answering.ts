import { setTimeout as wait } from 'node:timers/promises'
import type { ModalSubmitInteraction } from 'discord.js'
import type { SpokenForm } from '../../src/card/spoken.ts'
import type { Language } from '../../src/kit/ids.ts'
import type { Answer, Ear } from '../../src/ports/platform.ts'
import { renderBetween, renderProblems } from './between.ts'
import type { Words } from './config.ts'
import { actorOf } from './inbound.ts'
import { renderForm } from './modal.ts'
import { copyOf, type OpenForms } from './open-forms.ts'
import { type Message, renderPrivate } from './render.ts'
import type { Asked, Respond, TextFile } from './respond.ts'
import { createSeen } from './seen.ts'
import { stepsToMend, valuesOf } from './steps.ts'
import { textFileOf } from './whole.ts'

/** What the speaker gets. */
export type Shown =
  | { readonly kind: 'none' }
  | { readonly kind: 'form'; readonly form: SpokenForm; readonly step: number }
  | { readonly kind: 'message'; readonly message: Message; readonly file?: TextFile }

/** The interaction that is answered, and how it may be. */
export interface Spot {
  readonly i: Asked &
    Pick<ModalSubmitInteraction, 'user' | 'guildId' | 'member' | 'createdTimestamp'>
  /** A window may follow; it can't follow another. */
  readonly mayOpen: boolean
  /** Something was pressed that can just stay as it is. */
  readonly onMessage: boolean
  /** The private message that was pressed on has done its duty. */
  readonly instead: boolean
}

export interface AnsweringOptions {
  readonly ear: Pick<Ear, 'keep'>
  readonly respond: Respond
  readonly forms: OpenForms
  readonly words: (language: Language) => Words
  /** Milliseconds from when somebody acted until they must be told to wait. */
  readonly patienceMs: number
  readonly now: () => number
}

export const none: Shown = { kind: 'none' }

/** Brings an answer to its speaker and to nobody else. */
export const createAnswering = (options: AnsweringOptions) => {
  const { ear, respond, forms, words, now } = options
  const isNew = createSeen()

  const shownOf = (answer: Answer): Shown => {
    switch (answer.kind) {
      case 'none':
        return none
      case 'form':
        return { kind: 'form', form: answer.form, step: stepsToMend(answer.form)[0] ?? 0 }
      case 'card':
      case 'refusal': {
        const { message, isCut } = renderPrivate(answer)
        return isCut
          ? { kind: 'message', message, file: textFileOf(answer.card) }
          : { kind: 'message', message }
      }
    }
  }

  /** A form where no window may open: why, and the button that opens it. */
  const offered = ({ form, step }: Extract<Shown, { kind: 'form' }>): Message => {
    const said = words(form.language)
    return stepsToMend(form).length > 0
      ? renderProblems(form, said)
      : renderBetween(form, step, said)
  }

  const openForm = async (
    { i }: Spot,
    { form, step }: Extract<Shown, { kind: 'form' }>,
  ): Promise<void> => {
    const copy = copyOf(i.id)
    forms.open(i.user.id, copy, valuesOf(form))
    await respond.modal(i, renderForm(form, { step, copy }))
  }

  const nothing = async ({ i, instead, onMessage }: Spot): Promise<void> => {
    if (onMessage) await respond.deferUpdate(i)
    else await respond.defer(i)
    if (instead || !onMessage) await respond.remove(i)
  }

  const first = async (spot: Spot, shown: Shown): Promise<void> => {
    if (shown.kind === 'none') return nothing(spot)
    if (shown.kind === 'form' && spot.mayOpen) return openForm(spot, shown)
    const message = shown.kind === 'form' ? offered(shown) : shown.message
    const file = shown.kind === 'form' ? undefined : shown.file
    await (spot.instead ? respond.update : respond.reply)(spot.i, message, file)
  }

  const later = async (spot: Spot, shown: Shown): Promise<void> => {
    if (shown.kind === 'none') return void (await respond.remove(spot.i))
    if (shown.kind === 'message')
      return void (await respond.edit(spot.i, shown.message, shown.file))
    // The window comes by a press, and by then only what is kept is known.
    if (spot.mayOpen) await ear.keep(actorOf(spot.i), shown.form.data, valuesOf(shown.form))
    await respond.edit(spot.i, offered(shown))
  }

  /** Shows what `work` comes to; where it takes long, its speaker is told to wait first. */
  const show = async (spot: Spot, work: Promise<Shown>): Promise<void> => {
    const { i, instead } = spot
    // Answered already by this process, or about to be.
    if (!isNew(i.id)) return void (await work)
    const stop = new AbortController()
    const patience = Math.max(options.patienceMs - (now() - i.createdTimestamp), 200)
    const slow = wait(patience, 'slow' as const, { signal: stop.signal }).catch(
      () => 'slow' as const,
    )
    const shown = await Promise.race([work, slow]).finally(() => stop.abort())
    if (shown !== 'slow') return first(spot, shown)
    const told = await (instead ? respond.deferUpdate(i) : respond.defer(i))
    const done = await work
    if (told) await later(spot, done)
  }

  return { show, shownOf }
}

export type Answering = ReturnType<typeof createAnswering>
