import type { Language } from '../../src/kit/ids.ts'
import type { Log } from '../../src/ports/log.ts'
import type { Actor, Ear } from '../../src/ports/platform.ts'
import type { Answering } from './answering.ts'
import { slackName, type Words } from './config.ts'
import { attempt } from './faults.ts'
import { renderHome } from './home.ts'
import { actionHeard, actorOf, commandHeard, type Heard, shortcutHeard } from './inbound.ts'
import { suggestionsOf } from './inputs.ts'
import { readMetadata } from './metadata.ts'
import { isOpen, type OpenForms } from './open-forms.ts'
import type { Payload } from './payloads.ts'
import type { People } from './people.ts'
import type { Places } from './places.ts'
import type { Web } from './web.ts'

/** Pages that are kept fresh. */
const mostHomes = 1000

export interface HearingOptions {
  readonly ear: Ear
  readonly team: string
  readonly botId: string | undefined
  readonly web: Web
  readonly people: People
  readonly places: Places
  readonly forms: OpenForms
  readonly answering: Answering
  readonly isOfficer: (actor: Actor) => boolean
  readonly words: (language: Language) => Words
  readonly log: Log
}

/** What is done once Slack has its ack. */
export const createHearing = (options: HearingOptions) => {
  const { ear, team, web, people, places, forms, answering, log } = options

  /** Who has the page, as far as this run showed it. */
  const homes = new Set<string>()

  const home = async (user: string): Promise<void> => {
    const actor = { platform: slackName, workspace: team, user }
    homes.delete(user)
    homes.add(user)
    const [oldest] = homes.keys()
    if (homes.size > mostHomes && oldest !== undefined) homes.delete(oldest)
    // A page can wait for the language of a stranger.
    await people.learn(actor)
    const page = await ear.home(actor, people.languagesOf(actor))
    const view = renderHome(page, options.words(page.language).more)
    const shown = await attempt(() => web.views.publish({ user_id: user, view }))
    if (!shown.ok) log.warn('A home page in Slack was not shown.', { why: shown.error.kind })
  }

  /** Whoever has the page sees there what they have just changed. */
  const acted = async ({ workspace, user }: Actor): Promise<void> => {
    if (workspace === team && homes.has(user)) await home(user)
  }

  const hear = async ({ inbound, speaker }: Heard): Promise<void> => {
    const { actor } = inbound
    // An officer may be about to get a form, which can't wait; a stranger gets none.
    if (!options.isOfficer(actor)) await people.learn(actor)
    const languages = people.languagesOf(actor)
    const answer = await ear.hear(languages.length === 0 ? inbound : { ...inbound, languages })
    const shown = await answering.show(answer, speaker)
    if (!shown.ok) log.warn('A private answer in Slack was not shown.', { why: shown.error.kind })
    await people.learn(actor)
    await acted(actor)
  }

  return {
    acted,
    command: (body: Payload<'command'>) => hear(commandHeard(body)),
    shortcut: (body: Payload<'shortcut'>) => hear(shortcutHeard(body)),
    action: async (body: Payload<'action'>): Promise<void> => {
      const owner = body.message?.bot_id
      // Two installations in one channel: each answers for its own messages.
      if (owner !== undefined && options.botId !== undefined && owner !== options.botId) return
      const heard = actionHeard(body)
      if (!heard) return
      // A button of the page comes from whoever has it, also after a restart.
      if (body.view?.type === 'home') homes.add(heard.speaker.user)
      await hear(heard)
    },
    closed: ({ view }: Payload<'closed'>): void => forms.leave(view.id),
    suggest: async (body: Payload<'suggestion'>) => {
      const { view, block_id, value } = body
      const of = readMetadata(view.private_metadata)
      const found = of && (await forms.at(view.id, of, actorOf(body)))
      const form = found && isOpen(found) ? found.form : undefined
      return suggestionsOf(
        form?.inputs.find(input => input.name === block_id),
        value,
      )
    },
    event: async ({ event }: Payload<'event'>): Promise<void> => {
      const user = typeof event.user === 'string' ? event.user : event.user?.id
      if (event.type === 'app_home_opened' && event.tab === 'home' && user !== undefined)
        await home(user)
      if (event.type === 'user_change' && user !== undefined) people.forget(user)
      const { old_channel_id: from, new_channel_id: to } = event
      if (event.type === 'channel_id_changed' && from !== undefined && to !== undefined)
        await places.moved(team, from, to)
    },
  }
}

export type Hearing = ReturnType<typeof createHearing>
