import { utf8 } from '../kit/bytes.ts'
import type { Language } from '../kit/ids.ts'
import type { Catalogue } from '../ports/catalogue.ts'
import type { BundleFile } from './bundle.ts'
import { checkSignature, climbToRoot, compareInTile, hashEntry, takeKey } from './howto-commands.ts'

/** Of what is handed over: the first entry of a part, or how large the whole log is. */
export type HowtoAbout =
  | { readonly kind: 'parts'; readonly seq: number }
  | { readonly kind: 'log'; readonly size: number }

export interface HowtoParts {
  readonly catalogue: Catalogue
  /** Of all that is handed over; empty where nothing is marked. */
  readonly marking: string
  readonly about: HowtoAbout
}

const fenced = (lines: readonly string[]): string => ['```sh', ...lines, '```'].join('\n')
const code = (text: string): string => `\`${text}\``

type Say = (
  key: Parameters<Catalogue['say']>[1],
  params?: Readonly<Record<string, string>>,
) => string

const ofParts = (seq: number, say: Say): readonly string[] => {
  const { commands, says } = climbToRoot(seq)
  return [
    say('howto.leaf'),
    fenced(hashEntry(seq)),
    say('howto.climb'),
    fenced(commands),
    say('howto.agrees', { line: code(says) }),
  ]
}

const ofLog = (size: number, say: Say): readonly string[] => {
  const { commands, says } = compareInTile(size)
  return [
    say('howto.tiles'),
    fenced(commands),
    say('howto.agrees', { line: code(says) }),
    say('howto.all', { verify: code('liaison audit verify'), python: code('verify.py') }),
  ]
}

/**
 * With the marking on top, how to check one entry of a bundle with bash, openssl 3, sha256sum, xxd and base64
 * alone. Words are the catalogue's; what is typed, and what it prints, is the same in every language.
 */
export const howtoIn = (language: Language, { catalogue, marking, about }: HowtoParts): string => {
  const say: Say = (key, params) => catalogue.say(language, key, params)
  return [
    ...(marking === '' ? [] : [`**${marking}**`]),
    `# ${say('howto.title')}`,
    say('howto.needs'),
    `## ${say('howto.signed')}`,
    say('howto.key', { line: code('log'), policy: code('policy.txt') }),
    fenced(takeKey),
    say('howto.checkpoint'),
    fenced(checkSignature.commands),
    say('howto.holds', { line: code(checkSignature.says) }),
    `## ${say('howto.logged')}`,
    ...(about.kind === 'parts' ? ofParts(about.seq, say) : ofLog(about.size, say)),
    `## ${say('howto.shows')}`,
    say('howto.claims'),
    '',
  ].join('\n\n')
}

/** `HOWTO.md` in the first of the languages of a bundle, e.g. `HOWTO.zh-HK.md` in any other. */
export const howtoName = (language: Language, [first]: readonly Language[]): string =>
  language === first ? 'HOWTO.md' : `HOWTO.${language}.md`

/** The same in each of these languages, a file each; the first is `HOWTO.md`. */
export const howtoFiles = (
  languages: readonly Language[],
  parts: HowtoParts,
): readonly BundleFile[] =>
  languages.map(language => ({
    path: howtoName(language, languages),
    bytes: utf8(howtoIn(language, parts)),
  }))
