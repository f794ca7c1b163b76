import { eachFile, type Finding, isSource, only, type Sources } from './finding.ts'
import { type Import, importsOf, packageOf } from './imports.ts'

const sourceZone = /^src\/(kit|card|ports|audit|bot)\//

/** The part of the project that a path belongs to; laws name zones, never files. */
export const zoneOf = (path: string): string => {
  if (/^src\/(main|cli)(\.ts$|\/)/.test(path)) return 'root'
  if (/^src\/config(\.ts$|\/)/.test(path)) return 'config'
  if (path === 'src/referral/events.ts') return 'events'
  if (/^src\/[^/]+$/.test(path)) return 'nowhere'
  if (path.startsWith('src/')) return sourceZone.exec(path)?.[1] ?? 'noun'
  if (path === 'adapters/index.ts') return 'registry'
  if (path.startsWith('adapters/console/page/')) return 'page'
  if (path === 'adapters/console/protocol.ts') return 'protocol'
  if (path.startsWith('adapters/')) return 'adapter'
  return path.split('/')[0] ?? ''
}

interface Rule {
  readonly zones: readonly string[]
  /** Zones of which only types. */
  readonly types?: readonly string[]
  readonly npm?: readonly string[] | 'any'
  readonly node?: true
}

const coreZones = ['kit', 'card', 'ports', 'audit', 'noun', 'events']
const noun: Rule = {
  zones: ['kit', 'card', 'noun', 'events'],
  types: ['ports', 'audit'],
  npm: ['zod'],
}
const adapter: Rule = {
  zones: ['kit', 'card', 'ports', 'audit'],
  types: ['protocol'],
  npm: 'any',
  node: true,
}

/** DESIGN section 4: who may import whom. A zone that is not here may import nothing. */
const rules: Readonly<Record<string, Rule>> = {
  kit: { zones: ['kit'] },
  card: { zones: ['kit', 'card'], types: ['locales'] },
  ports: { zones: ['kit', 'card', 'ports'], types: ['events'] },
  audit: { zones: ['kit', 'audit'], types: ['ports'], npm: ['zod'] },
  noun,
  events: noun,
  config: { zones: ['kit', 'card', 'noun', 'events', 'config'], types: ['ports'], npm: ['zod'] },
  bot: {
    zones: [...coreZones, 'bot'],
    types: ['config'],
    npm: ['zod'],
  },
  root: {
    zones: [
      ...coreZones,
      'bot',
      'config',
      'root',
      'registry',
      'adapter',
      'protocol',
      'locales',
      'package.json',
    ],
    npm: 'any',
    node: true,
  },
  registry: { zones: ['kit', 'card', 'ports', 'audit', 'adapter'] },
  adapter,
  protocol: { zones: ['kit', 'card', 'ports'] },
  page: { zones: ['page'], types: ['kit', 'card', 'protocol', 'locales'], npm: ['preact'] },
}

const folderOf = (path: string) => /^adapters\/([^/]+)\//.exec(path)?.[1]

const mayImport = (from: string, wanted: Import): boolean => {
  const { target: to, inside, typeOnly } = wanted
  const rule = rules[zoneOf(from)]
  const npm = packageOf(wanted)
  if (!rule) return false
  if (!inside && npm === undefined) return rule.node === true
  if (npm !== undefined) return rule.npm === 'any' || (rule.npm ?? []).includes(npm)
  const zone = zoneOf(to)
  const own = folderOf(from)
  if (zone === 'adapter' && own !== undefined)
    return zoneOf(from) !== 'page' && own === folderOf(to)
  return rule.zones.includes(zone) || (typeOnly && (rule.types ?? []).includes(zone))
}

/** Every import of the program is one that its zone may make. */
export const whoImportsWhom = (sources: Sources): Finding =>
  eachFile(only(sources, isSource), (path, text) => {
    const { imports, computed } = importsOf(path, text)
    const lines = text.match(/^import\b(?! *\()/gm)?.length ?? 0
    const read = imports.length - (text.match(/^export\b[^=;(]*?\bfrom '/gm)?.length ?? 0)
    return [
      ...(rules[zoneOf(path)] ? [] : ['belongs to no part that the design names']),
      ...(computed > 0 ? ['imports what only the running program knows'] : []),
      ...(read < lines ? [`has ${lines} import statements, ${read} of them understood`] : []),
      ...imports
        .filter(wanted => !mayImport(path, wanted))
        .map(({ target, typeOnly }) => `may not import ${typeOnly ? 'types of ' : ''}${target}`),
    ]
  })

/** What ships never needs what tests it. */
export const nothingImportsTests = (sources: Sources): Finding =>
  eachFile(
    only(sources, path => /^(src|adapters|bin)\/.*\.(tsx?|js)$/.test(path)),
    (path, text) =>
      importsOf(path, text)
        .imports.filter(({ target }) => /^(test|bench)\//.test(target))
        .map(({ target }) => `imports ${target}`),
  )
