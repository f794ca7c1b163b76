import { Routes } from 'discord.js'
import { z } from 'zod'
import type { PlaceId } from '../../src/kit/ids.ts'
import { err, ok, type Result } from '../../src/kit/result.ts'
import type { Fault } from '../../src/ports/platform.ts'
import type { Api } from './api.ts'
import { snowflake } from './config.ts'

const shown = z.object({
  id: z.string(),
  author: z.object({ id: z.string() }),
  embeds: z.array(z.looseObject({ description: z.string().optional() })).optional(),
  thread: z.object({ id: z.string(), last_message_id: z.string().nullish() }).optional(),
})
type Shown = z.infer<typeof shown>

const me = z.object({ id: z.string() })
const perPage = 100
const mostPages = 5
/** Threads that were last written in, whose receipts are newer than any checkpoint in the channel. */
const mostThreads = 3

/** The whole of an embed is a block of code where it is there to be copied. */
const textsOf = ({ embeds = [] }: Shown): readonly string[] =>
  embeds.flatMap(
    ({ description = '' }) => /^```\n([\s\S]*)```$/.exec(description)?.slice(1, 2) ?? [],
  )

const newestFirst = (all: readonly Shown[]): readonly Shown[] =>
  all.toSorted((a, b) => (BigInt(a.id) > BigInt(b.id) ? -1 : 1))

/** Reads channels over REST, before anything is started too: what they remember decides whether there is a start. */
export const createReading = (api: Pick<Api, 'get'>) => {
  let bot: string | undefined

  const readPages = async (
    id: string,
    enough: (all: readonly Shown[]) => boolean,
  ): Promise<Result<readonly Shown[], Fault>> => {
    const all: Shown[] = []
    for (let i = 0; i < mostPages; i++) {
      const before = newestFirst(all).at(-1)?.id
      const query = { limit: perPage, ...(before === undefined ? {} : { before }) }
      const page = await api.get(Routes.channelMessages(id), { query })
      if (!page.ok) return page
      const rows = z.array(z.unknown()).safeParse(page.value).data ?? []
      const read = rows.flatMap(row => shown.safeParse(row).data ?? [])
      all.push(...read)
      if (rows.length < perPage || read.length === 0 || enough(all)) break
    }
    return ok(newestFirst(all))
  }

  return async (place: PlaceId, max: number): Promise<Result<readonly string[], Fault>> => {
    if (!snowflake.test(place)) return err({ kind: 'Gone' })
    const asked = bot === undefined ? await api.get(Routes.user()) : ok({ id: bot })
    if (!asked.ok) return asked
    const met = me.safeParse(asked.value)
    if (!met.success) return err({ kind: 'Unreachable' })
    bot = met.data.id
    const mine = (all: readonly Shown[]) => all.filter(m => m.author.id === bot)
    const here = await readPages(place, all => mine(all).flatMap(textsOf).length >= max)
    if (!here.ok) return here
    const said = [...mine(here.value)]
    const threads = mine(here.value)
      .flatMap(m => m.thread ?? [])
      .toSorted((a, b) =>
        BigInt(a.last_message_id ?? a.id) > BigInt(b.last_message_id ?? b.id) ? -1 : 1,
      )
      .slice(0, mostThreads)
    for (const { id } of threads) {
      const replies = await readPages(id, () => false)
      if (!replies.ok) return replies
      said.push(...mine(replies.value))
    }
    return ok(newestFirst(said).flatMap(textsOf).slice(0, max))
  }
}
