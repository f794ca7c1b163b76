import { z } from 'zod'
import { ok, type Result } from '../../src/kit/result.ts'
import type { Fault } from '../../src/ports/platform.ts'
import { attempt } from './faults.ts'
import type { Web } from './web.ts'

interface Where {
  readonly web: Web
  readonly channel: string
  /** User id of the bot whose messages are read. */
  readonly bot: string
}

const copied = z.object({
  type: z.literal('rich_text'),
  elements: z.tuple([
    z.object({
      type: z.literal('rich_text_preformatted'),
      elements: z.array(z.object({ type: z.literal('text'), text: z.string() })),
    }),
  ]),
})

const shown = z.object({
  ts: z.string(),
  user: z.string().optional(),
  latest_reply: z.string().optional(),
  blocks: z.array(z.unknown()).optional(),
})
type Shown = z.infer<typeof shown>

const perPage = 200
const mostPages = 5
/** Threads that were last written in, whose receipts are newer than any checkpoint in the channel. */
const mostThreads = 3

const textsOf = ({ blocks = [] }: Shown): readonly string[] =>
  blocks.flatMap(block => {
    const found = copied.safeParse(block)
    return found.success ? [found.data.elements[0].elements.map(e => e.text).join('')] : []
  })

interface Page {
  readonly messages?: readonly unknown[]
  readonly response_metadata?: { readonly next_cursor?: string }
}

/** Slack gives a channel newest first and a thread oldest first; here the newest is always first. */
const newestFirst = (all: readonly Shown[]): readonly Shown[] =>
  all.toSorted((a, b) => Number(b.ts) - Number(a.ts))

const readPages = async (
  ask: (cursor: { readonly cursor?: string }) => Promise<Page>,
  enough: (all: readonly Shown[]) => boolean,
): Promise<Result<readonly Shown[], Fault>> => {
  const all: Shown[] = []
  let cursor: { readonly cursor?: string } = {}
  for (let i = 0; i < mostPages; i++) {
    const page = await attempt(() => ask(cursor))
    if (!page.ok) return page
    all.push(...(page.value.messages ?? []).flatMap(m => shown.safeParse(m).data ?? []))
    const next = page.value.response_metadata?.next_cursor
    if (enough(all) || next === undefined || next === '') break
    cursor = { cursor: next }
  }
  return ok(newestFirst(all))
}

/** What messages of ours in a channel show to be copied, newest first. */
export const readPosted = async (
  { web, channel, bot }: Where,
  max: number,
): Promise<Result<readonly string[], Fault>> => {
  const mine = (all: readonly Shown[]) => all.filter(m => m.user === bot)
  const asked = { channel, limit: perPage } as const
  const here = await readPages(
    cursor => web.conversations.history({ ...asked, ...cursor }),
    all => mine(all).flatMap(textsOf).length >= max,
  )
  if (!here.ok) return here
  const threads = mine(here.value)
    .filter(m => m.latest_reply !== undefined)
    .toSorted((a, b) => Number(b.latest_reply) - Number(a.latest_reply))
    .slice(0, mostThreads)
  const said: Shown[] = [...mine(here.value)]
  for (const { ts } of threads) {
    const replies = await readPages(
      cursor => web.conversations.replies({ ...asked, ts, ...cursor }),
      () => false,
    )
    if (!replies.ok) return replies
    said.push(...mine(replies.value).filter(m => m.ts !== ts))
  }
  return ok(newestFirst(said).flatMap(textsOf).slice(0, max))
}
