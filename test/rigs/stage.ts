import { join } from 'node:path'
import { createCatalogue } from '../../adapters/i18next/index.ts'
import type { StoreKey } from '../../adapters/index.ts'
import { digest, verifySignature } from '../../adapters/keys/index.ts'
import { namedSigner } from '../../adapters/keys/signer-key.ts'
import { createSeal } from '../../src/audit/create-seal.ts'
import { type EntryBody, readEntry } from '../../src/audit/entry.ts'
import { type LogReport, verifyLog } from '../../src/audit/verify.ts'
import { type Bot, createBot } from '../../src/bot/bot.ts'
import { openLog } from '../../src/bot/genesis.ts'
import type { Config } from '../../src/config.ts'
import type { ReferralId } from '../../src/kit/ids.ts'
import { type Instant, instant, plus } from '../../src/kit/time.ts'
import type { Act, Actor, Answer } from '../../src/ports/platform.ts'
import type { Store } from '../../src/ports/store.ts'
import type { Vault } from '../../src/ports/vault.ts'
import { commands } from '../../src/referral/commands/index.ts'
import { type Referral, referralSchema } from '../../src/referral/referral.ts'
import { createDirectory, type Directory } from '../../src/roster/directory.ts'
import { createPaper, type Paper } from './paper.ts'
import { commandsOn, readCalls, referenceOn } from './reading.ts'
import { stageSettings } from './stage-config.ts'
import { type Opened, raiseDisk } from './stage-disk.ts'

/** 2026-11-24, 14:00 in Hong Kong, 15:00 in Korea. */
export const tuesday = instant(Date.UTC(2026, 10, 24, 6))

export interface StageOptions {
  readonly store: StoreKey
  readonly start?: Instant
  readonly config?: Config
  readonly keepsMessages?: boolean
}

export interface Press {
  readonly ref?: string
  readonly key?: string
}

export interface Stage {
  readonly bot: () => Bot
  readonly store: () => Store
  readonly vault: () => Vault
  readonly folder: () => string | undefined
  readonly directory: Directory
  readonly paper: Paper
  readonly clock: { readonly now: () => Instant; readonly set: (at: Instant) => void }
  readonly actorOf: (officer: string) => Actor
  /** One inbound, and nothing more: what is owed stays owed. */
  readonly hear: (who: string | Actor, act: Act, key?: string) => Promise<Answer>
  /** The data of a button as it now hangs at a place. */
  readonly button: (place: string, command: string, ref?: string) => string
  readonly say: (officer: string, text: string, key?: string) => Promise<Answer>
  readonly press: (officer: string, place: string, command: string, p?: Press) => Promise<Answer>
  readonly submit: (
    officer: string,
    form: Answer | string,
    values: Readonly<Record<string, string>>,
    key?: string,
  ) => Promise<Answer>
  /** One round of the two loops, as the program does it after every inbound and every tick. */
  readonly pump: () => Promise<void>
  /** Time passes while the bot runs: it stops at each moment at which something is due. */
  readonly fastForward: (ms: number) => Promise<void>
  /** Time passes while the bot is down or asleep. */
  readonly jump: (ms: number) => void
  readonly restart: () => Promise<void>
  /** As `restart`, from what a power cut leaves; what was under way stays so for ever. */
  readonly crash: () => Promise<void>
  /** What was newly shown since the last look, by place. Looking takes it off the table. */
  readonly read: () => Readonly<Record<string, readonly string[]>>
  readonly entries: () => Promise<readonly EntryBody[]>
  /** Types of the entries of a referral, without those of delivery. */
  readonly story: (ref: string) => Promise<readonly string[]>
  readonly referral: (ref: string) => Promise<Referral>
  readonly verify: () => Promise<LogReport>
  /** Fails on a message that no expectation has read, and on a log that isn't proven. */
  readonly end: () => Promise<void>
}

const origin = 'stage.example/hkc-kcs'
const signer = namedSigner(origin, new Uint8Array(32).fill(9))
const catalogue = createCatalogue({ dir: join(import.meta.dirname, '../../locales') })

/** Bytes that no two calls share, the same in every run. */
const counted = (): ((n: number) => Uint8Array) => {
  let calls = 0
  return n => {
    calls += 1
    return Uint8Array.from({ length: n }, (_, i) => (i < 4 ? (calls >> (8 * i)) & 255 : n))
  }
}

/** The real bot on a real store, with a clock that is set and a chat system of paper. */
export const raiseStage = async (options: StageOptions): Promise<Stage> => {
  const config = options.config ?? stageSettings()
  const directory = createDirectory(config)
  const [channel] = config.channels
  if (!channel) throw new Error('a stage needs a place')
  const paper = createPaper({
    name: channel.platform,
    places: config.channels.map(c => c.place),
    keepsMessages: options.keepsMessages ?? true,
  })
  const random = counted()
  const seal = createSeal({ origin, software: '0.0.0', digest, signer, random })
  let disk = await raiseDisk(options.store, { seal, random })
  let now = options.start ?? tuesday
  const clock = {
    now: () => now,
    set: (at: Instant): void => {
      now = at
    },
  }
  const warned: string[] = []
  const log = {
    info: () => {},
    warn: (message: string) => void warned.push(message),
    error: (message: string) => {
      throw new Error(message)
    },
  }
  const wakes = new Set<Instant>()
  let keys = 0
  let open: Opened
  let bot: Bot

  /** Notes when a message put off is to be tried again: the loop of the program ticks, a stage leaps. */
  const watched = (store: Store): Store => ({
    ...store,
    commit: async batch => {
      for (const s of batch.settle) if (s.to === 'later') wakes.add(s.at)
      return store.commit(batch)
    },
  })

  const boot = async (): Promise<void> => {
    const opened = disk.open()
    open = { ...opened, store: watched(opened.store) }
    bot = createBot({
      ...open,
      catalogue,
      clock,
      directory,
      policy: config.policy,
      commands,
      platforms: [paper],
      log,
      ...(config.retentionDays === undefined ? {} : { retentionDays: config.retentionDays }),
    })
    if (!(await openLog(open.store, { now, origin, vkey: signer.vkey }))) await bot.recall()
    await paper.start(bot)
  }

  const shut = async (): Promise<void> => {
    await paper.close()
    await open.vault.close()
    await open.store.close()
  }

  await boot()

  const pump = async (): Promise<void> => {
    while ((await bot.sweep()) > 0);
    while ((await bot.deliver()) > 0);
  }

  const actorOf = (officer: string): Actor => {
    const actor = config.officers.find(o => o.id === officer)?.identities[0]
    if (!actor) throw new Error(`${officer} is not in the settings`)
    return actor
  }

  const hear = (who: string | Actor, act: Act, key?: string): Promise<Answer> => {
    keys += 1
    return paper.ear().hear({
      key: key ?? `in-${keys}`,
      actor: typeof who === 'string' ? actorOf(who) : who,
      act,
    })
  }

  const act = async (who: string, what: Act, key?: string): Promise<Answer> => {
    const answer = await hear(who, what, key)
    await pump()
    return answer
  }

  const button = (place: string, command: string, ref?: string): string => {
    const found = paper
      .sheets()
      .filter(s => s.place === place && (ref === undefined || referenceOn(s.outgoing.card) === ref))
      .flatMap(s =>
        s.outgoing.card.buttons.filter((_, i) => commandsOn(s.outgoing.card)[i] === command),
      )
      .at(-1)
    if (!found) throw new Error(`no button ${command} at ${place}`)
    return found.data
  }

  const nextMoment = async (until: Instant): Promise<Instant | undefined> => {
    const [timer] = await open.store.claimTimers({ now: until, max: 1 })
    const moments = [...wakes, ...(timer ? [timer.due] : [])].filter(at => at <= until)
    return moments.length === 0 ? undefined : instant(Math.min(...moments))
  }

  const entries = async (): Promise<readonly EntryBody[]> => {
    const bodies: EntryBody[] = []
    const { size } = await open.store.head()
    for await (const entry of open.store.readEntries(0, size)) {
      const body = readEntry(entry.body)
      if (!body.ok) throw new Error(`entry ${entry.seq}: ${body.error}`)
      bodies.push(body.value)
    }
    return bodies
  }

  const verify = async (): Promise<LogReport> => {
    const { size, note } = await open.store.head()
    return verifyLog({
      entries: open.store.readEntries(0, size),
      note,
      vkey: signer.vkey,
      digest,
      verifySignature,
    })
  }

  return {
    bot: () => bot,
    store: () => open.store,
    vault: () => open.vault,
    folder: () => disk.folder,
    directory,
    paper,
    clock,
    actorOf,
    hear,
    button,
    say: (officer, text, key) => act(officer, { kind: 'command', text }, key),
    press: (officer, place, command, { ref, key } = {}) =>
      act(officer, { kind: 'button', data: button(place, command, ref) }, key),
    submit: (officer, form, values, key) => {
      if (typeof form !== 'string' && form.kind !== 'form')
        throw new Error(`no form to fill in: ${JSON.stringify(form)}`)
      const data = typeof form === 'string' ? form : form.form.data
      return act(officer, { kind: 'form', data, values }, key)
    },
    pump,
    fastForward: async ms => {
      const until = plus(now, ms)
      for (;;) {
        const next = await nextMoment(until)
        if (next === undefined) break
        wakes.delete(next)
        now = instant(Math.max(now, next))
        await pump()
      }
      now = until
      await pump()
    },
    jump: ms => {
      now = plus(now, ms)
    },
    restart: async () => {
      await shut()
      paper.forget()
      await boot()
    },
    crash: async () => {
      const image = disk.image()
      await shut()
      paper.forget()
      disk = image
      await boot()
    },
    read: () => readCalls(paper.fresh()),
    entries,
    story: async ref =>
      (await entries())
        .filter(e => e.subject?.id === ref && e.actor !== 'delivery')
        .map(e => e.type.replace('referral.', '')),
    referral: async ref => {
      const snapshot = await open.store.load(ref as ReferralId)
      return referralSchema.parse(snapshot?.state)
    },
    verify,
    end: async () => {
      const unread = readCalls(paper.fresh())
      const report = await verify()
      await shut()
      disk.dispose()
      if (Object.keys(unread).length > 0)
        throw new Error(`shown, and nobody expected it: ${JSON.stringify(unread, undefined, 2)}`)
      if (report.kind !== 'proven') throw new Error(`the log: ${JSON.stringify(report)}`)
    },
  }
}
