import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { stores } from '../../adapters/index.ts'
import { digest } from '../../adapters/keys/index.ts'
import { parseAddCheckpoint, printAddCheckpoint } from '../audit/add-checkpoint.ts'
import { readCheckpoint } from '../audit/checkpoint.ts'
import { tilePath } from '../audit/tile-path.ts'
import { createTreeReader, nodesAt, tileWidth } from '../audit/tiles.ts'
import { err, ok, type Result } from '../kit/result.ts'
import type { ReadHashes } from '../ports/store.ts'

/** Characters; a text that was posted has at most 2,900. */
const maxText = 300_000

/** A text as somebody copied it: without the frame that a chat system put around it. */
export const asPosted = (text: string): string => {
  const lines = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map(line => line.trim())
    .filter(line => !/^```\w*$/.test(line))
  return `${lines.join('\n').trim()}\n`
}

export const readText = async (file: string): Promise<Result<string, string>> => {
  if (file !== '-' && (!existsSync(file) || statSync(file).size > maxText))
    return err(`${file}: is there such a file, and is it a checkpoint?`)
  if (file !== '-') return ok(asPosted(readFileSync(file, 'utf8')))
  const parts: Buffer[] = []
  let length = 0
  for await (const part of process.stdin) {
    const bytes = Buffer.from(part)
    length += bytes.length
    if (length > maxText) return err('what came in is too long for a checkpoint')
    parts.push(bytes)
  }
  return ok(asPosted(Buffer.concat(parts).toString('utf8')))
}

/** Where the proof comes from, beside what is in the text itself. */
export interface ProofFrom {
  readonly proof?: string
  readonly log?: string
  readonly bundle?: string
}

const ofBundle = (dir: string): ReadHashes | undefined => {
  const file = join(dir, 'checkpoint')
  const head = existsSync(file) ? readCheckpoint(readFileSync(file, 'utf8')) : undefined
  if (!head?.ok) return undefined
  const { size } = head.value
  return async (level, from, to) => {
    const hashes: Uint8Array[] = []
    for (let i = from; i < to; i++) {
      const n = Math.floor(i / tileWidth)
      const width = Math.min(tileWidth, nodesAt(level, size) - n * tileWidth)
      const tile = join(dir, tilePath({ level, n, width }))
      if (width < 1 || !existsSync(tile)) return hashes
      const at = (i % tileWidth) * 32
      hashes.push(new Uint8Array(readFileSync(tile).subarray(at, at + 32)))
    }
    return hashes
  }
}

const provenBy = async (
  hashes: ReadHashes,
  old: number,
  note: string,
): Promise<string | undefined> => {
  const head = readCheckpoint(note)
  if (!head.ok || old > head.value.size) return undefined
  try {
    const proof = await createTreeReader(hashes, digest).consistency(old, head.value.size)
    return printAddCheckpoint({ old, proof, note })
  } catch {
    // Nodes are missing: the log is shorter than the checkpoint, or the bundle isn't of a whole log.
    return undefined
  }
}

const ofLog = async (path: string, old: number, note: string): Promise<Result<string, string>> => {
  const file = existsSync(path) && statSync(path).isDirectory() ? join(path, 'log.db') : path
  const { openLogForReading } = await stores.sqlite()
  const opened = openLogForReading(file)
  if (!opened.ok) return err(`${file}: ${opened.error.kind}`)
  const body = await provenBy(opened.value.hashes, old, note)
  opened.value.close()
  return body === undefined ? err(`${file} does not reach as far as this checkpoint`) : ok(body)
}

/**
 * The body of an add-checkpoint for a witness that remembers `size` entries: the text as posted where it is one,
 * else the note in it with a proof from where the caller says.
 */
export const requestOf = async (
  text: string,
  size: (origin: string) => number,
  from: ProofFrom,
): Promise<Result<string, string>> => {
  const whole = parseAddCheckpoint(text)
  const note = whole.ok ? whole.value.note : text
  const head = readCheckpoint(note)
  if (!head.ok) return err('this is no checkpoint: copy the whole text, from its first line on')
  const old = size(head.value.origin)
  if (from.log !== undefined) return ofLog(from.log, old, note)
  if (from.bundle !== undefined) {
    const hashes = ofBundle(from.bundle)
    const body = hashes && (await provenBy(hashes, old, note))
    return body === undefined ? err(`${from.bundle}: no bundle of a whole log`) : ok(body)
  }
  if (from.proof !== undefined) {
    const proof = await readText(from.proof)
    return proof.ok ? ok(`${proof.value}\n${note}`) : proof
  }
  // Nothing has to be proven from the same size, whatever the text was made for, and nothing from an empty log.
  if (old === head.value.size) return ok(printAddCheckpoint({ old, proof: [], note }))
  if (whole.ok) return ok(text)
  if (old === 0) return ok(printAddCheckpoint({ old, proof: [], note }))
  return err(`a proof from ${old} entries is needed: give --log, --bundle or --proof`)
}
