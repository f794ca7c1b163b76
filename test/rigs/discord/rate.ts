import { createHash } from 'node:crypto'
import type { RigClock } from '../slack/clock.ts'
import type { Scope } from './discord-type.ts'

/** Whether a call may pass, and what Discord tells of its bucket. */
export interface Weighed {
  readonly headers: Readonly<Record<string, string>>
  /** Seconds until it may be tried again, where it may not pass now. */
  readonly wait?: { readonly s: number; readonly scope: Scope }
}

export interface Rates {
  readonly weigh: (call: { readonly route: string; readonly major: string }) => Weighed
}

interface Window {
  from: number
  used: number
}

export interface Limits {
  readonly limit: number
  readonly perMs: number
  readonly global: number
}

/** Fixed windows: one a route and channel, one of a second for everything. */
export const createRates = (clock: RigClock, { limit, perMs, global }: Limits): Rates => {
  const windows = new Map<string, Window>()
  const open = (key: string, lastsMs: number): Window => {
    const now = clock.now()
    const found = windows.get(key)
    if (found && now - found.from < lastsMs) return found
    const fresh = { from: now, used: 0 }
    windows.set(key, fresh)
    return fresh
  }
  return {
    weigh: ({ route, major }) => {
      const now = clock.now()
      const all = open('global', 1000)
      if (all.used >= global) {
        const s = (all.from + 1000 - now) / 1000
        return { headers: { 'x-ratelimit-global': 'true' }, wait: { s, scope: 'global' } }
      }
      if (!Number.isFinite(limit)) {
        all.used++
        return { headers: {} }
      }
      const window = open(`${route} ${major}`, perMs)
      const over = window.used >= limit
      const resetMs = window.from + perMs - now
      if (!over) {
        window.used++
        all.used++
      }
      const headers = {
        'x-ratelimit-limit': String(limit),
        'x-ratelimit-remaining': String(limit - window.used),
        'x-ratelimit-reset': String((window.from + perMs) / 1000),
        'x-ratelimit-reset-after': String(resetMs / 1000),
        'x-ratelimit-bucket': createHash('md5').update(route).digest('hex'),
      }
      return over ? { headers, wait: { s: resetMs / 1000, scope: 'user' } } : { headers }
    },
  }
}
