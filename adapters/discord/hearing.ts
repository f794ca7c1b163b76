import type { ButtonInteraction, Interaction, ModalSubmitInteraction } from 'discord.js'
import { seconds } from '../../src/kit/time.ts'
import type { Act, Ear } from '../../src/ports/platform.ts'
import { createAnswering, none, type Shown, type Spot } from './answering.ts'
import type { DiscordOptions } from './config.ts'
import { readId } from './custom-id.ts'
import { cut } from './cut.ts'
import { actorOf, inboundOf, languagesOf } from './inbound.ts'
import { limits } from './limits.ts'
import { actOf } from './lines.ts'
import { localesOf } from './locales.ts'
import { createOpenForms } from './open-forms.ts'
import { labelOf, leadsOn } from './pressed.ts'
import { renderQuestion } from './question.ts'
import { createRespond } from './respond.ts'
import { createSubmitting } from './submitting.ts'
import { choicesFor } from './suggesting.ts'
import { usualTiming } from './timing.ts'

export interface HearingOptions
  extends Pick<DiscordOptions, 'commands' | 'words' | 'languages' | 'log' | 'timing'> {
  readonly ear: Ear
  readonly open: () => boolean
  /** By Discord's own clock, where it is known: how old an interaction is depends on it. */
  readonly now: () => number
}

export interface Hearing {
  /** Resolves once it is answered. */
  readonly interaction: (i: Interaction) => Promise<void>
}

/** Older ones were kept back by a lost connection: whoever acted has seen that it failed. */
const oldestMs = seconds(2.5)

/** One router over what is in the interaction: nothing of an earlier one is needed, but for a form's values. */
export const createHearing = (options: HearingOptions): Hearing => {
  const { ear, commands, words, languages, log, open, now } = options
  const respond = createRespond(log)
  const forms = createOpenForms()
  const timing = { ...usualTiming, ...options.timing }
  const answering = createAnswering({ ear, respond, forms, words, now, patienceMs: timing.answer })
  const submitting = createSubmitting({ ear, forms, answering })
  const { show, shownOf } = answering

  const wordsOf = ({ locale }: Pick<Interaction, 'locale'>) => {
    const [first] = languages
    const found = languages.find(language => localesOf(language).includes(locale)) ?? first
    if (found === undefined) throw new Error('Discord needs a language')
    return words(found)
  }

  const hear = async (i: Parameters<typeof inboundOf>[0], act: Act): Promise<Shown> =>
    shownOf(await ear.hear(inboundOf(i, act)))

  const press = async (i: ButtonInteraction): Promise<void> => {
    const meaning = readId(i.customId)
    const beside: Spot = { i, mayOpen: true, onMessage: true, instead: false }
    const spot = { ...beside, instead: leadsOn(i) }
    switch (meaning?.kind) {
      case 'ask':
        return void (await respond.reply(i, renderQuestion(labelOf(i), meaning.data, wordsOf(i))))
      case 'button':
        return show(beside, hear(i, { kind: 'button', data: meaning.data }))
      case 'confirmed':
        return show(spot, hear(i, { kind: 'button', data: meaning.data }))
      case 'step': {
        const { step, data } = meaning
        const again = ear.form(actorOf(i), data, undefined, languagesOf(i))
        return show(
          spot,
          again.then(a => (a.kind === 'form' ? { ...a, step } : shownOf(a))),
        )
      }
      case 'send':
        return show(spot, submitting.send(i, meaning.data))
      case 'cancel':
        return show({ ...spot, instead: true }, Promise.resolve(none))
      default:
        // The core refuses what no version of ours wrote, in the words of the officer.
        return show(beside, hear(i, { kind: 'button', data: i.customId }))
    }
  }

  const submit = (i: ModalSubmitInteraction): Promise<void> => {
    const meaning = readId(i.customId)
    const spot = { i, mayOpen: false, onMessage: i.message !== null, instead: leadsOn(i) }
    return show(
      spot,
      meaning?.kind === 'modal'
        ? submitting.submit(i, meaning)
        : hear(i, { kind: 'button', data: i.customId }),
    )
  }

  /** What somebody wrote is the narrative, as much as a form takes. */
  const referred = (text: string): Act => ({
    kind: 'command',
    text: '/referral new',
    given: { narrative: cut(text, limits.form.typed) },
  })

  return {
    interaction: async i => {
      if (!open()) return
      const ageMs = now() - i.createdTimestamp
      if (ageMs > oldestMs) {
        log.warn('An interaction of Discord came too late, and nothing was done.', { ageMs })
        return
      }
      if (i.isAutocomplete())
        return void (await respond.choices(i, await choicesFor(i, ear, commands, timing.suggest)))
      if (i.isButton()) return press(i)
      if (i.isModalSubmit()) return submit(i)
      const spot = { i, mayOpen: true, onMessage: false, instead: false } as const
      if (i.isChatInputCommand()) {
        const act = actOf(i, commands) ?? { kind: 'command', text: `/${i.commandName}` }
        return show({ ...spot, i }, hear(i, act))
      }
      if (i.isMessageContextMenuCommand())
        return show({ ...spot, i }, hear(i, referred(i.targetMessage.content)))
      log.warn('Discord told of something that was never asked for.', { type: i.type })
    },
  }
}
