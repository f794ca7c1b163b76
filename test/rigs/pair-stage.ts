import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCatalogue } from '../../adapters/i18next/index.ts'
import type { StoreKey } from '../../adapters/index.ts'
import { digest, verifySignature } from '../../adapters/keys/index.ts'
import { namedSigner } from '../../adapters/keys/signer-key.ts'
import { createSeal } from '../../src/audit/create-seal.ts'
import { type EntryBody, readEntry } from '../../src/audit/entry.ts'
import { verifyLog } from '../../src/audit/verify.ts'
import { type Bot, createBot } from '../../src/bot/bot.ts'
import { openLog } from '../../src/bot/genesis.ts'
import type { Witnessing } from '../../src/bot/world.ts'
import type { Config } from '../../src/config.ts'
import { createPolicyOf } from '../../src/escalation/agreed.ts'
import { type Instant, instant, minutes } from '../../src/kit/time.ts'
import { declaredFor } from '../../src/main/commands.ts'
import { matters } from '../../src/matter/index.ts'
import type { Answer, Ear, Inbound, Platform } from '../../src/ports/platform.ts'
import type { SelfCheck } from '../../src/ports/self-check.ts'
import type { Store } from '../../src/ports/store.ts'
import { commands } from '../../src/referral/commands/index.ts'
import { dutyCommands } from '../../src/roster/commands/index.ts'
import { createDirectory } from '../../src/roster/directory.ts'
import { laterEar } from './later-ear.ts'
import { createLeakWatch } from './leak-watch.ts'
import { pairSettings } from './pair-config.ts'
import { raisePairConsole } from './pair-console.ts'
import { raisePairDiscord } from './pair-discord.ts'
import { raisePairSlack } from './pair-slack.ts'
import {
  type Chat,
  deskChannels,
  officers,
  type PlatformKey,
  type Seat,
  type Side,
  type Surroundings,
  sharedChannel,
  type Who,
} from './pair-type.ts'
import { tuesday } from './stage.ts'
import { type Opened, raiseDisk } from './stage-disk.ts'

const origin = 'stage.example/hkc-kcs'
const signer = namedSigner(origin, new Uint8Array(32).fill(9))
const catalogue = createCatalogue({ dir: join(import.meta.dirname, '../../locales') })

/** One for each platform that there is. */
const raisers: Readonly<Record<PlatformKey, (around: Surroundings) => Promise<Chat>>> = {
  console: raisePairConsole,
  slack: raisePairSlack,
  discord: raisePairDiscord,
}

const counted = (): ((n: number) => Uint8Array) => {
  let calls = 0
  return n => {
    calls += 1
    return Uint8Array.from({ length: n }, (_, i) => (i < 4 ? (calls >> (8 * i)) & 255 : n))
  }
}

export interface PairOptions extends Readonly<Record<Side, PlatformKey>> {
  readonly store: StoreKey
  /** Where the channel is that both sides share; the web page unless given. */
  readonly shared?: PlatformKey
  /** Officers are called by a role where there are roles. */
  readonly byRole?: true
  /** The two officers are supervisors besides. */
  readonly senior?: true
  /** Releases checkpoints of the log and opens the duty rosters, as the program does. */
  readonly witnessing?: Witnessing
  readonly selfCheck?: SelfCheck
}

/** A referral's two sides, each on its own platform, and who looks on at the web page. */
export interface PairStage {
  readonly config: Config
  readonly sender: Seat
  readonly receiver: Seat
  /** At the channel that both sides share; the third is there as a guest. */
  readonly atShared: (who: Who) => Seat
  /** Reads the channel that both sides share, and may change nothing. */
  readonly observer: Seat
  /** An officer of a third desk, at a channel. */
  readonly outsider: (channel: 'tst-desk' | 'hkc-tst') => Seat
  readonly heard: readonly Inbound[]
  /** What is due and what is owed; a second passes between two rounds of sending. */
  readonly pump: () => Promise<void>
  /** The clock stands at that many minutes after the story's begin; never goes back. */
  readonly at: (minute: number) => void
  /** Minutes pass one by one up to then, and what is due happens. */
  readonly passUntil: (minute: number) => Promise<void>
  readonly entries: () => Promise<readonly EntryBody[]>
  readonly store: () => Store
  readonly restart: () => Promise<void>
  /** For so long no post on that side's platform is answered; counts those that were struck. */
  readonly breakPosts: (
    side: Side,
    taken: boolean,
    forMs: number,
  ) => { readonly hits: () => number }
  /** Ends it all; throws what a platform minded, or that the log can't be proven. */
  readonly end: () => Promise<void>
}

/** The real bot and store between the platforms' real adapters and their strict little counterparts. */
export const raisePairStage = async (options: PairOptions): Promise<PairStage> => {
  const { sender, receiver, shared = 'console' } = options
  let now: number = tuesday
  const clock = { now: (): Instant => instant(now), monotonic: () => now - tuesday }
  const dataDir = await mkdtemp(join(tmpdir(), 'liaison-pair-'))
  const heard: Inbound[] = []
  let answered = 0
  let last: Answer = { kind: 'none' }
  const raise = (key: PlatformKey): Promise<Chat> =>
    raisers[key]({
      ...clock,
      dataDir,
      sides: (['sender', 'receiver'] as const).filter(side => options[side] === key),
      isShared: shared === key,
      byRole: options.byRole === true,
      answered: () => answered,
      last: () => last,
    })
  const chats = new Map<PlatformKey, Chat>()
  for (const key of new Set<PlatformKey>(['console', sender, receiver, shared]))
    chats.set(key, await raise(key))
  const chat = (key: PlatformKey): Chat => {
    const found = chats.get(key)
    if (!found) throw new Error(`${key} isn't raised`)
    return found
  }
  const config = pairSettings(
    { sender: chat(sender), receiver: chat(receiver), shared: chat(shared) },
    options.senior === true,
  )
  const directory = createDirectory(config, [])
  const watch = createLeakWatch(config)
  const random = counted()
  const seal = createSeal({ origin, software: '0.0.0', digest, signer, random })
  const disk = await raiseDisk(options.store, { seal, random })
  let open: Opened
  let bot: Bot
  let running: readonly Platform[] = []

  const ear: Ear = {
    ...laterEar(() => bot),
    hear: async inbound => {
      heard.push(inbound)
      last = await bot.hear(inbound)
      answered += 1
      return last
    },
  }

  const boot = async (): Promise<void> => {
    open = disk.open()
    const opening = { config, directory, ear, commands: declaredFor(catalogue, directory) }
    running = await Promise.all([...chats.values()].map(c => c.start(opening)))
    // Their HTTP tells the host's date, and the story has its own.
    const platforms = running.map(p => ({ ...watch.over(p), time: () => undefined }))
    bot = watch.at(
      createBot({
        ...open,
        catalogue,
        clock,
        directory,
        policyOf: createPolicyOf(config),
        commands,
        dutyCommands,
        matters,
        platforms,
        log: { info: () => {}, warn: () => {}, error: () => {} },
        digest,
        holder: 'stage',
        ...(options.witnessing ? { witnessing: options.witnessing } : {}),
        ...(options.selfCheck ? { selfCheck: options.selfCheck } : {}),
      }),
    )
    const fresh = await openLog(open.store, { now: clock.now(), origin, vkey: signer.vkey })
    if (!fresh) await bot.recall()
    if (options.witnessing) await bot.open()
  }

  const shut = async (): Promise<void> => {
    await Promise.all(running.map(p => p.close()))
    await open.vault.close()
    await open.store.close()
  }

  const pump = async (): Promise<void> => {
    while ((await bot.sweep()) > 0);
    while ((await bot.deliver()) > 0) now += 1100
    for (const c of chats.values()) c.tick()
  }

  const at = (minute: number): void => {
    const moment = tuesday + minutes(minute)
    if (moment < now) throw new Error(`it is later than ${minute} min already`)
    now = moment
  }

  await boot()

  return {
    config,
    sender: chat(sender).seat(officers.sender, deskChannels.sender),
    receiver: chat(receiver).seat(officers.receiver, deskChannels.receiver),
    atShared: who => chat(shared).seat(officers[who], sharedChannel),
    observer: chat('console').seat('kcs.o3', sharedChannel),
    outsider: channel => chat('console').seat(officers.third, channel),
    heard,
    pump,
    at,
    passUntil: async minute => {
      for (let next = Math.ceil((now - tuesday) / minutes(1)); next <= minute; next++) {
        at(next)
        await pump()
      }
    },
    entries: async () => {
      const bodies: EntryBody[] = []
      const { size } = await open.store.head()
      for await (const entry of open.store.readEntries(0, size)) {
        const body = readEntry(entry.body)
        if (!body.ok) throw new Error(`entry ${entry.seq}: ${body.error}`)
        bodies.push(body.value)
      }
      return bodies
    },
    store: () => open.store,
    breakPosts: (side, taken, forMs) => {
      const struck = chat(options[side]).breakPosts?.(taken, forMs)
      if (!struck) throw new Error(`nothing is between us and ${options[side]}`)
      return struck
    },
    restart: async () => {
      await shut()
      await boot()
    },
    end: async () => {
      const { size, note } = await open.store.head()
      const report = await verifyLog({
        entries: open.store.readEntries(0, size),
        note,
        vkey: signer.vkey,
        digest,
        verifySignature,
      })
      await shut()
      const problems = [...chats.values()].flatMap(c => c.problems())
      for (const c of chats.values()) await c.close()
      disk.dispose()
      await rm(dataDir, { recursive: true, force: true })
      if (report.kind !== 'proven') throw new Error(`the log: ${JSON.stringify(report)}`)
      watch.end()
      if (problems.length > 0) throw new Error(problems.join('; '))
    },
  }
}
