import { setTimeout as wait } from 'node:timers/promises'
import { createPump } from '../src/bot/pump.ts'
import { type Config, configSchema } from '../src/config.ts'
import { createSoon } from '../src/main/wake.ts'
import type { Ear, Platform } from '../src/ports/platform.ts'
import { withDesks } from '../test/rigs/many-desks.ts'
import { demoConfig, openDesk } from './desk.ts'

export const addressees = 20
export const sender = 'hkc.o1'
/** Slack takes a message a second at one place. */
const paceMs = 1200
export const refOf = (n: number): string => `HK-N-2026-${String(n).padStart(6, '0')}`

/** All that a notification needs but its addressees. */
export const facts = {
  category: 'drugs',
  what: 'Courier, cocaine in a false bottom',
  where: 'HKG to MNL',
  action: 'hold-and-examine',
  reason: 'moving-now',
  contact: 'Duty room, +852 0000 0101',
  language: 'en',
} as const

/** A chat system at which every desk has a channel, and every officer is known. */
export interface Broadcast {
  /** Sends a notification to all addressees; resolves with the moment of the last act that it took. */
  readonly notify: () => Promise<number>
  /** The officer of that addressee, from 0, acknowledges the notification of that number. */
  readonly acknowledge: (addressee: number, n: number) => Promise<unknown>
  /** In how many addressees' channels it stands. */
  readonly posted: (n: number) => number
  /** Whether the sender's card says that so many have it. */
  readonly shows: (n: number, have: number) => boolean
  /** Until nothing is owed, and no pace would hold up what comes next. */
  readonly rest: () => Promise<void>
  readonly close: () => Promise<void>
}

interface Seats {
  readonly identity: (officer: string) => object
  readonly place: (channel: string) => string
}

/** The demo and twenty desks, each with an officer and a channel of its own, in English. */
export const crowd = (platform: string, { identity, place }: Seats): Config => {
  const config = withDesks(addressees, demoConfig())
  return configSchema.parse({
    ...config,
    contactPoints: config.contactPoints.map(d => ({ ...d, duty: [] })),
    officers: config.officers.map(o =>
      o.id === sender || o.id.startsWith('t')
        ? { ...o, language: 'en', identities: [{ platform, ...identity(o.id) }] }
        : o,
    ),
    channels: config.channels
      .filter(c => c.desks.length === 1)
      .map(c => ({ ...c, platform, place: place(c.id), languages: ['en'] })),
  })
}

/** The bot with its log, vault, key and pump; what follows from an act is worked on after its answer. */
export const createHost = (dir: string) => {
  let desk: Awaited<ReturnType<typeof openDesk>>
  const follow = createSoon(() => pump.kick())
  const ear: Ear = {
    hear: async inbound => {
      const answer = await desk.bot.hear(inbound)
      follow.call()
      return answer
    },
    complete: (...given) => desk.bot.complete(...given),
    suggest: (...given) => desk.bot.suggest(...given),
    keep: (...given) => desk.bot.keep(...given),
    form: (...given) => desk.bot.form(...given),
    home: (...given) => desk.bot.home(...given),
    figures: (...given) => desk.bot.figures(...given),
  }
  const pump = createPump({
    bot: {
      sweep: () => desk.bot.sweep(),
      deliver: () => desk.bot.deliver(),
      check: () => desk.bot.check(),
    },
    yieldNow: () => new Promise(resolve => setImmediate(resolve)),
    onError: error => {
      throw error
    },
  })
  return {
    ear,
    open: async (config: Config, chat: Platform): Promise<void> => {
      desk = await openDesk(dir, undefined, config, chat)
    },
    /** Until all that is owed is sent, and the chat system would take more at once. */
    rest: async (): Promise<void> => {
      do {
        pump.kick()
        await pump.idle()
        await wait(paceMs)
      } while ((await desk.bot.owedNext()) !== undefined)
    },
    close: async (): Promise<void> => {
      follow.stop()
      await pump.rest()
      await pump.idle()
      await desk.close()
    },
  }
}
