import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { createCatalogue } from '../adapters/i18next/index.ts'
import { platforms, stores } from '../adapters/index.ts'
import { digest, hmac, openSigner, random } from '../adapters/keys/index.ts'
import page from '../locales/en/page.json' with { type: 'json' }
import software from '../package.json' with { type: 'json' }
import { createSeal } from './audit/create-seal.ts'
import { type Bot, createBot } from './bot/bot.ts'
import { createErase, type Erasure } from './bot/erase.ts'
import { openLog } from './bot/genesis.ts'
import { createPump } from './bot/pump.ts'
import { replay, scenarioSchema, startOf } from './bot/scenario.ts'
import { sayInstant } from './card/format.ts'
import type { MessageKey } from './card/key.ts'
import { type Config, configSchema } from './config.ts'
import { type Language, type PlaceId, type PlatformName, toReferralId } from './kit/ids.ts'
import { err, ok, type Result } from './kit/result.ts'
import { type Instant, instant } from './kit/time.ts'
import type { Catalogue } from './ports/catalogue.ts'
import type { Log } from './ports/log.ts'
import { commands } from './referral/commands/index.ts'
import { createDirectory, type Directory, nameIn } from './roster/directory.ts'

const web = 'console' as PlatformName
const root = join(import.meta.dirname, '..')

/** What stops a start, as facts for a sentence of the command line. */
export interface StartFault {
  readonly kind: string
  readonly [fact: string]: unknown
}

export interface StartOptions {
  readonly config: unknown
  /** Replays the demo's cases into an empty log and prints links for its officers. */
  readonly demo: boolean
  readonly dataDir: string
  readonly host: string
  readonly port: number
  readonly log: Log
  /** A bug or a disk that failed: the process must end, and the next start recovers. */
  readonly onFatal: (error: unknown) => void
  /** The time; the host's where not given. */
  readonly now?: () => Instant
}

export interface Running {
  readonly url: string
  readonly bot: Bot
  readonly directory: Directory
  readonly signInLink: (officer: Directory['officers'][number]['id']) => Promise<string>
  readonly demoLink: () => Promise<string | undefined>
  /** One round of the two loops: what is due, then what is owed. */
  readonly pump: () => Promise<void>
  readonly close: () => Promise<void>
}

const parseConfig = (raw: unknown): Result<Config, StartFault> => {
  const read = configSchema.safeParse(raw)
  if (read.success) return ok(read.data)
  const problems = read.error.issues.map(i => `${i.path.join('.') || 'liaison.json'}: ${i.message}`)
  return err({ kind: 'BadConfig', problems })
}

/** Where the web page is reached; anything else about it is fixed. */
const webSettings = z.strictObject({ publicUrl: z.url().exactOptional() })

const settingsOf = (config: Config) => webSettings.parse(config.platforms[web] ?? {})

/** A single-use link for an officer of the desk that runs, or will, on this data directory. */
export const signInLink = async (o: {
  readonly config: unknown
  readonly dataDir: string
  readonly host: string
  readonly port: number
  readonly officer: string
}): Promise<Result<string, StartFault>> => {
  const config = parseConfig(o.config)
  if (!config.ok) return config
  const known = config.value.officers.map(x => String(x.id))
  if (!known.includes(o.officer))
    return err({ kind: 'UnknownOfficer', officer: o.officer, known: known.join(' ') })
  const { makeSignInLink } = await platforms.console()
  const url = settingsOf(config.value).publicUrl ?? `http://${o.host}:${o.port}/`
  const { dataDir, officer } = o
  return ok(await makeSignInLink({ dataDir, url, random, officer, now: hostNow() }))
}

const hostNow = (): Instant => instant(Date.now())

/** A clock that a replay may set; let go, it tells what `now` does. */
const createClock = (now: () => Instant) => {
  let set: Instant | undefined
  return {
    now: (): Instant => set ?? now(),
    set: (at: Instant): void => {
      set = at
    },
    letGo: (): void => {
      set = undefined
    },
  }
}

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'))

export const demoConfig = (): unknown => readJson(join(root, 'demo', 'liaison.json'))

const scenarios = ['2003-cigarettes', '2005-film-sharing']

/** What of the demo's cases is on record and what is not, for whoever runs it. */
export const demoCases = () =>
  scenarios.map(name => scenarioSchema.parse(readJson(join(root, 'demo', `${name}.json`))))

/** Opens keys, log and vault; whatever was opened before a failure is closed again. */
const openDisk = async (options: Pick<StartOptions, 'dataDir'>, config: Config) => {
  const signer = openSigner({ dir: options.dataDir, origin: config.log })
  if (!signer.ok) return signer
  const seal = createSeal({
    origin: config.log,
    software: software.version,
    digest,
    signer: signer.value,
    random,
  })
  const sqlite = await stores.sqlite()
  const store = sqlite.createSqliteStore({
    file: join(options.dataDir, 'log.db'),
    migrations: join(root, 'migrations'),
    seal,
    digest,
  })
  if (!store.ok) return store
  const vault = sqlite.createSqliteVault({
    file: join(options.dataDir, 'vault.db'),
    migrations: join(root, 'migrations', 'vault'),
    random,
    hmac,
  })
  if (!vault.ok) {
    await store.value.close()
    return vault
  }
  return ok({ signer: signer.value, store: store.value, vault: vault.value })
}

/** Erases the content of one referral, for the operator, while no desk runs on the data directory. */
export const erase = async (o: {
  readonly config: unknown
  readonly dataDir: string
  readonly referral: string
  readonly reason: string
}): Promise<Result<Erasure, StartFault>> => {
  const config = parseConfig(o.config)
  if (!config.ok) return config
  const id = toReferralId(o.referral)
  if (!id) return err({ kind: 'NotAReference', referral: o.referral })
  if (!existsSync(join(o.dataDir, 'log.db'))) return err({ kind: 'NoLog', dataDir: o.dataDir })
  const disk = await openDisk(o, config.value)
  if (!disk.ok) return err({ ...disk.error })
  const { store, vault } = disk.value
  const directory = createDirectory(config.value)
  const run = createErase({ store, vault, clock: { now: hostNow }, directory })
  const done = await run({ id, actor: 'admin', cause: { reason: o.reason } })
  await vault.close()
  await store.close()
  return ok(done)
}

const pageWords = (catalogue: Catalogue, language: Language) =>
  Object.fromEntries(
    Object.keys(page.page).map(key => [key, catalogue.say(language, `page.${key}` as MessageKey)]),
  )

/** The web page, with the officers and channels that the configuration puts on it. */
const openWeb = async (
  options: StartOptions,
  config: Config,
  world: {
    readonly directory: Directory
    readonly catalogue: Catalogue
    readonly now: () => Instant
  },
) => {
  const { directory, catalogue, now } = world
  const channels = directory.channels.filter(c => c.platform === web)
  const firstDesk = (place: PlaceId) => channels.find(c => c.place === place)?.desks[0]
  const { createConsolePlatform } = await platforms.console()
  return createConsolePlatform({
    host: options.host,
    port: options.port,
    ...settingsOf(config),
    dataDir: options.dataDir,
    now,
    random,
    officers: directory.officers
      .filter(o => o.identities.some(i => i.platform === web && i.user === o.id))
      .map(o => ({
        id: o.id,
        name: nameIn(o.names, o.language),
        desk: o.desk,
        deskName: nameIn(directory.contactPoint(o.desk).names, o.language),
        language: o.language,
        channels: channels.filter(c => c.desks.includes(o.desk)).map(c => c.place),
      })),
    channels: channels.map(c => ({
      id: c.place,
      name: language => nameIn(c.names, language),
      kind: c.desks.length > 1 ? 'shared' : 'internal',
    })),
    languages: catalogue.languages(),
    words: language => pageWords(catalogue, language),
    sayTime: (place, at) => sayInstant(at, directory.zonesFor(firstDesk(place))),
    demo: options.demo,
    log: options.log,
  })
}

/**
 * Puts the whole together: keys, log, vault, catalogue, console, bot. Nothing else knows a real clock,
 * a real disk or a real network. Resolves when it can be used.
 */
export const start = async (options: StartOptions): Promise<Result<Running, StartFault>> => {
  const parsed = parseConfig(options.config)
  if (!parsed.ok) return parsed
  const config = parsed.value
  const disk = await openDisk(options, config)
  if (!disk.ok) return err({ ...disk.error })
  const { store, vault, signer } = disk.value
  const directory = createDirectory(config)
  const catalogue = createCatalogue({ dir: join(root, 'locales') })
  const clock = createClock(options.now ?? hostNow)

  const made = await openWeb(options, config, { directory, catalogue, now: clock.now })
  if (!made.ok) {
    await vault.close()
    await store.close()
    return err({ ...made.error })
  }
  const screen = made.value
  const bot = createBot({
    store,
    vault,
    catalogue,
    clock,
    directory,
    policy: config.policy,
    commands,
    platforms: [screen],
    log: options.log,
    ...(config.retentionDays === undefined ? {} : { retentionDays: config.retentionDays }),
  })

  const fresh = await openLog(store, { now: clock.now(), origin: config.log, vkey: signer.vkey })
  if (fresh && options.demo) {
    const stage = { bot, store, directory, clock }
    for (const scenario of demoCases()) {
      clock.letGo()
      await replay(stage, scenario, startOf(scenario, clock.now()))
    }
    clock.letGo()
  } else await bot.recall()

  const { pump, idle } = createPump(bot)
  const listening = await screen.start({
    hear: async inbound => {
      try {
        return await bot.hear(inbound)
      } catch (error) {
        options.onFatal(error)
        throw error
      } finally {
        setImmediate(() => void pump().catch(options.onFatal))
      }
    },
    complete: bot.complete,
  })
  if (!listening.ok) {
    await vault.close()
    await store.close()
    return err({ kind: 'CannotListen', host: options.host, port: options.port })
  }
  await pump()
  return ok({
    url: screen.url(),
    bot,
    directory,
    signInLink: screen.signInLink,
    demoLink: screen.demoLink,
    pump,
    close: async () => {
      await screen.close()
      await idle()
      await vault.close()
      await store.close()
    },
  })
}
