import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type HowtoAbout, howtoIn } from '../../src/audit/howto.ts'
import {
  type Finding,
  type Proven,
  tampered,
  type Undecided,
  undecided,
  type Verdict,
} from '../../src/audit/verdict.ts'
import { createVerdictWords } from '../../src/cli/verified.ts'
import { instant } from '../../src/kit/time.ts'
import { catalogue, leftOver, tag } from '../bot/spoken.ts'
import { readJson } from '../locale/texts.ts'

const languages = ['en', 'ko', 'zh-HK', 'zh-CN'].map(tag)
const file = (name: string): string => join(import.meta.dirname, '__files__', name)

// A new finding or reason doesn't compile until it stands here, as it doesn't without words.
const findings = Object.keys({
  SeqGap: 0,
  LeafMismatch: 0,
  NotCanonical: 0,
  NotAnEntry: 0,
  SeqMismatch: 0,
  WrongLog: 0,
  BrokenLink: 0,
  TimeOutsideBracket: 0,
  NoCheckpoint: 0,
  NotACheckpoint: 0,
  SizeMismatch: 0,
  RootMismatch: 0,
  BadSignature: 0,
  Fork: 0,
  BehindCheckpoint: 0,
  BadProof: 0,
  EntryMissing: 0,
  HeadMissing: 0,
  ManifestMismatch: 0,
  NotABundle: 0,
} satisfies Record<Finding, 0>) as Finding[]
const reasons = Object.keys({
  EmptyLog: 0,
  NoKey: 0,
  NotAVerifierKey: 0,
  BadPolicy: 0,
  UnknownKey: 0,
  UnknownOrigin: 0,
  NoQuorum: 0,
  NoEntry: 0,
  NoConsistency: 0,
  NotReadable: 0,
  NotThere: 0,
} satisfies Record<Undecided, 0>) as Undecided[]

const origin = 'customs.example/hkc-kcs'
const ref = 'HK-2026-000001'
const base: Proven = {
  ...{ kind: 'proven', what: 'log', origin, size: 1297, entries: 1297, kept: 0, ignored: 0 },
  root: new Uint8Array(32).fill(7),
}
const one = [[ref, 3]] as const
const kinds = [...'NSOAB'].map(letter => [`KR-${letter}-2026-000001`, 1] as const)
const seen = { size: 1000, by: ['witness.hkc.example', 'witness.kcs.example'] }
const at = instant(Date.UTC(2026, 10, 23, 6))

const proofs: readonly Proven[] = [
  { ...base, subjects: new Map(one), cosigned: { ...seen, at }, kept: 2, ignored: 1 },
  { ...base, subjects: new Map([...one, ...kinds, ['hkc.cyber', 5], ['kcs.cyber', 5]]) },
  { ...base, what: 'subject', subject: ref, entries: 1 },
  { ...base, what: 'subject', subject: ref, entries: 12, cosigned: { ...seen, size: 1297, at } },
  { ...base, what: 'range', from: 100, to: 200, entries: 100 },
  { ...base, what: 'receipt', from: 17, to: 18, entries: 1, subject: ref },
  { ...base, what: 'receipt', from: 0, to: 1, entries: 1 },
]
const contradicting: readonly Verdict[] = [
  tampered('LeafMismatch', 1042),
  tampered('BadProof', 5, { file: 'entries/5.json' }),
  tampered('Fork', undefined, { notes: ['first note\n', 'second note\n'] }),
  tampered('BehindCheckpoint', 900),
]
const verdicts: readonly Verdict[] = [
  ...proofs,
  ...contradicting,
  ...reasons.map(reason => undecided(reason)),
  undecided('NotReadable', 'kept.note'),
  undecided('BadPolicy', 'policy.txt, line 3: UnknownKeyword'),
]
const ofEach = findings.map(finding => tampered(finding, undefined, { file: 'head' }))

const wordsIn = (language: (typeof languages)[number]) => createVerdictWords(catalogue, language)

describe('what a check of the log prints', () => {
  it('given each verdict in each language, then it reads as in verdicts.txt', async () => {
    const said = languages.flatMap(language => {
      const { sentencesOf } = wordsIn(language)
      return [
        `=== ${language}`,
        ...verdicts.map((verdict, i) => {
          const lines = sentencesOf(verdict, 'policy.txt')
          // Every proof ends with the same three.
          return (verdict.kind === 'proven' && i > 0 ? lines.slice(0, -3) : lines).join('\n')
        }),
        ofEach.map(verdict => sentencesOf(verdict, '')[0]).join('\n'),
      ]
    })
    await expect(`${said.join('\n\n')}\n`).toMatchFileSnapshot(file('verdicts.txt'))
  })

  it('given each, then all languages have the same lines with the same figures, and nothing is left out', () => {
    const before = catalogue.fallbacks()
    const figures = (line = ''): readonly string[] =>
      (line.match(/\d{2,}|[A-Za-z0-9+/]{43}=|\w+\.\w+\.example/g) ?? []).toSorted()
    for (const verdict of [...verdicts, ...ofEach]) {
      const english = wordsIn(tag('en')).sentencesOf(verdict, 'policy.txt')
      for (const language of languages) {
        const said = wordsIn(language).sentencesOf(verdict, 'policy.txt')
        expect(said.map(figures), said[0]).toEqual(english.map(figures))
        expect(
          said.filter(line => leftOver.test(line)),
          said[0],
        ).toEqual([])
      }
    }
    expect(catalogue.fallbacks()).toBe(before)
  })

  it('given each finding and reason, then its name stands in every language, and no other has words', () => {
    for (const language of languages) {
      const { sentencesOf } = wordsIn(language)
      for (const verdict of ofEach) expect(sentencesOf(verdict, '')[0]).toContain(verdict.finding)
      for (const reason of reasons) expect(sentencesOf(undecided(reason), '')[0]).toContain(reason)
    }
    const { audit } = readJson(import.meta.dirname, '../../locales/en/audit.json')
    const { finding, reason, mend } = audit as Readonly<Record<string, object>>
    expect(Object.keys(finding ?? {})).toEqual(findings)
    expect([reason, mend].map(words => Object.keys(words ?? {}))).toEqual([reasons, reasons])
  })
})

describe('what a bundle says about checking it by hand', () => {
  const abouts: readonly HowtoAbout[] = [
    { kind: 'parts', seq: 5 },
    { kind: 'log', size: 1297 },
  ]
  const fence = /```sh\n[\s\S]*?```/g
  const marked = (about: HowtoAbout, language: (typeof languages)[number]): string =>
    howtoIn(language, { catalogue, marking: 'TLP:AMBER', about })

  it('given a part and a whole log in each language, then it reads as in howto.txt', async () => {
    const said = languages.flatMap(language => {
      const [part = [], log = []] = abouts.map(about =>
        marked(about, language).replace(fence, '    …').trimEnd().split('\n\n'),
      )
      return [...part, '…', ...log.filter(text => !part.includes(text)), '']
    })
    await expect(said.join('\n\n')).toMatchFileSnapshot(file('howto.txt'))
  })

  it('given any two languages, then what is typed is the same, and so is what it prints', () => {
    for (const about of abouts) {
      const typed = languages.map(language => marked(about, language).match(/`[^`]+`|```[^`]+```/g))
      expect(new Set(typed.map(code => JSON.stringify(code?.toSorted()))).size).toBe(1)
      expect(typed[0]?.length).toBeGreaterThan(7)
    }
  })
})
