import { readEntry } from '../src/audit/entry.ts'
import type { SubjectId } from '../src/kit/ids.ts'
import type { EntryDraft } from '../src/ports/store.ts'
import { burstReference } from './burst-of.ts'
import type { Desk } from './desk.ts'
import { handOver } from './hand-over.ts'

const perCommit = 40

/** What was logged of one hand-over from its draft to its end. */
const draftsOf = async ({ store }: Desk, reference: string): Promise<readonly EntryDraft[]> => {
  const drafts: EntryDraft[] = []
  const { size } = await store.head()
  for await (const { body } of store.readEntries(0, size)) {
    const read = readEntry(body)
    if (!read.ok || read.value.subject?.id !== reference) continue
    const { type, actor, cause, event } = read.value
    drafts.push({ type, actor, event, ...(cause !== undefined && { cause }) })
  }
  return drafts
}

/** Seals hand-overs like the first until the log has `count` entries or a few more. */
export const fillLog = async (desk: Desk, count: number): Promise<void> => {
  const drafts = await draftsOf(desk, await handOver(desk, 0))
  const of = (n: number): readonly EntryDraft[] => {
    const subject: SubjectId = burstReference(n)
    return drafts.map(draft => ({ ...draft, subject }))
  }
  let n = 0
  while ((await desk.store.head()).size < count) {
    const entries = Array.from({ length: perCommit }, () => of(n++)).flat()
    const nothing = { expect: [], snapshots: [], timers: [], outbox: [], settle: [] }
    await desk.store.commit({ at: desk.now(), entries, ...nothing })
  }
}
