import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import Database from 'better-sqlite3'
import { z } from 'zod'
import { verifySignature } from '../../adapters/keys/ed25519.ts'
import { digest } from '../../adapters/keys/hashes.ts'
import { readEntry } from '../../src/audit/entry.ts'
import { printVerifierKey, verifierKey } from '../../src/audit/verifier-key.ts'
import { verifyLog } from '../../src/audit/verify.ts'
import { entriesOf } from '../contract/store-batches.ts'
import { openSqlite, origin, signer } from '../contract/store-rig.ts'

/** What the log says of a delivery. */
export const eventSchema = z.object({
  key: z.string(),
  covers: z.array(z.object({ key: z.string() })).default([]),
})
const rowSchema = z.object({
  key: z.string(),
  platform: z.string(),
  place: z.string(),
  purpose: z.string(),
  state: z.string(),
  merged_into: z.int().nullable(),
})

/** Runs a deliverer, and kills it some milliseconds after its first commit, or waits for its end. */
export const run = (script: string, args: readonly string[], afterMs: number | undefined) =>
  new Promise<{ acknowledged: number[]; signal: string | null; said: string }>(resolve => {
    const [file = ''] = args
    // Half of a start is compiling.
    const env = { ...process.env, NODE_COMPILE_CACHE: `${file}.compiled` }
    const child = spawn(process.execPath, [join(import.meta.dirname, script), ...args], { env })
    const acknowledged: number[] = []
    let said = ''
    child.stderr.on('data', data => {
      said += String(data)
    })
    createInterface(child.stdout).on('line', line => {
      if (acknowledged.push(Number(line)) === 1) setTimeout(() => child.kill('SIGKILL'), afterMs)
    })
    child.on('close', (_, signal) => resolve({ acknowledged, signal, said }))
  })

/** All that was ever owed. */
export const rowsIn = (file: string) => {
  const db = Database(file, { readonly: true })
  const rows = db
    .prepare('SELECT key, platform, place, purpose, state, merged_into FROM outbox')
    .all()
  db.close()
  return z.array(rowSchema).parse(rows)
}

/** What a check of the log says, and its entries. */
export const logIn = async (file: string) => {
  const store = openSqlite(file)
  const { note, size } = await store.head()
  const vkey = printVerifierKey(verifierKey(origin, signer.publicKey, digest))
  const entries = store.readEntries(0, size)
  const report = await verifyLog({ entries, note, vkey, digest, verifySignature })
  const bodies = (await entriesOf(store)).map(({ body }) => readEntry(body))
  await store.close()
  return { report, bodies: bodies.flatMap(b => (b.ok ? [b.value] : [])) }
}
