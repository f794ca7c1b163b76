import { z } from 'zod'
import type { MessageId } from '../../src/kit/ids.ts'
import { ok, type Result } from '../../src/kit/result.ts'
import { days, type Instant, plus } from '../../src/kit/time.ts'
import type { Fault } from '../../src/ports/platform.ts'
import { attempt } from './faults.ts'
import type { Web } from './web.ts'

interface Where {
  readonly web: Web
  readonly channel: string
  /** User id of the bot whose messages are looked at. */
  readonly bot: string
}

const found = z.object({
  ts: z.string(),
  user: z.string().optional(),
  thread_ts: z.string().optional(),
  latest_reply: z.string().optional(),
  metadata: z
    .object({ event_type: z.string(), event_payload: z.object({ key: z.string().optional() }) })
    .optional()
    .catch(undefined),
})
type Found = z.infer<typeof found>

const perPage = 200
/** Pages of one look: 2,000 messages; beyond that nobody says that it isn't there. */
const mostPages = 10
/** How old a card may be whose thread is looked through. */
const threadAge = days(30)

const stampOf = (at: Instant): string => (Math.max(0, at) / 1000).toFixed(6)

interface Page {
  readonly messages?: readonly unknown[]
  readonly has_more?: boolean
  readonly response_metadata?: { readonly next_cursor?: string }
}

/** All that `ask` gives, page by page, until `enough`; a list too long to be read is `Unknown`. */
const readAll = async (
  ask: (cursor: { readonly cursor?: string }) => Promise<Page>,
  enough: (message: Found) => boolean,
): Promise<Result<readonly Found[], Fault>> => {
  const all: Found[] = []
  let cursor: { readonly cursor?: string } = {}
  for (let i = 0; i < mostPages; i++) {
    const page = await attempt(() => ask(cursor))
    if (!page.ok) return page
    const read = (page.value.messages ?? []).flatMap(m => found.safeParse(m).data ?? [])
    all.push(...read)
    const next = page.value.response_metadata?.next_cursor
    if (read.some(enough) || next === undefined || next === '') return ok(all)
    cursor = { cursor: next }
  }
  return { ok: false, error: { kind: 'Unknown' } }
}

/**
 * Looks for a message of ours by its key in the metadata, first in the channel, then in the threads of
 * our own messages of the last 30 days in which something was said since; only in `thread` where it is
 * given, which costs one call.
 */
export const createFinder =
  () =>
  async (
    { web, channel, bot }: Where,
    key: string,
    since: Instant,
    thread?: MessageId,
  ): Promise<Result<MessageId | undefined, Fault>> => {
    const mine = (m: Found): boolean =>
      m.user === bot &&
      m.metadata?.event_type === 'liaison_message' &&
      m.metadata.event_payload.key === key
    const asked = { channel, include_all_metadata: true, limit: perPage } as const
    const inThread = async (ts: string): Promise<Result<MessageId | undefined, Fault>> => {
      const replies = await readAll(
        cursor => web.conversations.replies({ ...asked, ts, oldest: stampOf(since), ...cursor }),
        mine,
      )
      if (!replies.ok) return replies
      const reply = replies.value.find(mine)
      return ok(reply && (reply.ts as MessageId))
    }
    if (thread !== undefined) return inThread(thread)
    const recent = await readAll(
      cursor => web.conversations.history({ ...asked, oldest: stampOf(since), ...cursor }),
      mine,
    )
    if (!recent.ok) return recent
    const hit = recent.value.find(mine)
    if (hit) return ok(hit.ts as MessageId)
    const month = await readAll(
      cursor =>
        web.conversations.history({
          ...asked,
          oldest: stampOf(plus(since, -threadAge)),
          ...cursor,
        }),
      () => false,
    )
    if (!month.ok) return month
    const threads = month.value.filter(
      m => m.user === bot && Number(m.latest_reply ?? 0) >= since / 1000,
    )
    for (const { ts } of threads) {
      const reply = await inThread(ts)
      if (!reply.ok || reply.value !== undefined) return reply
    }
    return ok(undefined)
  }
