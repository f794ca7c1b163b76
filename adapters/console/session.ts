import { createHmac, timingSafeEqual } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Instant, instant, plus } from '../../src/kit/time.ts'
import { isExistingFile, isMissingFile } from './faults.ts'
import { limits } from './limits.ts'

export interface Session {
  readonly officer: string
  readonly expires: Instant
  /** Its proof; names this session and no other. */
  readonly mac: string
}

const cookieName = 'liaison'
const shape = /^(\d{1,15})\.([A-Za-z0-9_-]{43})\.([A-Za-z0-9._-]{1,64})$/

const macOf = (key: Uint8Array, officer: string, expires: number): string =>
  createHmac('sha256', key)
    .update(`liaison console session v1\n${officer}\n${expires}`)
    .digest('base64url')

const readKey = async (file: string): Promise<Uint8Array | undefined> => {
  try {
    const key = await readFile(file)
    if (key.length !== 32)
      throw new Error(`${file} is damaged: remove it, and everybody signs in again.`)
    return key
  } catch (error) {
    if (isMissingFile(error)) return undefined
    throw error
  }
}

/** The key that session cookies are signed with: `console.key` (0600) in the data directory, made once. */
export const loadSessionKey = async (
  dataDir: string,
  random: (bytes: number) => Uint8Array,
): Promise<Uint8Array> => {
  const file = join(dataDir, 'console.key')
  const kept = await readKey(file)
  if (kept) return kept
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  const key = random(32)
  try {
    await writeFile(file, key, { flag: 'wx', mode: 0o600 })
    return key
  } catch (error) {
    const theirs = isExistingFile(error) ? await readKey(file) : undefined
    if (theirs) return theirs
    throw error
  }
}

const pathOf = (officer: string): string => `/o/${officer}/`

export interface SessionKeeper {
  /** `Set-Cookie` for a new session of 12 hours. */
  readonly open: (officer: string, now: Instant) => string
  /** The session of `officer` that a `Cookie` header proves, if any. */
  readonly read: (header: string, officer: string, now: Instant) => Session | undefined
  /** Ends a session for as long as this process runs; gives the `Set-Cookie` that removes it. */
  readonly end: (session: Session, now: Instant) => string
}

/** Cookies are scoped by path, so that one browser can hold several officers at once. */
export const createSessionKeeper = (key: Uint8Array, secure: boolean): SessionKeeper => {
  const ended = new Map<string, Instant>()
  const cookie = (officer: string, value: string, maxAge: number): string =>
    `${cookieName}=${value}; Path=${pathOf(officer)}; Max-Age=${maxAge}; HttpOnly; SameSite=Strict` +
    (secure ? '; Secure' : '')

  const check = (value: string, officer: string, now: Instant): Session | undefined => {
    const [, digits, mac, name] = shape.exec(value) ?? []
    if (digits === undefined || mac === undefined || name !== officer) return undefined
    const expires = Number(digits)
    if (!timingSafeEqual(Buffer.from(mac), Buffer.from(macOf(key, officer, expires))))
      return undefined
    return now < expires && !ended.has(mac)
      ? { officer, expires: instant(expires), mac }
      : undefined
  }

  return {
    open: (officer, now) => {
      const expires = plus(now, limits.session)
      const value = `${expires}.${macOf(key, officer, expires)}.${officer}`
      return cookie(officer, value, limits.session / 1000)
    },
    // Cookies ignore ports: another program on this host may have set one of the same name.
    read: (header, officer, now) =>
      header
        .split(';')
        .map(pair => pair.trim())
        .filter(pair => pair.startsWith(`${cookieName}=`))
        .slice(0, 10)
        .map(pair => check(pair.slice(cookieName.length + 1), officer, now))
        .find(session => session !== undefined),
    end: (session, now) => {
      for (const [mac, expires] of ended) if (expires <= now) ended.delete(mac)
      ended.set(session.mac, session.expires)
      return cookie(session.officer, '', 0)
    },
  }
}
