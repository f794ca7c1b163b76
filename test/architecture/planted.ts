import type { Finding, Sources } from './finding.ts'
import { type Manifest, packagesHaveOneHome } from './packages.ts'
import { noMachineInside } from './places.ts'
import { smallFiles } from './sizes.ts'
import { testsRun } from './tests.ts'
import { nothingImportsTests, whoImportsWhom } from './who.ts'
import { coreIsPure, coreNamesNoPlatform, houseStyle } from './words.ts'

const core = 'src/referral/decide.ts'
/** A file of so many lines. */
export const long = (lines: number) => 'export const x = 1\n'.repeat(lines)
const emptyManifest: Manifest = { scripts: {}, dependencies: {}, devDependencies: {} }

/** A file that breaks one law, and words of what must be said of it. */
export type Planted = readonly [
  law: string,
  check: (sources: Sources) => Finding,
  path: string,
  text: string,
  reason: string,
]

const imports = (path: string, text: string, reason: string): Planted => [
  'imports',
  whoImportsWhom,
  path,
  text,
  reason,
]
const style = (text: string, reason: string): Planted => ['style', houseStyle, core, text, reason]
const pure = (text: string, reason: string): Planted => ['purity', coreIsPure, core, text, reason]
const tests = (path: string, text: string, reason: string): Planted => [
  'tests',
  sources => testsRun(sources, ['test/kit/**/*.test.ts']),
  path,
  text,
  reason,
]
const places = (text: string, reason: string): Planted => [
  'places',
  noMachineInside,
  'README.md',
  text,
  reason,
]
const platform = (path: string, text: string, reason: string): Planted => [
  'platform names',
  sources => coreNamesNoPlatform(sources, ['slack']),
  path,
  text,
  reason,
]
const size = (path: string, text: string, reason: string): Planted => [
  'sizes',
  sources => smallFiles(new Map([...sources, ['src/kit/a.ts', ''], ['src/kit/b.ts', '']])),
  path,
  text,
  reason,
]
const packages = (path: string, text: string, reason: string): Planted => [
  'packages',
  sources => packagesHaveOneHome(new Map([...sources, ['adapters/y/a.ts', text]]), emptyManifest),
  path,
  text,
  reason,
]

export const planted: readonly Planted[] = [
  imports('src/kit/a.ts', "import { x } from '../card/card.ts'", 'may not import src/card/card.ts'),
  imports('src/kit/a.ts', "import { z } from 'zod'", 'may not import zod'),
  imports('src/card/a.ts', "import x from '../../locales/en/a.json'", 'may not import locales/en'),
  imports('src/card/a.ts', "import type { X } from '../ports/store.ts'", 'may not import types of'),
  imports('src/ports/a.ts', "import { x } from '../referral/events.ts'", 'may not import src/ref'),
  imports('src/ports/a.ts', "import type { X } from '../referral/referral.ts'", 'may not import'),
  imports('src/audit/a.ts', "import { x } from '../ports/store.ts'", 'may not import src/ports'),
  imports(core, "import { x } from '../ports/store.ts'", 'may not import src/ports/store.ts'),
  imports(core, "import { type X, y } from '../ports/store.ts'", 'may not import src/ports'),
  imports(core, "import { x } from '../bot/hear.ts'", 'may not import src/bot/hear.ts'),
  imports(core, "export { x } from '../bot/hear.ts'", 'may not import src/bot/hear.ts'),
  imports(core, "import {\n  x,\n  y,\n} from '../bot/hear.ts'", 'may not import src/bot'),
  imports(core, "import '../bot/hear.ts'", 'may not import src/bot/hear.ts'),
  imports(core, "const x = await import('../bot/hear.ts')", 'may not import src/bot/hear.ts'),
  imports(core, 'const x = await import(name)', 'imports what only the running program knows'),
  imports(core, "import { readFileSync } from 'node:fs'", 'may not import node:fs'),
  imports(core, "import { pino } from 'pino'", 'may not import pino'),
  imports(core, "import x from '../../adapters/keys/index.ts'", 'may not import adapters/keys'),
  imports('src/bot/a.ts', "import { x } from '../config.ts'", 'may not import src/config.ts'),
  imports('src/config.ts', "import x from '../adapters/index.ts'", 'may not import adapters/index'),
  imports('src/config/a.ts', "import 'node:fs'", 'may not import node:fs'),
  imports('src/bot/a.ts', "import { x } from '../main/a.ts'", 'may not import src/main/a.ts'),
  imports('src/other.ts', '', 'belongs to no part'),
  imports('src/mainly/a.ts', "import 'node:fs'", 'may not import node:fs'),
  imports('adapters/x/a.ts', "import { y } from '../y/index.ts'", 'may not import adapters/y'),
  imports('adapters/x/a.ts', "import { y } from '../index.ts'", 'may not import adapters/index.ts'),
  imports('adapters/x/a.ts', "import type { E } from '../../src/referral/events.ts'", 'may not'),
  imports('adapters/x/a.ts', "import { r } from '../../test/rigs/rig.ts'", 'may not import test/'),
  imports('adapters/console/page/a.tsx', "import 'node:fs'", 'may not import node:fs'),
  imports(
    'adapters/console/page/a.tsx',
    "import { x } from '../http.ts'",
    'may not import adapters',
  ),
  imports(
    'adapters/x/a.ts',
    'import x from ("y")',
    'has 1 import statements, 0 of them understood',
  ),
  ['tests shipped', nothingImportsTests, 'bin/a.js', "import '../test/a.ts'", 'imports test/a.ts'],
  packages('adapters/x/a.ts', "import { x } from '@a/b/c'", '@a/b: imported from x and y'),
  packages(
    'adapters/x/a.ts',
    "import { x } from 'zod'",
    'zod: imported by adapters/x/a.ts, not in',
  ),
  packages(
    'test/a.ts',
    "import { x } from 'left'",
    'left: imported by test/a.ts, declared nowhere',
  ),
  platform(core, '// as Slack does', 'names the platform slack'),
  platform('src/cli.ts', "const slackToken = 'x'", 'names the platform slack'),
  platform('src/cli/a.ts', "const slackToken = 'x'", 'names the platform slack'),
  pure('const now = Date.now()', 'uses Date.now'),
  pure('const now = new Date()', 'uses new Date()'),
  pure('const at = new Date(0)', 'touches Date'),
  pure('const n = `\x24{Math.random()}`', 'uses Math.random'),
  pure('setTimeout(f, 1)', 'uses setTimeout'),
  pure('const e = process.env', 'uses process'),
  pure("await fetch('x')", 'uses fetch('),
  style('export default 1', 'exports a default'),
  style('export { x as default }', 'exports a default'),
  style('class X {}', 'has a class'),
  style('export const x = class extends Y {}', 'has a class'),
  style('enum X { A }', 'has an enum'),
  style('const f = (x: any) => x', 'says any'),
  style('const x = y as any', 'says any'),
  style('const x: Map<string, any> = y', 'says any'),
  style('const x: readonly any[] = y', 'says any'),
  style('const x = y!.z', 'asserts non-null'),
  style('const x = f()!', 'asserts non-null'),
  style('const x = y[0]!', 'asserts non-null'),
  style('// @ts-ignore\nconst x = 1', 'silences the compiler'),
  size(core, long(301), '301 lines and no reason for them'),
  size('src/kit/string-utils.ts', '', 'a name that says nothing'),
  size('adapters/x/SessionManager.ts', '', 'a name that says nothing'),
  places(`cd ${['', 'home', 'me', 'x'].join('/')}`, 'has a path of one machine'),
  places(`"${['', 'work', 'main'].join('/')}"`, 'has a path of one machine'),
  places(['registry', 'npmjs', 'org'].join('.'), 'has a registry’s address'),
  tests('test/kit/a.test.ts', "test.skip('x', f)", 'leaves a test out'),
  tests('test/kit/a.test.ts', "describe.only('x', f)", 'leaves a test out'),
  tests('test/kit/a.test.ts', "test.concurrent.todo('x')", 'leaves a test out'),
  tests('test/kit/a.test.ts', "test('x', { skip: true }, f)", 'leaves a test out'),
  tests('test/kit/a.test.ts', "vi.mock('../x.ts')", 'mocks a module'),
  tests('test/elsewhere/a.test.ts', '', 'so it never runs'),
]

/** Files that a careless reading would call a breach. */
export const innocent: readonly (readonly [path: string, text: string])[] = [
  [core, "import type { Timer } from '../ports/store.ts'"],
  [core, "import { type Timer, type Batch } from '../ports/store.ts'"],
  [core, "// import { x } from '../bot/hear.ts'\n/* new Date() any! class X */"],
  [core, "const text = 'process any x! class X ' + `import('x') \x24{n} Date.now()`"],
  [core, 'const pattern = /[\'"`/]any!class X/g\nconst half = a / b / c'],
  [core, 'const ok = a !== b && !c && many.some(any => any.x) && z.any()'],
  [core, 'const f = new Intl.DateTimeFormat(tag, { timeZone })'],
  ['src/kit/time.ts', 'export const year = (at: number) => new Date(at).getUTCFullYear()'],
  ['src/kit/zone.ts', 'export const day = (at: number) => new Date(at).toISOString()'],
  ['src/card/key.ts', "import type en from '../../locales/en/button.json'"],
  ['src/main/a.ts', "import 'node:fs'\nimport { x } from '../../adapters/y/index.ts'\nDate.now()"],
  ['src/cli/a.ts', "import { x } from '../main.ts'\nimport { y } from '../config/a.ts'"],
  ['src/cli.ts', "import { x } from '../adapters/index.ts'\nimport { Command } from 'commander'"],
  ['adapters/x/a.ts', "import { y } from './b.ts'\nimport 'node:fs'\nimport { z } from 'z'"],
  ['adapters/console/page/a.tsx', 'const a = <b class="x">Done!</b>'],
  ['adapters/x/a.ts', `// Reason for length: a table\n${long(300)}`],
  ['test/kit/a.test.ts', "test('x', () => { expect('test.skip(').toBe(skip) })"],
  ['README.md', 'https://example.org/home/page ./work/x registry.ts'],
]
