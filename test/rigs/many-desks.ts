import { type Config, configSchema } from '../../src/config.ts'
import { stageSettings } from './stage-config.ts'

const names = (en: string) => ({ en })

/** The demo's two desks, and so many more: each a desk of its own with one officer and one channel. */
export const withDesks = (count: number, config: Config = stageSettings()): Config => {
  const platform = config.channels[0]?.platform
  const more = Array.from({ length: count }, (_, i) => `t${String(i + 1).padStart(2, '0')}`)
  return configSchema.parse({
    ...config,
    agencies: [
      ...config.agencies,
      ...more.map((id, i) => ({
        id,
        prefix: `T${String.fromCharCode(65 + (i % 26))}${String.fromCharCode(65 + Math.floor(i / 26))}`,
        names: names(`Customs ${id}`),
      })),
    ],
    contactPoints: [
      ...config.contactPoints,
      ...more.map(id => ({
        id: `${id}.cyber`,
        agency: id,
        names: names(`Desk ${id}`),
        zone: { zone: 'Asia/Manila', label: 'PHT' },
        phone: '+63 0000 0000',
      })),
    ],
    officers: [
      ...config.officers,
      ...more.map(id => ({
        id: `${id}.o1`,
        desk: `${id}.cyber`,
        roles: ['officer', 'duty', 'supervisor', 'head'],
        language: 'en',
        names: names(`Officer ${id}`),
        identities: [{ platform, workspace: 'local', user: `${id}.o1` }],
      })),
    ],
    channels: [
      ...config.channels,
      ...more.map(id => ({
        id: `${id}-desk`,
        desks: [`${id}.cyber`],
        names: names(`Desk ${id}`),
        platform,
        place: `${id}-desk`,
        languages: ['en'],
      })),
    ],
  })
}

/** The added desks by id, separated as an officer types them. */
export const desksOf = (config: Config): readonly string[] =>
  config.contactPoints.map(c => c.id).filter(id => /^t\d\d\./.test(id))
