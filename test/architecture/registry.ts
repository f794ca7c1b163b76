import { type Finding, only, type Sources } from './finding.ts'

/** The files that every platform has, so that whoever knows one finds his way in all. */
export const platformFiles: readonly string[] = [
  'index.ts',
  'config.ts',
  'inbound.ts',
  'outbound.ts',
  'render.ts',
  'limits.ts',
  'faults.ts',
]

export interface Registry {
  readonly platforms: readonly string[]
  readonly stores: readonly string[]
}

const foldersWith = (sources: Sources, file: string): readonly string[] =>
  [...sources.keys()]
    .filter(path => path.startsWith('adapters/') && path.split('/').length === 3)
    .filter(path => path.endsWith(`/${file}`))
    .map(path => path.split('/')[1] ?? '')

const difference = (a: readonly string[], b: readonly string[]) => a.filter(x => !b.includes(x))

/** A folder that looks like a platform or a store is in the registry, and the other way about. */
export const registryIsWhole = (sources: Sources, { platforms, stores }: Registry): Finding => {
  const kinds = [
    { kind: 'platform', listed: platforms, found: foldersWith(sources, 'inbound.ts') },
    { kind: 'store', listed: stores, found: foldersWith(sources, 'store.ts') },
  ]
  return {
    saw: platforms.length + stores.length,
    breaches: [
      ...kinds.flatMap(({ kind, listed, found }) => [
        ...difference(listed, found).map(name => `${name}: a listed ${kind} without its folder`),
        ...difference(found, listed).map(name => `${name}: a ${kind} that the registry lacks`),
      ]),
      ...platforms.flatMap(name =>
        platformFiles
          .map(file => `adapters/${name}/${file}`)
          .filter(path => only(sources, other => other === path).size === 0)
          .map(path => `${path}: missing`),
      ),
    ],
  }
}
