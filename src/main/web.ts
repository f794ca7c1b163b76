import { z } from 'zod'
import { platforms } from '../../adapters/index.ts'
import { random } from '../../adapters/keys/index.ts'
import page from '../../locales/en/page.json' with { type: 'json' }
import { sayInstant } from '../card/format.ts'
import type { MessageKey } from '../card/key.ts'
import type { Config } from '../config.ts'
import type { Language, PlaceId, PlatformName } from '../kit/ids.ts'
import { err, ok, type Result } from '../kit/result.ts'
import type { Instant } from '../kit/time.ts'
import type { Catalogue } from '../ports/catalogue.ts'
import type { Draw } from '../ports/chart.ts'
import type { Log } from '../ports/log.ts'
import { type Directory, nameIn } from '../roster/directory.ts'
import { hostNow } from './clock.ts'
import type { StartFault } from './fault.ts'
import { parseConfig } from './settings.ts'

const web = 'console' as PlatformName

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

const pageWords = (catalogue: Catalogue, language: Language) =>
  Object.fromEntries(
    Object.keys(page.page).map(key => [key, catalogue.say(language, `page.${key}` as MessageKey)]),
  )

export interface WebPlace {
  readonly host: string
  readonly port: number
  readonly dataDir: string
  readonly demo: boolean
  readonly log: Log
}

/** The web page, with the officers and channels that the configuration puts on it. */
export const openWeb = async (
  place: WebPlace,
  config: Config,
  world: {
    readonly directory: Directory
    readonly catalogue: Catalogue
    readonly draw: Draw
    readonly now: () => Instant
  },
) => {
  const { directory, catalogue, draw, now } = world
  const channels = directory.channels.filter(c => c.platform === web)
  const firstDesk = (at: PlaceId) => channels.find(c => c.place === at)?.desks[0]
  const { createConsolePlatform } = await platforms.console()
  return createConsolePlatform({
    host: place.host,
    port: place.port,
    ...settingsOf(config),
    dataDir: place.dataDir,
    now,
    random,
    officers: directory.officers
      .filter(o => o.identities.some(i => i.platform === web && 'user' in i && i.user === o.id))
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
    sayTime: (at, moment) => sayInstant(moment, directory.zonesFor(firstDesk(at))),
    demo: place.demo,
    log: place.log,
    draw,
  })
}
