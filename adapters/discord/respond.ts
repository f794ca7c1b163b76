import {
  type APIInteractionResponse,
  type APIModalInteractionResponseCallbackData,
  InteractionResponseType,
  MessageFlags,
  type REST,
  Routes,
} from 'discord.js'
import type { Log } from '../../src/ports/log.ts'
import { codeOf, faultOf } from './faults.ts'
import type { Message } from './render.ts'

/** What an answer needs of an interaction. */
export interface Asked {
  readonly id: string
  readonly applicationId: string
  readonly token: string
  readonly client: { readonly rest: Pick<REST, 'post' | 'patch' | 'delete'> }
}

export interface TextFile {
  readonly name: string
  readonly text: string
}

export interface Respond {
  /** The first response, for the speaker only; false where the speaker saw that there was none in time. */
  readonly reply: (i: Asked, message: Message, file?: TextFile) => Promise<boolean>
  /** Puts it in place of the message that was pressed on. */
  readonly update: (i: Asked, message: Message, file?: TextFile) => Promise<boolean>
  readonly modal: (i: Asked, modal: APIModalInteractionResponseCallbackData) => Promise<boolean>
  readonly choices: (
    i: Asked,
    choices: readonly { readonly name: string; readonly value: string }[],
  ) => Promise<boolean>
  /** Says that an answer comes: beside what was pressed, or in its place. */
  readonly defer: (i: Asked) => Promise<boolean>
  readonly deferUpdate: (i: Asked) => Promise<boolean>
  /** Fills in what was deferred. */
  readonly edit: (i: Asked, message: Message, file?: TextFile) => Promise<boolean>
  /** Takes away what was deferred, or the private message that was pressed on. */
  readonly remove: (i: Asked) => Promise<boolean>
}

const alreadyAnswered = 40_060
/** The interaction is over: three seconds have passed, or fifteen minutes. */
const over: ReadonlySet<number | undefined> = new Set([10_062, 10_015, 50_027])

const filesOf = (file: TextFile | undefined) =>
  file === undefined ? {} : { files: [{ name: file.name, data: Buffer.from(file.text) }] }

/** Nothing of what stood there stays; Components V2 takes even an empty list for the old way. */
const inPlace = (message: Message, file: TextFile | undefined) => ({
  content: null,
  embeds: null,
  ...message,
  attachments: file === undefined ? [] : [{ id: '0', filename: file.name }],
})

const withFile = (message: Message, file: TextFile | undefined) =>
  file === undefined ? message : { ...message, attachments: [{ id: '0', filename: file.name }] }

/**
 * Answers to interactions, by their own routes. A connection that breaks is tried once more: the second try of
 * what had arrived is refused as answered already, which is what was wanted.
 */
export const createRespond = (log: Log): Respond => {
  const attempt = async (call: () => Promise<unknown>, tries = 2): Promise<boolean> => {
    try {
      await call()
      return true
    } catch (error) {
      const code = codeOf(error)
      if (code === alreadyAnswered) return true
      const fault = faultOf(error)
      if (fault === undefined) throw error
      if (code === undefined && fault.kind !== 'RateLimited' && tries > 1)
        return attempt(call, tries - 1)
      if (over.has(code)) log.warn('An answer in Discord came too late: its user saw a failure.')
      else log.warn('An answer in Discord was not shown.', { why: fault.kind, code })
      return false
    }
  }

  const first = (i: Asked, body: APIInteractionResponse | object, file?: TextFile) =>
    attempt(() =>
      // The token of the bot is not needed there.
      i.client.rest.post(Routes.interactionCallback(i.id, i.token), {
        auth: false,
        body,
        ...filesOf(file),
      }),
    )

  const original = (i: Asked) => Routes.webhookMessage(i.applicationId, i.token)

  return {
    reply: (i, message, file) =>
      first(
        i,
        {
          type: InteractionResponseType.ChannelMessageWithSource,
          data: {
            ...withFile(message, file),
            flags: (message.flags ?? 0) | MessageFlags.Ephemeral,
          },
        },
        file,
      ),
    update: (i, message, file) =>
      first(i, { type: InteractionResponseType.UpdateMessage, data: inPlace(message, file) }, file),
    modal: (i, data) => first(i, { type: InteractionResponseType.Modal, data }),
    choices: (i, choices) =>
      first(i, {
        type: InteractionResponseType.ApplicationCommandAutocompleteResult,
        data: { choices },
      }),
    defer: i =>
      first(i, {
        type: InteractionResponseType.DeferredChannelMessageWithSource,
        data: { flags: MessageFlags.Ephemeral },
      }),
    deferUpdate: i => first(i, { type: InteractionResponseType.DeferredMessageUpdate }),
    edit: (i, message, file) =>
      attempt(() =>
        i.client.rest.patch(original(i), {
          auth: false,
          body: inPlace(message, file),
          ...filesOf(file),
        }),
      ),
    remove: i => attempt(() => i.client.rest.delete(original(i), { auth: false })),
  }
}
