import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Config, configSchema } from '../../src/config.ts'
import { defaultPolicy } from '../../src/escalation/policy.ts'

const demoFile = join(import.meta.dirname, '../../demo/liaison.json')

/** The demo's settings as they ship. */
export const demoSettings = (): Config =>
  configSchema.parse(JSON.parse(readFileSync(demoFile, 'utf8')))

const languagesAt: Readonly<Record<string, readonly string[]>> = {
  'hkc-kcs': ['en', 'zh-HK', 'ko'],
  'hkc-desk': ['en', 'zh-HK'],
  'kcs-desk': ['en', 'ko'],
}

/** The demo's desks and people under the default policy, nobody taking turns; places speak English first, to be read here. */
export const stageSettings = (): Config => {
  const demo = demoSettings()
  return configSchema.parse({
    ...demo,
    policy: defaultPolicy,
    contactPoints: demo.contactPoints.map(d => ({ ...d, duty: [] })),
    channels: demo.channels.map(c => ({ ...c, languages: languagesAt[c.id] ?? c.languages })),
  })
}

const names = (en: string) => ({ en })

/** The same with the demo's officers taking turns, week by week. */
export const withRotations = (config: Config): Config => {
  const turns = new Map(demoSettings().contactPoints.map(d => [d.id, d.duty]))
  return configSchema.parse({
    ...config,
    contactPoints: config.contactPoints.map(d => ({ ...d, duty: turns.get(d.id) ?? d.duty })),
  })
}

/** The same with a third administration: a desk of its own, and no channel with the others. */
export const withThirdDesk = (config: Config): Config => {
  const platform = config.channels[0]?.platform
  return configSchema.parse({
    ...config,
    agencies: [...config.agencies, { id: 'tst', prefix: 'TS', names: names('Third Customs') }],
    contactPoints: [
      ...config.contactPoints,
      {
        id: 'tst.cyber',
        agency: 'tst',
        names: names('Third Customs, contact point'),
        zone: { zone: 'Asia/Hong_Kong', label: 'HKT' },
      },
    ],
    officers: [
      ...config.officers,
      {
        id: 'tst.o1',
        desk: 'tst.cyber',
        roles: ['officer', 'duty', 'supervisor', 'head'],
        language: 'en',
        names: names('Third Officer'),
        identities: [{ platform, workspace: 'local', user: 'tst.o1' }],
      },
    ],
    channels: [
      ...config.channels,
      {
        id: 'tst-desk',
        desks: ['tst.cyber'],
        names: names('Third desk'),
        platform,
        place: 'tst-desk',
        languages: ['en'],
      },
    ],
  })
}

/** The same pair without a channel in common. */
export const withoutSharedChannel = (config: Config): Config =>
  configSchema.parse({ ...config, channels: config.channels.filter(c => c.desks.length === 1) })
