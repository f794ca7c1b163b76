import { type APIEmbed, type APIMessageTopLevelComponent, MessageFlags } from 'discord.js'
import { z } from 'zod'
import { knownCard } from '../../src/card/known.ts'
import type { SpokenCard } from '../../src/card/spoken.ts'
import type { Answer, Outgoing } from '../../src/ports/platform.ts'
import { buttonsOf, rowsOf } from './buttons.ts'
import { calledOf, type Mentions } from './called.ts'
import type { Known, Words } from './config.ts'
import { cut, fitting } from './cut.ts'
import { type Frame, verbatimOf } from './embed.ts'
import { fitted } from './fitted.ts'
import { limits } from './limits.ts'
import { listOf } from './list.ts'
import { escapedLine, type TidyCard, tidy } from './tidy.ts'

export interface Look {
  readonly knownOf: (officer: string) => Known | undefined
  /** In the languages of the place. `cut` is said on a card of which something found no room. */
  readonly words: Pick<Words, 'repeat'> & Partial<Pick<Words, 'cut'>>
}

/** For `POST` and `PATCH` of a channel's messages, and for answers to interactions. */
export interface Message {
  readonly content?: string
  readonly embeds?: APIEmbed[]
  readonly components: APIMessageTopLevelComponent[]
  readonly flags?: number
  readonly allowed_mentions: Mentions
}

/** What is said, with nothing of it read as markup, and nobody called. */
export const plainly = (
  content: string,
  rows: readonly APIMessageTopLevelComponent[] = [],
): Message => ({
  content: cut(content, limits.content),
  embeds: [],
  components: [...rows],
  allowed_mentions: { parse: [] },
})

const titled: ReadonlySet<string> = new Set(['referral', 'view'])

/**
 * For a lock screen and a list: the state where the headline is the reference and the state, else what the
 * card has for it; never anything of the case.
 */
export const notificationOf = (card: SpokenCard): string =>
  fitting(
    titled.has(card.name) ? card.headline : card.notification,
    limits.own.notification,
    escapedLine,
  )

const frameOf = (said: string, shown: TidyCard): Pick<Frame, 'headline'> =>
  said === shown.headline.join(' / ') ? {} : { headline: shown.headline }

/**
 * A card for everybody at a place, with its key as the last line of its footer. Whatever the card, Discord
 * takes it, nothing that an officer typed is read as markup, and only who is to act is called: by the first
 * posting, as an edit calls nobody. `content` holds nothing of the case.
 */
export const renderMessage = ({ card, key, repeat }: Outgoing, look: Look): Message => {
  const shown = tidy(knownCard(card))
  const said = notificationOf(card)
  const called = calledOf(card.mentions, look.knownOf)
  const frame = {
    ...frameOf(said, shown),
    marks: repeat ? [look.words.repeat] : [],
    code: key,
  }
  return {
    content: [said, ...called.lines].join('\n'),
    embeds: [fitted(card, shown, frame, look.words.cut).embed, ...verbatimOf(card)],
    components: rowsOf(buttonsOf(card.buttons)),
    allowed_mentions: called.mentions,
  }
}

/** A private card, and whether more was to be said than one message holds. */
export interface PrivateMessage {
  readonly message: Message
  readonly isCut: boolean
}

/** A card or a refusal that only its reader sees; nobody is called by it. */
export const renderPrivate = (
  { card }: Pick<Extract<Answer, { kind: 'card' | 'refusal' }>, 'card'>,
  words: Partial<Pick<Words, 'cut'>> = {},
): PrivateMessage => {
  const shown = tidy(knownCard(card))
  const list = card.verbatim ? undefined : listOf(card, shown)
  const allowed_mentions: Mentions = { parse: [] }
  if (list) {
    const flags = MessageFlags.Ephemeral | MessageFlags.IsComponentsV2
    return { message: { components: list, flags, allowed_mentions }, isCut: false }
  }
  const said = notificationOf(card)
  const called = calledOf(card.mentions, () => undefined).lines
  const frame = { ...frameOf(said, shown), marks: [] }
  const { embed, isCut } = fitted(card, shown, frame, words.cut)
  const message = {
    content: [said, ...called].join('\n'),
    // Discord takes no embed of a colour alone.
    embeds: [...(Object.keys(embed).length > 1 ? [embed] : []), ...verbatimOf(card)],
    components: rowsOf(buttonsOf(card.buttons)),
    flags: MessageFlags.Ephemeral as number,
    allowed_mentions,
  }
  return { message, isCut }
}

const footed = z.object({ footer: z.object({ text: z.string() }) })

/** The key under which `renderMessage` made a message; undefined for any other. */
export const keyIn = (message: {
  readonly embeds?: readonly unknown[] | undefined
}): string | undefined => {
  const read = footed.safeParse(message.embeds?.[0])
  const last = read.data?.footer.text.split('\n').at(-1)
  return last !== undefined && /^[\w.:-]{1,64}$/.test(last) ? last : undefined
}
