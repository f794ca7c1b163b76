import { join } from 'node:path'
import { createFileCache } from '../adapters/cache/index.ts'
import { createCharts } from '../adapters/chart/index.ts'
import { createHeartbeat } from '../adapters/heartbeat/index.ts'
import { createCatalogue } from '../adapters/i18next/index.ts'
import { digest, random, verifySignature } from '../adapters/keys/index.ts'
import { type Bot, createBot } from './bot/bot.ts'
import { openLog } from './bot/genesis.ts'
import { createPump } from './bot/pump.ts'
import { replay, startOf } from './bot/scenario.ts'
import { createPolicyOf } from './escalation/agreed.ts'
import type { Calendar } from './escalation/calendar.ts'
import { toHex } from './kit/bytes.ts'
import { err, ok, type Result } from './kit/result.ts'
import { type Instant, seconds } from './kit/time.ts'
import type { Variables } from './main/access.ts'
import { openChats } from './main/chats.ts'
import { createClock } from './main/clock.ts'
import { declaredFor } from './main/commands.ts'
import { demoCases } from './main/demo.ts'
import { keptFile, openDisk } from './main/disk.ts'
import { createDraw } from './main/draw.ts'
import type { StartFault } from './main/fault.ts'
import { createHighWater } from './main/high-water.ts'
import { type KeptNotes, lackingOf } from './main/kept-notes.ts'
import { root } from './main/places.ts'
import { createSelfCheck, verifiedOf } from './main/self-check.ts'
import { settingsOf } from './main/settings.ts'
import { behindError } from './main/stopped.ts'
import { tailGuardOf } from './main/tail-guard.ts'
import { createSoon, createWake, within } from './main/wake.ts'
import { createWatchman, type WatchmanOptions } from './main/watchman.ts'
import { openWeb } from './main/web.ts'
import { witnessingOf } from './main/witnessing.ts'
import { mattersUnder } from './matter/index.ts'
import type { Log } from './ports/log.ts'
import type { Ear } from './ports/platform.ts'
import { commands } from './referral/commands/index.ts'
import { dutyCommands } from './roster/commands/index.ts'
import { createDirectory, type Directory } from './roster/directory.ts'

export { demoCases, demoConfig } from './main/demo.ts'
export type { StartFault } from './main/fault.ts'
export { readConfig, readSettings, type Settings } from './main/settings.ts'
export { signInLink } from './main/web.ts'

/** At the end what is being sent is waited for so long; the next start looks what became of the rest. */
const closeMs = seconds(15)

export interface StartOptions {
  /** liaison.json as an object, its policy files read in. */
  readonly config: unknown
  /** Those of the project where not given. */
  readonly calendars?: readonly Calendar[]
  /** Replays the demo's cases into an empty log and prints links for its officers. */
  readonly demo: boolean
  readonly dataDir: string
  readonly host: string
  readonly port: number
  readonly log: Log
  /** A bug or a disk that failed: the process must end, and the next start recovers. */
  readonly onFatal: (error: unknown) => void
  /** The tokens of chat systems are read from it; none is set where not given. */
  readonly environment?: Variables
  /** Hears every five minutes that the clock does its work; nobody does where not given. */
  readonly heartbeatUrl?: string
  /** What files outside of the data directory remember of the log; none does where not given. */
  readonly kept?: KeptNotes
  /** The time; the host's where not given. */
  readonly now?: () => Instant
}

export interface Running {
  readonly url: string
  readonly bot: Bot
  readonly directory: Directory
  /** What is well today and won't be soon, in sentences for the operator. */
  readonly warnings: readonly string[]
  readonly signInLink: (officer: Directory['officers'][number]['id']) => Promise<string>
  readonly demoLink: () => Promise<string | undefined>
  /** One round of the two loops: what is due, then what is owed. */
  readonly pump: () => Promise<void>
  /** To be called every second: the same, without waiting for a call that hangs. */
  readonly tick: () => void
  /**
   * To be called every minute: checks the log once a day beside all else, and tells the heartbeat's address, if
   * there is one, that all is well.
   */
  readonly watch: () => Promise<void>
  readonly close: () => Promise<void>
}

const watchOf = (
  { heartbeatUrl: url, log }: StartOptions,
  parts: Pick<WatchmanOptions, 'bot' | 'clock'>,
) =>
  url === undefined
    ? () => Promise.resolve()
    : createWatchman({ ...parts, log, heartbeat: createHeartbeat({ url, timeoutMs: seconds(10) }) })

/**
 * Puts the whole together: keys, log, vault, catalogue, console, bot. Nothing else knows a real clock,
 * a real disk or a real network. Resolves when it can be used.
 */
export const start = async (options: StartOptions): Promise<Result<Running, StartFault>> => {
  const clock = createClock(options.now)
  const time = { now: clock.now(), demo: options.demo }
  const settings = settingsOf(options.config, time, options.calendars)
  if (!settings.ok) return settings
  const { config, calendars } = settings.value
  const catalogue = createCatalogue({ dir: join(root, 'locales') })
  const directory = createDirectory(config, calendars)
  const charts = createCharts()
  const draw = createDraw(charts, options.log)
  const chat = await openChats(config, options.environment ?? {}, {
    catalogue,
    commands: () => declaredFor(catalogue, directory),
    clock,
    log: options.log,
    draw,
    dataDir: options.dataDir,
    onOpen: () => kick(),
  })
  if (!chat.ok) return chat
  const { parts } = chat.value
  const { dataDir, kept } = options
  const disk = await openDisk({ dataDir, origin: config.log, ...(kept ? { kept } : {}) })
  if (!disk.ok) return err({ ...disk.error })
  const { store, vault, signer, keys } = disk.value
  const witnessing = witnessingOf(config)
  const closeDisk = async (): Promise<void> => {
    witnessing.client?.close()
    await vault.close()
    await store.close()
  }

  const { monotonic } = clock
  const own = { store, origin: config.log, keys, digest, verifySignature }
  const platforms = parts.map(p => p.platform)
  const { channels } = config
  const guard = tailGuardOf({ own, platforms, channels, witnessing, monotonic, log: options.log })
  const held = await guard.check()
  if (!held.ok) {
    await Promise.all(platforms.map(p => p.close()))
    await closeDisk()
    return err({ ...held.error })
  }
  const lacking = lackingOf(kept ?? {}, (await store.head()).size)
  const water =
    kept?.highWater === undefined
      ? undefined
      : createHighWater({ file: kept.highWater, store, monotonic, log: options.log })

  const made = await openWeb(options, config, { directory, catalogue, draw, now: clock.now })
  if (!made.ok) {
    await closeDisk()
    return err({ ...made.error })
  }
  const screen = made.value
  const selfCheck = createSelfCheck({
    file: join(options.dataDir, 'log.db'),
    vkey: signer.vkey,
    now: clock.now,
    log: options.log,
  })
  const bot = createBot({
    store,
    vault,
    catalogue,
    clock,
    directory,
    policyOf: createPolicyOf(config),
    commands,
    dutyCommands,
    matters: mattersUnder(config),
    platforms: [screen, ...platforms],
    log: options.log,
    digest,
    witnessing,
    selfCheck,
    verified: () => verifiedOf(selfCheck.last()),
    holder: toHex(random(8)),
    cache: createFileCache(join(options.dataDir, keptFile)),
    ...(config.retentionDays === undefined ? {} : { retentionDays: config.retentionDays }),
  })

  const fresh = await openLog(store, {
    now: clock.now(),
    origin: config.log,
    vkey: signer.vkey,
    ...(config.follows ? { follows: config.follows } : {}),
  })
  if (fresh && options.demo) {
    const stage = { bot, store, directory, clock }
    for (const scenario of demoCases()) {
      clock.letGo()
      await replay(stage, scenario, startOf(scenario, clock.now()))
    }
    clock.letGo()
  } else await bot.recall()
  // After a replay, which happens before there are turns.
  await bot.open()

  const wake = createWake({ next: bot.owedNext, now: clock.now, run: () => kick() })
  const { pump, kick, tick, idle, rest } = createPump({
    bot,
    yieldNow: () => new Promise(resolve => setImmediate(resolve)),
    onError: options.onFatal,
    onDelivered: () => wake.arm().catch(options.onFatal),
  })
  const soon = createSoon(kick)
  const ear: Ear = {
    hear: async inbound => {
      try {
        return await bot.hear(inbound)
      } catch (error) {
        options.onFatal(error)
        throw error
      } finally {
        soon.call()
      }
    },
    complete: bot.complete,
    suggest: bot.suggest,
    keep: bot.keep,
    form: bot.form,
    home: bot.home,
    figures: bot.figures,
  }
  const listening = await screen.start(ear)
  if (!listening.ok) {
    await closeDisk()
    return err({ kind: 'CannotListen', host: options.host, port: options.port })
  }
  const closeAll = async (): Promise<void> => {
    await Promise.all(platforms.map(p => p.close()))
    await screen.close()
  }
  const letIn = await Promise.all(parts.map(async p => ({ p, entry: await p.platform.start(ear) })))
  const [refusal] = letIn.flatMap(({ p, entry }) => (entry.ok ? [] : [p.refused(entry.error)]))
  if (refusal) {
    await closeAll()
    await closeDisk()
    return err(refusal)
  }
  const waiting = parts.flatMap(p => {
    const trying = p.trying()
    return trying === undefined ? [] : [`${trying} It is tried again until it can.`]
  })
  await pump()
  await water?.step()
  const beat = watchOf(options, { bot, clock })
  return ok({
    url: screen.url(),
    bot,
    directory,
    warnings: [
      ...settings.value.warnings,
      ...chat.value.warnings,
      ...waiting,
      ...lacking,
      ...guard
        .unasked()
        .map(name => `${name} could not be asked how long the log was; it is asked again.`),
    ],
    signInLink: screen.signInLink,
    demoLink: screen.demoLink,
    pump,
    tick: () => {
      tick()
      water?.step().catch(options.onFatal)
    },
    watch: async () => {
      selfCheck.tick()
      await beat()
      const found = await guard.again()
      if (found) options.onFatal(behindError(found))
    },
    close: async () => {
      await closeAll()
      soon.stop()
      wake.stop()
      await selfCheck.close()
      await within(closeMs, rest())
      bot.abandon()
      await idle()
      await charts.close()
      await bot.leave()
      await water?.close()
      await closeDisk()
    },
  })
}
