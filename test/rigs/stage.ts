import { join } from 'node:path'
import { createCatalogue } from '../../adapters/i18next/index.ts'
import { digest, verifySignature } from '../../adapters/keys/index.ts'
import { namedSigner } from '../../adapters/keys/signer-key.ts'
import { createSeal } from '../../src/audit/create-seal.ts'
import { type EntryBody, readEntry } from '../../src/audit/entry.ts'
import { type LogReport, verifyLog } from '../../src/audit/verify.ts'
import { type Bot, createBot } from '../../src/bot/bot.ts'
import { openLog } from '../../src/bot/genesis.ts'
import { createPolicyOf } from '../../src/escalation/agreed.ts'
import type { ReferralId } from '../../src/kit/ids.ts'
import { type Instant, instant, plus } from '../../src/kit/time.ts'
import { mattersUnder } from '../../src/matter/index.ts'
import type { Act, Actor, Answer } from '../../src/ports/platform.ts'
import { commands } from '../../src/referral/commands/index.ts'
import { referralSchema } from '../../src/referral/referral.ts'
import { dutyCommands } from '../../src/roster/commands/index.ts'
import { createDirectory } from '../../src/roster/directory.ts'
import { createLeakWatch } from './leak-watch.ts'
import { createPaper } from './paper.ts'
import { commandsOn, readCalls, referenceOn } from './reading.ts'
import { stageSettings } from './stage-config.ts'
import { type Opened, raiseDisk } from './stage-disk.ts'
import type { Stage, StageOptions } from './stage-type.ts'

/** 2026-11-24, 14:00 in Hong Kong, 15:00 in Korea. */
export const tuesday = instant(Date.UTC(2026, 10, 24, 6))

export type { Press, Stage, StageOptions } from './stage-type.ts'

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
  const directory = createDirectory(config, options.calendars ?? [])
  const [channel] = config.channels
  if (!channel) throw new Error('a stage needs a place')
  const paper = createPaper({
    name: channel.platform,
    places: config.channels.map(c => c.place),
    keepsMessages: options.keepsMessages ?? true,
    finds: options.finds ?? false,
    paceMs: options.paceMs ?? 0,
  })
  const watch = createLeakWatch(config)
  const random = counted()
  const seal = createSeal({ origin, software: '0.0.0', digest, signer, random })
  let disk = await raiseDisk(options.store, { seal, random })
  let now = options.start ?? tuesday
  let wrongBy = 0
  let platformTime: (() => Instant | undefined) | undefined
  const clock = {
    now: () => instant(now + wrongBy),
    monotonic: () => now - tuesday,
    set: (at: Instant): void => {
      now = at
    },
  }
  const warned: string[] = []
  const alarms: string[] = []
  const log = {
    info: () => {},
    warn: (message: string) => void warned.push(message),
    error: (message: string) => void alarms.push(message),
  }
  let keys = 0
  let open: Opened
  let bot: Bot

  const boot = async (): Promise<void> => {
    open = disk.open()
    bot = watch.at(
      createBot({
        ...open,
        catalogue,
        clock,
        directory,
        policyOf: createPolicyOf(config),
        commands,
        dutyCommands,
        matters: mattersUnder(config),
        platforms: [{ ...watch.over(paper), time: () => platformTime?.() }],
        log,
        digest,
        holder: 'stage',
        ...(options.witnessing ? { witnessing: options.witnessing } : {}),
        ...(config.retentionDays === undefined ? {} : { retentionDays: config.retentionDays }),
      }),
    )
    if (!(await openLog(open.store, { now, origin, vkey: signer.vkey }))) await bot.recall()
    if (options.rosters) await bot.open()
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
    await bot.check()
  }

  const actorOf = (officer: string): Actor => {
    const actor = config.officers.find(o => o.id === officer)?.identities.find(i => 'user' in i)
    if (!actor) throw new Error(`${officer} is not in the settings`)
    return actor
  }

  const hear = async (who: string | Actor, act: Act, key?: string): Promise<Answer> => {
    keys += 1
    const actor = typeof who === 'string' ? actorOf(who) : who
    return paper.ear().hear({ key: key ?? `in-${keys}`, actor, act })
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
    // Nothing fires before the clock may act again.
    const quiet = bot.quietUntil() ?? now
    const due = timer ? [Math.max(timer.due, quiet)] : []
    // When a message put off is to be tried again: the loop of the program ticks, a stage leaps.
    const owed = (await bot.owedNext()) ?? []
    const moments = [owed, due].flat().filter(at => at <= until)
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
        now = instant(Math.max(now, next))
        await pump()
      }
      now = until
      await pump()
    },
    jump: ms => {
      now = plus(now, ms)
    },
    misset: ms => {
      wrongBy = ms
    },
    platformTells: time => {
      platformTime = time
    },
    faults: () => bot.vigil().faults,
    alarms: () => alarms.splice(0),
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
    said: watch.seen,
    look: watch.look,
    end: async () => {
      const unread = readCalls(paper.fresh())
      const report = await verify()
      await shut()
      disk.dispose()
      if (Object.keys(unread).length > 0)
        throw new Error(`shown, and nobody expected it: ${JSON.stringify(unread, undefined, 2)}`)
      watch.end()
      if (alarms.length > 0) throw new Error(`an alarm nobody expected: ${alarms.join('; ')}`)
      if (report.kind !== 'proven') throw new Error(`the log: ${JSON.stringify(report)}`)
    },
  }
}
