import { codeOf } from './code.ts'
import { eachFile, type Finding, isSource, only, type Sources } from './finding.ts'
import { zoneOf } from './who.ts'

const isCore = (path: string) => /^src\/.*\.ts$/.test(path)
/** Where everything is put together, and the only place that knows which platforms there are. */
const isMain = (path: string) => /^src\/main(\.ts$|\/)/.test(path)
const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0

/** The core knows no platform by name, neither in code nor in words; the composition root does. */
export const coreNamesNoPlatform = (sources: Sources, names: readonly string[]): Finding =>
  eachFile(
    only(sources, path => isCore(path) && !isMain(path)),
    (_, text) =>
      names
        .filter(name => text.toLowerCase().includes(name))
        .map(name => `names the platform ${name}`),
  )

const ambient: readonly RegExp[] = [
  /\bDate\.now\b/g,
  /\bnew Date\(\s*\)/g,
  /\bMath\.random\b/g,
  /\bset(?:Timeout|Interval|Immediate)\b/g,
  /\bqueueMicrotask\b/g,
  /\bperformance\b/g,
  /\bprocess\b/g,
  /\bglobalThis\b/g,
  /\bfetch\(/g,
  /\bcrypto\b/g,
]

const readsDates: ReadonlySet<string> = new Set(['src/kit/time.ts', 'src/kit/zone.ts'])

/** Time and chance come into the core as arguments. */
export const coreIsPure = (sources: Sources): Finding =>
  eachFile(
    only(sources, path => isCore(path) && zoneOf(path) !== 'root'),
    (path, text) => {
      const { code } = codeOf(text)
      return [
        ...ambient
          .filter(pattern => count(code, pattern) > 0)
          .map(pattern => `uses ${code.match(pattern)?.[0]}`),
        ...(!readsDates.has(path) && count(code, /\bDate\b/g) > 0 ? ['touches Date'] : []),
      ]
    },
  )

const banned: readonly (readonly [reason: string, pattern: RegExp])[] = [
  ['has a class', /(?<![.\w-])class\s+(?:\w|\{)/g],
  ['has an enum', /(?<![.\w])enum\s+\w/g],
  ['has a namespace', /(?<![.\w])namespace\s+\w/g],
  ['exports a default', /\bexport\s+default\b|\bas\s+default\b/g],
  ['says any', /(?:[:<|&,]|\bas)\s*any\b(?!\s*[:(.'])|\bany\[\]/g],
  ['silences the compiler', /@ts-(?:ignore|expect-error|nocheck)/g],
]

/** House style that a reader could miss in a review. */
export const houseStyle = (sources: Sources): Finding =>
  eachFile(only(sources, isSource), (path, text) => {
    const { code } = codeOf(text)
    return [
      ...banned
        .filter(
          ([reason, pattern]) => count(reason.includes('silences') ? text : code, pattern) > 0,
        )
        .map(([reason]) => reason),
      // The words of a page's markup may end in an exclamation mark.
      ...(path.endsWith('.ts') && count(code, /[\w)\]]!(?!=)/g) > 0 ? ['asserts non-null'] : []),
    ]
  })
