import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import subsetFont from 'subset-font'

// `npm run fonts`: cuts the fonts of the pictures out of their packages, down to the characters that a picture may
// show. What it writes is committed, so that nobody else needs the packages, which are large.
const here = import.meta.dirname
const root = join(here, '../..')
const into = join(root, 'adapters/chart/fonts')

const fonts = [
  { key: 'hk', tags: ['en', 'zh-HK'] },
  { key: 'kr', tags: ['ko'] },
  { key: 'sc', tags: ['zh-CN'] },
] as const

/** Latin with its accents, for the names of agencies; what stands between words and figures. */
const latin = [
  [0x20, 0x7e],
  [0xa0, 0xff],
].flatMap(([from = 0, to = 0]) =>
  Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i)),
)
const signs = [...'–—‘’“”…·≥≤→、。，：；（）「」']

type Texts = Readonly<Record<string, unknown>>
const readJson = (...path: readonly string[]): Texts =>
  JSON.parse(readFileSync(join(root, ...path), 'utf8'))

const textsIn = (node: unknown): readonly string[] =>
  typeof node === 'string' ? [node] : Object.values(node ?? {}).flatMap(textsIn)

/** The words of the summary, and the names of agencies that are known. */
const groups: ReadonlySet<string> = new Set(['summary', 'priority', 'agency', 'org'])

const textsOf = (tag: string): readonly string[] =>
  readdirSync(join(root, 'locales', tag)).flatMap(file =>
    Object.entries(readJson('locales', tag, file)).flatMap(([group, node]) =>
      groups.has(group) ? textsIn(node) : [],
    ),
  )

const agencyNames = (tag: string): readonly string[] => {
  const { agencies } = readJson('demo', 'liaison.json')
  return Array.isArray(agencies) ? agencies.map(a => String(a.names[tag] ?? '')) : []
}

for (const { key, tags } of fonts) {
  const folder = join(here, 'node_modules/@expo-google-fonts', `noto-sans-${key}`)
  const whole = readFileSync(
    join(folder, '500Medium', `NotoSans${key.toUpperCase()}_500Medium.ttf`),
  )
  const texts = tags.flatMap(tag => [...textsOf(tag), ...agencyNames(tag)])
  const characters = [...new Set([...latin, ...signs, ...texts.join('')])].toSorted()
  const cut = await subsetFont(whole, characters.join(''), {
    targetFormat: 'sfnt',
    noHinting: true,
    noLayoutClosure: true,
    keepFeatures: [],
    // By these the drawing package knows the family.
    preserveNameIds: [16, 17],
  })
  writeFileSync(join(into, `${key}.ttf`), cut)
  copyFileSync(join(folder, 'LICENSE_FONT'), join(into, 'OFL.txt'))
  process.stdout.write(`${key}.ttf: ${characters.length} characters, ${cut.length} bytes\n`)
}
