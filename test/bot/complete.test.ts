import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { auditCandidates } from '../../src/bot/audit-request.ts'
import { candidates, completionsOf } from '../../src/bot/complete.ts'
import { helpOf } from '../../src/bot/help.ts'
import { rootsOf } from '../../src/bot/matter-request.ts'
import { nthReferralId } from '../../src/kit/ids.ts'
import { matters } from '../../src/matter/index.ts'
import { commands } from '../../src/referral/commands/index.ts'
import { dutyCommands } from '../../src/roster/commands/index.ts'
import { languages } from '../referral/desks.ts'
import { catalogue, tag } from './spoken.ts'

const references = Array.from({ length: 12 }, (_, i) => nthReferralId('HK', 2026, 12 - i))

const complete = (text: string, language = 'en') =>
  completionsOf(text, {
    commands,
    dutyCommands,
    matters,
    catalogue,
    language: tag(language),
    references,
  })
const inserts = (text: string) => complete(text).map(c => c.insert)

const everything = [
  '/referral new',
  ...commands.flatMap(c => (c.by === 'new' ? [] : [`/referral ${c.name} `])),
  ...commands.filter(c => c.root).map(c => `/${c.name}`),
  '/referral list',
  '/referral view ',
  ...matters.flatMap(m => [
    ...m.commands.map(c => (c.begins ? c.line : `${c.line} `)),
    ...rootsOf(m).flatMap(root => [
      ...[`/${root} list`, `/${root} view `],
      ...m.reports.map(r => `/${root} ${r.verb}`),
    ]),
  ]),
  '/duty now',
  '/duty week',
  ...dutyCommands
    .filter(c => c.under === undefined)
    .map(c => (c.root ? `/${c.verb}` : `/duty ${c.verb}`)),
  '/settings language',
  '/summary now',
  '/summary schedule',
  '/audit receipt ',
  ...auditCandidates.map(c => c.line),
  '/audit correct ',
  '/home',
  '/help',
]

const exampleFor = (line: string): string => {
  const matter = matters.find(m => rootsOf(m).some(root => line.startsWith(`/${root} `)))
  return matter ? `HK-${matter.letter}-…` : 'HK-…'
}

describe('completion', () => {
  it('given nothing or a slash, then every command is offered in the order of the help', () => {
    expect(['', '/', '  '].map(inserts)).toEqual([everything, everything, everything])
    const { topics } = helpOf(candidates({ commands, dutyCommands, matters }))
    const said = topics.flatMap(t => t.lines.map(l => l.usage))
    const usages = everything.map(line =>
      line.endsWith(' ') ? `${line}${exampleFor(line)}` : line,
    )
    expect(said.toSorted()).toEqual(usages.toSorted())
  })

  it('given a beginning in any case or width, then what it may become is offered', () => {
    expect(inserts('/referral a')).toEqual([
      '/referral approve ',
      '/referral acknowledge ',
      '/referral accept ',
      '/referral answer ',
      '/referral approve-extension ',
      '/referral amend ',
      '/referral ask-consent ',
      '/referral assign ',
    ])
    expect(inserts('REFERRAL CL')).toEqual(['/referral close '])
    expect(inserts('／ｈｅ')).toEqual(['/help'])
    expect(inserts('/m')).toEqual(['/me'])
    expect(inserts('/nothing')).toEqual([])
  })

  it('given a command that needs a reference, then at most ten of the desk are offered, newest first', () => {
    expect(inserts('/referral view ')).toEqual(
      references.slice(0, 10).map(r => `/referral view ${r}`),
    )
    expect(inserts('referral  close hk-2026-00001')).toEqual([
      '/referral close HK-2026-000012',
      '/referral close HK-2026-000011',
      '/referral close HK-2026-000010',
    ])
    expect(['/referral new ', '/referral list x', '/referral view KR'].map(inserts)).toEqual([
      [],
      [],
      [],
    ])
  })

  it('given an offer, when it is typed, then it is still offered, or is a reference that is whole', () => {
    const typed = [...everything, ...references.map(r => `/referral view ${r}`)]
    for (const line of typed)
      expect(
        inserts(line).every(i => i.startsWith(line.trimEnd())),
        line,
      ).toBe(true)
    expect(typed).toHaveLength(
      1 +
        commands.length +
        2 +
        matters.flatMap(m => m.commands).length +
        2 * matters.length +
        matters.flatMap(m => m.reports).length +
        2 +
        dutyCommands.length +
        5 +
        auditCandidates.length +
        references.length,
    )
  })

  it('given each language, then what a command does is said in it', () => {
    const labels = languages.map(l => complete('/', l).map(c => c.label))
    // A correction has two names and does one thing.
    const different = everything.length - 1
    expect(labels.map(l => new Set(l).size)).toEqual(languages.map(() => different))
    expect(new Set(labels.map(l => l.join())).size).toBe(4)
  })

  it('given any text, then nothing throws and every offer continues it', () => {
    let offered = 0
    const start = fc.constantFrom('', '/', '/referral ', '/referral view ', '/h')
    fc.assert(
      fc.property(start, fc.string({ unit: 'grapheme', maxLength: 6 }), (begin, rest) => {
        const typed = (begin + rest)
          .normalize('NFKC')
          .trimStart()
          .toLowerCase()
          .replace(/\s+/g, ' ')
        for (const offer of inserts(begin + rest)) {
          expect(offer.toLowerCase().startsWith(typed.startsWith('/') ? typed : `/${typed}`)).toBe(
            true,
          )
          offered++
        }
      }),
      { numRuns: 500 },
    )
    expect(offered).toBeGreaterThan(10)
  })
})
