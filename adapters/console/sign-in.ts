import { createHash } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { type Instant, instant, plus } from '../../src/kit/time.ts'
import { isMissingFile } from './faults.ts'
import { limits } from './limits.ts'

const ticketShape = z.strictObject({
  officers: z.array(z.string()).min(1).max(2),
  /** Milliseconds since 1970; a ticket of a run has none. */
  expires: z.number().int().optional(),
  /** The process that made it and must still be the one that runs. */
  run: z.string().optional(),
})

/** What a link is good for: one officer, or the demo's two. */
export type Ticket = z.infer<typeof ticketShape>

const tokenShape = /^[A-Za-z0-9_-]{43}$/
const folder = (dataDir: string): string => join(dataDir, 'sign-in')

// Only the hash is kept: who reads the directory gets no link out of it.
const fileOf = (dataDir: string, token: string): string =>
  join(folder(dataDir), `${createHash('sha256').update(token).digest('hex')}.json`)

export interface LinkRequest {
  readonly dataDir: string
  /** Base of the console as browsers reach it, e.g. `http://127.0.0.1:8080/`. */
  readonly url: string
  readonly random: (bytes: number) => Uint8Array
  readonly ticket: Ticket
}

const write = async ({ dataDir, url, random, ticket }: LinkRequest): Promise<string> => {
  await mkdir(folder(dataDir), { recursive: true, mode: 0o700 })
  const token = Buffer.from(random(limits.linkBytes)).toString('base64url')
  const file = fileOf(dataDir, token)
  const handle = await open(`${file}.new`, 'wx', 0o600)
  try {
    await handle.writeFile(JSON.stringify(ticket))
  } finally {
    await handle.close()
  }
  await rename(`${file}.new`, file)
  return new URL(`/sign-in/${token}`, url).href
}

/**
 * Writes a single-use link for one officer, good for 10 minutes from `now`. For the command line too: the
 * server that runs on the same data directory honours it without being told.
 */
export const makeSignInLink = (
  request: Omit<LinkRequest, 'ticket'> & { readonly officer: string; readonly now: Instant },
): Promise<string> =>
  write({
    ...request,
    ticket: { officers: [request.officer], expires: plus(request.now, limits.link) },
  })

/** A single-use link that is good as long as the process `run` is. */
export const makeRunLink = (
  request: Omit<LinkRequest, 'ticket'> & {
    readonly officers: readonly string[]
    readonly run: string
  },
): Promise<string> =>
  write({ ...request, ticket: { officers: [...request.officers], run: request.run } })

const read = async (file: string): Promise<Ticket | undefined> => {
  try {
    return ticketShape.safeParse(JSON.parse(await readFile(file, 'utf8'))).data
  } catch (error) {
    if (isMissingFile(error) || error instanceof SyntaxError) return undefined
    throw error
  }
}

const good = (ticket: Ticket, now: Instant, run: string): boolean =>
  ticket.run === undefined
    ? ticket.expires !== undefined && now < instant(ticket.expires)
    : ticket.run === run

/** Removes the file and says whether it was this call that did. */
const take = async (file: string): Promise<boolean> => {
  try {
    await unlink(file)
    return true
  } catch (error) {
    if (isMissingFile(error)) return false
    throw error
  }
}

/** The ticket of a link, once: of any number of callers one gets it. */
export const consumeLink = async (request: {
  readonly dataDir: string
  readonly token: string
  readonly now: Instant
  readonly run: string
}): Promise<Ticket | undefined> => {
  if (!tokenShape.test(request.token)) return undefined
  const file = fileOf(request.dataDir, request.token)
  const ticket = await read(file)
  const taken = ticket !== undefined && (await take(file))
  return taken && good(ticket, request.now, request.run) ? ticket : undefined
}

/** Removes the links that nobody can use any more; says how many. */
export const sweepLinks = async (dataDir: string, now: Instant, run: string): Promise<number> => {
  await mkdir(folder(dataDir), { recursive: true, mode: 0o700 })
  let removed = 0
  for (const name of await readdir(folder(dataDir))) {
    if (!name.endsWith('.json')) continue
    const file = join(folder(dataDir), name)
    const ticket = await read(file)
    if (ticket && good(ticket, now, run)) continue
    if (await take(file)) removed += 1
  }
  return removed
}
