import { type Finding, only, type Sources } from './finding.ts'
import { importsOf, packageOf } from './imports.ts'

export interface Manifest {
  readonly scripts: Readonly<Record<string, string>>
  readonly dependencies: Readonly<Record<string, string>>
  readonly devDependencies: Readonly<Record<string, string>>
}

// What is used without an import, by the word in a script that uses it; types go with their package.
const tools: Readonly<Record<string, string>> = {
  '@biomejs/biome': 'biome',
  typescript: 'tsc',
  vitest: 'vitest',
  '@liaison/node-runtime': 'node',
}

const usedAsTool = (name: string, { scripts, ...manifest }: Manifest): boolean => {
  if (name.startsWith('@types/')) {
    const typed = name.slice('@types/'.length)
    return typed === 'node' || typed in manifest.dependencies || typed in manifest.devDependencies
  }
  const word = tools[name]
  return word !== undefined && Object.values(scripts).some(line => line.split(' ').includes(word))
}

const importedBy = (sources: Sources): ReadonlyMap<string, readonly string[]> => {
  const pairs = [...sources].flatMap(([path, text]) =>
    importsOf(path, text).imports.flatMap(wanted => {
      const name = packageOf(wanted)
      return name === undefined ? [] : [{ name, path }]
    }),
  )
  return new Map(
    [...Map.groupBy(pairs, ({ name }) => name)].map(([name, uses]) => [
      name,
      uses.map(({ path }) => path),
    ]),
  )
}

const ships = (path: string) => /^(src|adapters|bin)\//.test(path)
const folderOf = (path: string) => /^adapters\/([^/]+)\//.exec(path)?.[1]

/** One package, one adapter folder; what is used is declared, what is declared is used. */
export const packagesHaveOneHome = (sources: Sources, manifest: Manifest): Finding => {
  const { dependencies, devDependencies } = manifest
  // A tool in a folder of its own has a manifest of its own.
  const uses = importedBy(
    only(sources, path => /\.(tsx?|js)$/.test(path) && !path.startsWith('tools/')),
  )
  const breaches = [...uses].flatMap(([name, paths]) => {
    const shipped = paths.filter(ships)
    const homes = new Set(shipped.map(folderOf).filter(folder => folder !== undefined))
    return [
      // The core's own package reads what comes in at every door.
      ...(homes.size > 1 && name !== 'zod'
        ? [`${name}: imported from ${[...homes].sort().join(' and ')}`]
        : []),
      ...(shipped.length > 0 && !(name in dependencies)
        ? [`${name}: imported by ${shipped[0]}, not in dependencies`]
        : []),
      ...(!(name in dependencies) && !(name in devDependencies)
        ? [`${name}: imported by ${paths[0]}, declared nowhere`]
        : []),
    ]
  })
  const unused = [
    ...Object.keys(dependencies).filter(name => !uses.get(name)?.some(ships)),
    ...Object.keys(devDependencies).filter(name => !uses.has(name) && !usedAsTool(name, manifest)),
  ].map(name => `${name}: declared, and nothing uses it`)
  return {
    saw: Object.keys(dependencies).length + Object.keys(devDependencies).length,
    breaches: [...breaches, ...unused],
  }
}
