import type { SpokenForm } from '../../src/card/spoken.ts'
import type { Language } from '../../src/kit/ids.ts'
import { ok, type Result } from '../../src/kit/result.ts'
import type { Answer, Fault } from '../../src/ports/platform.ts'
import { renderCardView } from './card-view.ts'
import type { Words } from './config.ts'
import { attempt } from './faults.ts'
import type { Speaker } from './inbound.ts'
import { renderForm } from './modal.ts'
import type { OpenForms } from './open-forms.ts'
import { type PrivateMessage, renderPrivate } from './render.ts'
import { postReply, type Web } from './web.ts'

export interface AnsweringOptions {
  readonly web: Web
  readonly forms: OpenForms
  readonly words: (language: Language) => Words
}

export interface Answering {
  readonly show: (answer: Answer, speaker: Speaker) => Promise<Result<void, Fault>>
  /** A sentence for the speaker only. */
  readonly tell: (text: string, speaker: Speaker) => Promise<Result<void, Fault>>
}

/** Brings an answer to its speaker and to nobody else. */
export const createAnswering = ({ web, forms, words }: AnsweringOptions): Answering => {
  const directly = async (user: string, message: PrivateMessage): Promise<Result<void, Fault>> => {
    const opened = await attempt(() => web.conversations.open({ users: user }))
    if (!opened.ok) return opened
    const channel = opened.value.channel?.id ?? user
    const quiet = { unfurl_links: false, unfurl_media: false }
    const posted = await attempt(() => web.chat.postMessage({ channel, ...quiet, ...message }))
    return posted.ok ? ok(undefined) : posted
  }

  /** By the way that shows it where the speaker is looking, else by the next. */
  const whisper = async (
    { responseUrl, channel, user }: Speaker,
    message: PrivateMessage,
  ): Promise<Result<void, Fault>> => {
    if (responseUrl !== undefined) {
      const body = { ...message, response_type: 'ephemeral', replace_original: false }
      const replied = await postReply(responseUrl, body)
      // One that may have arrived is not said twice.
      if (replied.ok || replied.error.kind === 'Unknown') return replied
    }
    if (channel !== undefined) {
      const posted = await attempt(() => web.chat.postEphemeral({ channel, user, ...message }))
      if (posted.ok) return ok(undefined)
      if (posted.error.kind === 'Unknown') return posted
    }
    return directly(user, message)
  }

  const escaped = (text: string): string =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

  const tell: Answering['tell'] = (text, speaker) =>
    whisper(speaker, {
      text: escaped(text),
      blocks: [{ type: 'context', elements: [{ type: 'plain_text', text, emoji: false }] }],
    })

  const openForm = async (form: SpokenForm, speaker: Speaker): Promise<Result<void, Fault>> => {
    const view = renderForm(form, { words: words(form.language) })
    const { trigger = '', view: standing } = speaker
    const shown = await attempt(() =>
      standing === undefined
        ? web.views.open({ trigger_id: trigger, view })
        : web.views.update({ view_id: standing.id, hash: standing.hash, view }),
    )
    if (!shown.ok) {
      await tell(words(form.language).expired, speaker)
      return shown
    }
    const id = shown.value.view?.id
    if (id !== undefined) forms.open(id, form)
    return ok(undefined)
  }

  return {
    tell,
    show: async (answer, speaker) => {
      switch (answer.kind) {
        case 'none':
          return ok(undefined)
        case 'form':
          return openForm(answer.form, speaker)
        case 'card':
        case 'refusal': {
          const said = words(answer.language)
          const standing = speaker.view
          if (standing === undefined) return whisper(speaker, renderPrivate(answer, said))
          const view = renderCardView(answer.card, said)
          const shown = await attempt(() => web.views.update({ view_id: standing.id, view }))
          return shown.ok ? ok(undefined) : shown
        }
      }
    },
  }
}
