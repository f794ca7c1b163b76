import { Routes } from 'discord.js'
import { z } from 'zod'
import type { MessageId, PlaceId } from '../../src/kit/ids.ts'
import { err, ok, type Result } from '../../src/kit/result.ts'
import type { Instant } from '../../src/kit/time.ts'
import type { Fault } from '../../src/ports/platform.ts'
import type { Api } from './api.ts'
import { snowflakeAt } from './clock.ts'
import { keyIn } from './render.ts'

export interface FindOptions {
  readonly api: Pick<Api, 'get'>
  /** User id of the bot whose messages are looked at. */
  readonly bot: () => string | undefined
}

const found = z.object({
  id: z.string(),
  author: z.object({ id: z.string() }),
  embeds: z.array(z.looseObject({})).optional(),
  components: z.array(z.looseObject({})).optional(),
  thread: z.object({ id: z.string() }).optional(),
})
type Found = z.infer<typeof found>

const perPage = 100
/** Pages of one look: 1,000 messages; beyond that nobody says that it isn't there. */
const mostPages = 10

const channel = z.object({ last_message_id: z.string().nullish() })
const blind = err<Fault>({
  kind: 'Forbidden',
  missing: "the permission Read Message History: give it to the app's role in that channel",
})

const later = (a: bigint, b: string): bigint => (BigInt(b) > a ? BigInt(b) : a)

/**
 * Looks for a message of ours by the receipt code that it carries: in the channel and in the threads under
 * what was posted there since; only in `thread` where it is given, which costs one call as a rule.
 */
export const createFinder = ({ api, bot }: FindOptions) => {
  /** Who may not read the past is shown an empty one. */
  const isThereNothing = async (id: string, since: bigint): Promise<Result<readonly [], Fault>> => {
    const asked = await api.get(Routes.channel(id))
    if (!asked.ok) return asked
    const last = channel.safeParse(asked.value).data?.last_message_id
    // A thread may count the message that it is under as its first.
    return last && last !== id && BigInt(last) >= since ? blind : ok([])
  }

  /** All since then, page by page, until it is there. */
  const readAll = async (
    id: string,
    since: Instant,
    enough: (message: Found) => boolean,
  ): Promise<Result<readonly Found[], Fault>> => {
    const all: Found[] = []
    let after = snowflakeAt(since)
    for (let i = 0; i < mostPages; i++) {
      const query = { limit: perPage, after: `${after > 0n ? after - 1n : after}` }
      const page = await api.get(Routes.channelMessages(id), { query })
      if (!page.ok) return page
      const rows = z.array(z.unknown()).safeParse(page.value).data ?? []
      const read = rows.flatMap(row => found.safeParse(row).data ?? [])
      all.push(...read)
      if (rows.length === 0 && all.length === 0) return isThereNothing(id, after)
      if (rows.length < perPage || read.length === 0 || read.some(enough)) return ok(all)
      after = read.reduce((most, found) => later(most, found.id), after) + 1n
    }
    return err({ kind: 'Unknown' })
  }

  return async (
    place: PlaceId,
    key: string,
    since: Instant,
    thread?: MessageId,
  ): Promise<Result<MessageId | undefined, Fault>> => {
    const mine = (m: Found): boolean => m.author.id === bot() && keyIn(m) === key
    const idOf = (all: readonly Found[]): MessageId | undefined =>
      all.find(mine)?.id as MessageId | undefined
    if (thread !== undefined) {
      const said = await readAll(thread, since, mine)
      if (said.ok) return ok(idOf(said.value))
      if (said.error.kind !== 'Gone') return said
      // No thread yet; without the message that it would be under there can be none.
      const under = await api.get(Routes.channelMessage(place, thread))
      return under.ok ? ok(undefined) : under
    }
    const here = await readAll(place, since, mine)
    if (!here.ok) return here
    const hit = idOf(here.value)
    if (hit !== undefined) return ok(hit)
    for (const { thread: under } of here.value.filter(m => m.author.id === bot())) {
      const said = under ? await readAll(under.id, since, mine) : ok([])
      if (!said.ok) return said
      const reply = idOf(said.value)
      if (reply !== undefined) return ok(reply)
    }
    return ok(undefined)
  }
}
