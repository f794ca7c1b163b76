import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type ConsolePlatform, consoleName } from '../../adapters/console/index.ts'
import type { ActResponse } from '../../adapters/console/protocol.ts'
import { createCatalogue } from '../../adapters/i18next/index.ts'
import type { StoreKey } from '../../adapters/index.ts'
import { digest, verifySignature } from '../../adapters/keys/index.ts'
import { namedSigner } from '../../adapters/keys/signer-key.ts'
import type { SlackPlatform } from '../../adapters/slack/index.ts'
import { createSeal } from '../../src/audit/create-seal.ts'
import { verifyLog } from '../../src/audit/verify.ts'
import { type Bot, createBot } from '../../src/bot/bot.ts'
import { openLog } from '../../src/bot/genesis.ts'
import { type Config, configSchema } from '../../src/config.ts'
import { createPolicyOf } from '../../src/escalation/agreed.ts'
import type { Language, OfficerId, ReferralId } from '../../src/kit/ids.ts'
import { type Instant, instant } from '../../src/kit/time.ts'
import { matters } from '../../src/matter/index.ts'
import type { Answer, Ear, Inbound } from '../../src/ports/platform.ts'
import { commands } from '../../src/referral/commands/index.ts'
import { referralSchema } from '../../src/referral/referral.ts'
import { dutyCommands } from '../../src/roster/commands/index.ts'
import { createDirectory } from '../../src/roster/directory.ts'
import { consoleOptions, greet, pathOf, signIn, startConsole } from './console.ts'
import type { Jar } from './console-http.ts'
import { raiseSlack } from './slack/raise.ts'
import type { User } from './slack/world.ts'
import { slackOptions, startSlack, type Told } from './slack-options.ts'
import type { SlackStage } from './slack-stage-type.ts'
import { tuesday } from './stage.ts'

export type { SlackStage } from './slack-stage-type.ts'

import { laterEar } from './later-ear.ts'
import { createLeakWatch } from './leak-watch.ts'
import { stageSettings } from './stage-config.ts'
import { type Opened, raiseDisk } from './stage-disk.ts'

const origin = 'stage.example/hkc-kcs'
const signer = namedSigner(origin, new Uint8Array(32).fill(9))
const catalogue = createCatalogue({ dir: join(import.meta.dirname, '../../locales') })

const counted = (): ((n: number) => Uint8Array) => {
  let calls = 0
  return n => {
    calls += 1
    return Uint8Array.from({ length: n }, (_, i) => (i < 4 ? (calls >> (8 * i)) & 255 : n))
  }
}

/** Looks again and again, for as long as loopback may take. */
export const until = async <T>(what: string, look: () => T | undefined): Promise<T> => {
  for (let i = 0; i < 1000; i++) {
    const found = look()
    if (found !== undefined) return found
    await wait(5)
  }
  throw new Error(`waited in vain for ${what}`)
}

const settingsWith = (
  places: Readonly<Record<string, string>>,
  on: Readonly<Record<string, User>>,
): Config => {
  const base = stageSettings()
  return configSchema.parse({
    ...base,
    officers: base.officers.map(o => {
      const user = on[o.id]
      const slack = user && [{ platform: 'slack', workspace: user.team, user: user.id }]
      return { ...o, identities: [...(slack ?? []), ...o.identities] }
    }),
    channels: base.channels.map(c => {
      const place = places[c.id]
      return place === undefined ? c : { ...c, platform: 'slack', place }
    }),
  })
}

export const raiseSlackStage = async (store: StoreKey): Promise<SlackStage> => {
  let now: number = tuesday
  const slack = await raiseSlack({ now: () => now })
  const dataDir = await mkdtemp(join(tmpdir(), 'liaison-slack-stage-'))
  const [hk, kr] = [slack.team('HK'), slack.team('KR')]
  const users = {
    wong: slack.addUser(hk, 'wong', 'zh-HK'),
    chan: slack.addUser(hk, 'chan', 'en-GB'),
    kim: slack.addUser(kr, 'kim', 'ko-KR'),
    eve: slack.addUser(hk, 'eve', 'ko-KR'),
  }
  const channels = {
    desk: slack.addChannel({
      name: 'desk',
      kind: 'private',
      teams: [hk],
      members: [users.wong, users.chan, users.eve],
    }),
    shared: slack.addChannel({
      name: 'hkc-kcs',
      teams: [hk, kr],
      members: [users.wong, users.chan, users.kim],
      bots: [hk],
    }),
  }
  const config = settingsWith(
    {
      'hkc-desk': slack.channelId(channels.desk, hk),
      'hkc-kcs': slack.channelId(channels.shared, hk),
    },
    { 'hkc.o1': users.wong, 'hkc.o2': users.chan, 'kcs.o1': users.kim },
  )
  const directory = createDirectory(config, [])
  const random = counted()
  const seal = createSeal({ origin, software: '0.0.0', digest, signer, random })
  const disk = await raiseDisk(store, { seal, random })
  const clock = { now: (): Instant => instant(now), monotonic: () => now - tuesday }
  const heard: Inbound[] = []
  const told: Told[] = []
  const jars = new Map<string, Jar>()
  let [answered, keys] = [0, 0]
  let last: Answer = { kind: 'none' }
  let open: Opened
  let bot: Bot
  let chat: SlackPlatform
  let web: ConsolePlatform
  const watch = createLeakWatch(config)

  const slackPlace = config.channels.filter(c => c.platform !== consoleName).map(c => c.place)
  const wired = slackOptions({
    slack,
    dataDir,
    teams: [hk],
    officers: { 'hkc.o1': users.wong, 'hkc.o2': users.chan, 'kcs.o1': users.kim },
    places: slackPlace,
    now: clock.now,
    monotonic: clock.monotonic,
    told,
  })

  const boot = async (): Promise<void> => {
    open = disk.open()
    const ear: Ear = {
      ...laterEar(() => bot),
      hear: async inbound => {
        heard.push(inbound)
        last = await bot.hear(inbound)
        answered += 1
        return last
      },
    }
    const desk = config.channels.find(c => c.platform === consoleName)
    if (!desk) throw new Error('the receiver has no channel')
    web = await startConsole(
      {
        ...consoleOptions(dataDir),
        now: clock.now,
        officers: ['kcs.o1', 'kcs.o2'].map(id => ({
          id: id as OfficerId,
          name: id,
          desk: 'kcs.cyber',
          deskName: 'kcs.cyber',
          language: config.officers.find(o => o.id === id)?.language ?? ('en' as Language),
          channels: [desk.place],
        })),
        channels: [{ id: desk.place, name: () => 'desk', kind: 'internal' }],
      },
      ear,
    )
    chat = await startSlack(wired, ear)
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
        platforms: [web, chat].map(watch.over),
        log: { info: () => {}, warn: () => {}, error: () => {} },
        digest,
        holder: 'stage',
      }),
    )
    const fresh = await openLog(open.store, { now: clock.now(), origin, vkey: signer.vkey })
    if (!fresh) await bot.recall()
    for (const id of ['kcs.o1', 'kcs.o2']) jars.set(id, await signIn(web, id as OfficerId))
  }

  const shut = async (): Promise<void> => {
    await chat.close()
    await web.close()
    await open.vault.close()
    await open.store.close()
  }

  const pump = async (): Promise<void> => {
    while ((await bot.sweep()) > 0);
    while ((await bot.deliver()) > 0) now += 1100
    slack.tick()
  }

  const cookie = (officer: string, path: string): string => {
    const jar = jars.get(officer)
    if (!jar) throw new Error(`${officer} isn't signed in`)
    return jar.for(path)
  }

  await boot()

  return {
    slack,
    users,
    channels,
    heard,
    told,
    last: () => last,
    bot: () => bot,
    settle: async (user, exchange) => {
      if (!exchange) throw new Error('Slack has no such command')
      const whispers = slack.ephemerals(user).length
      const before = answered
      const opened = slack.asked('views.open').filter(a => a.answer !== '').length
      const outcome = await exchange.outcome
      if (outcome.kind !== 'acked') throw new Error(`no ack: ${outcome.kind}`)
      if (exchange.kind === 'submission') return last
      await until('an answer', () => (answered > before ? true : undefined))
      if (last.kind === 'form')
        await until('a form', () =>
          slack.asked('views.open').filter(a => a.answer !== '').length > opened &&
          slack.views(user).length > 0
            ? true
            : undefined,
        )
      if (last.kind === 'card' || last.kind === 'refusal')
        await until('a private card', () =>
          slack.ephemerals(user).length > whispers ? true : undefined,
        )
      return last
    },
    pump,
    advance: async ms => {
      const end = now + ms
      while (now < end) {
        now = Math.min(end, now + 60_000)
        await pump()
      }
    },
    act: async (officer, body) => {
      const path = pathOf(officer as OfficerId, 'api/act')
      keys += 1
      const response = await fetch(new URL(path, web.url()), {
        method: 'POST',
        headers: {
          cookie: cookie(officer, path),
          origin: new URL(web.url()).origin,
          'content-type': 'application/json',
        },
        body: JSON.stringify({ key: `key-${String(keys).padStart(6, '0')}`, ...body }),
      })
      if (response.status !== 200) throw new Error(`${response.status}`)
      const answer: ActResponse = JSON.parse(await response.text())
      return answer
    },
    page: async officer => {
      const path = pathOf(officer as OfficerId, 'api/feed')
      return (await greet(web.url(), path, cookie(officer, path))).messages
    },
    referral: async ref => referralSchema.parse((await open.store.load(ref as ReferralId))?.state),
    entryTypes: async () => {
      const { size } = await open.store.head()
      const types: string[] = []
      for await (const { body } of open.store.readEntries(0, size)) {
        const entry: { readonly type: string } = JSON.parse(body)
        types.push(entry.type)
      }
      return types
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
      const problems = slack.problems()
      await slack.close()
      disk.dispose()
      await rm(dataDir, { recursive: true, force: true })
      if (report.kind !== 'proven') throw new Error(`the log: ${JSON.stringify(report)}`)
      watch.end()
      if (problems.length > 0) throw new Error(`Slack minds: ${problems.join('; ')}`)
    },
  }
}
