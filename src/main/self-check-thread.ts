import { setTimeout as rest } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { stores } from '../../adapters/index.ts'
import { digest, digestInto, verifySignature } from '../../adapters/keys/index.ts'
import type { Page } from '../audit/page.ts'
import { undecided, type Verdict } from '../audit/verdict.ts'
import { verifyLog } from '../audit/verify.ts'

const asked = z.strictObject({ file: z.string(), vkey: z.string() })

/** Rests as long as it worked, so that it never takes more than half a core from those who wait. */
async function* paced(pages: AsyncIterable<Page>): AsyncGenerator<Page> {
  let since = performance.now()
  for await (const page of pages) {
    yield page
    await rest(Math.max(1, performance.now() - since))
    since = performance.now()
  }
}

/** The log as it is on disk, read beside its writer, against the key that signs it now. */
const check = async (): Promise<{ readonly verdict: Verdict; readonly size: number }> => {
  const { file, vkey } = asked.parse(workerData)
  const { openLogForReading } = await stores.sqlite()
  const opened = openLogForReading(file, { pinned: false })
  if (!opened.ok) return { verdict: undecided('NotThere'), size: 0 }
  const { head, pages, close } = opened.value
  // What is written meanwhile is for the next check.
  const entries = { pages: paced(pages(head.size)) }
  const verdict = await verifyLog({
    entries,
    note: head.note,
    vkey,
    digest,
    digestInto,
    verifySignature,
  })
  close()
  return { verdict, size: head.size }
}

parentPort?.postMessage(await check())
