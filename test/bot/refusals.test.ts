import { describe, expect, it } from 'vitest'
import { joined, type SpokenCard } from '../../src/card/spoken.ts'
import type { Language, PlatformName } from '../../src/kit/ids.ts'
import type { Actor, Answer } from '../../src/ports/platform.ts'
import { labelsBy } from '../../src/referral/cards/labels.ts'
import { refusalCard } from '../../src/referral/cards/refusal.ts'
import { commands } from '../../src/referral/commands/index.ts'
import type { Problem, Refusal } from '../../src/referral/refusals.ts'
import { directory, hkc, kcs, languages, officerAt } from '../referral/desks.ts'
import { drafted, id, inState } from '../referral/sample.ts'
import { hearWhereOthersWereFirst } from './busy-world.ts'
import { everyRefusal } from './every-refusal.ts'
import { allTexts, leftOver, speaker } from './spoken.ts'

const made = everyRefusal
const all = Object.values(made).flat()
const labels = labelsBy(commands, undefined)
const said = (refusal: Refusal, language: Language): SpokenCard =>
  speaker.card(refusalCard(refusal, labels), {
    languages: [language],
    zones: directory.zonesFor(hkc),
  })

const withHeadline = (answer: Answer): string =>
  answer.kind === 'refusal' ? joined(answer.card.headline) : answer.kind

describe('refusals', () => {
  it('given every way to be refused, then every kind and every problem of an input came about', () => {
    expect([...new Set(all.map(r => r.kind))].toSorted()).toEqual(Object.keys(made).toSorted())
    for (const [kind, refusals] of Object.entries(made))
      expect(
        refusals.map(r => r.kind),
        kind,
      ).toEqual(refusals.map(() => kind))
    const reasons: Readonly<Record<Problem['reason'], true>> = {
      Missing: true,
      NotAChoice: true,
      NoOffset: true,
      NotAnInstant: true,
      NotADate: true,
      NotANumber: true,
      NotADigest: true,
      NotAReference: true,
      NotLater: true,
      EndsTooEarly: true,
      NotAColleague: true,
      TooLong: true,
      OwnDesk: true,
      NotATime: true,
      NotAZone: true,
      NotOnDutyThen: true,
      TooFarAway: true,
      SameTime: true,
      Past: true,
      NotYet: true,
      NotContacts: true,
      LegTooEarly: true,
      ArrivesTooEarly: true,
      OnlyOne: true,
      OnlyOneName: true,
      NotLaterDay: true,
      HasVersion: true,
      TooMany: true,
      NotAnEntry: true,
      NotALine: true,
      UnknownWitness: true,
      WrongCosignature: true,
    }
    const problems = all.flatMap(r => (r.kind === 'BadInput' ? r.problems : []))
    expect([...new Set(problems.map(p => p.reason))].toSorted()).toEqual(
      Object.keys(reasons).toSorted(),
    )
    expect(Object.keys(made)).toHaveLength(38)
  })

  it('given each refusal in each language, then it says why and what to do next, and nothing is left out', () => {
    let seen = 0
    for (const language of languages) {
      const headlines = all.map(refusal => {
        const card = said(refusal, language)
        expect(
          allTexts(card).filter(t => leftOver.test(t) || t === ''),
          refusal.kind,
        ).toEqual([])
        expect(card.lines.length, `${refusal.kind}: what next`).toBeGreaterThan(0)
        seen++
        return joined(card.headline)
      })
      // Bad input has one headline for all its problems; each other refusal has its own.
      expect(new Set(headlines).size, language).toBe(all.length - (made.BadInput.length - 1))
    }
    expect(seen).toBe(4 * all.length)
  })

  it('given the same refusal, then no two languages say it alike', () => {
    for (const refusal of all)
      expect(new Set(languages.map(l => JSON.stringify(said(refusal, l)))).size).toBe(4)
  })

  it('given problems of inputs, then each has a line that begins with the label of its input', () => {
    const [first] = made.BadInput
    const lines = first ? said(first, 'en' as Language).lines.map(joined) : []
    expect(lines).toEqual([
      'To: Please fill this in.',
      'Category: Please fill this in.',
      'Priority: Please fill this in.',
      'Subject: Please fill this in.',
      'Facts: Please fill this in.',
    ])
  })

  it('given hostile or endless text that was typed, then it is shown short and made visible', () => {
    const card = said({ kind: 'UnknownCommand', typed: 'z'.repeat(5000) }, 'en' as Language)
    expect(joined(card.headline).length).toBeLessThan(100)
    expect(
      joined(said({ kind: 'UnknownCommand', typed: '/ref\u202Eerral' }, 'en' as Language).headline),
    ).toContain('[U+202E]')
  })
})

describe('refusals that only the whole bot can make', () => {
  const actor = (workspace: string): Actor => ({
    platform: 'test' as PlatformName,
    workspace,
    user: 'officer',
  })

  it('given a stranger, then it is told in the language of the platform and nothing is tried', async () => {
    const { hear, tries } = hearWhereOthersWereFirst(drafted())
    const act = { kind: 'command', text: `/referral send ${id}` } as const
    const answers = await Promise.all(
      [['ko-KR'], ['zh-TW'], [], undefined].map(tags =>
        hear({ key: 'k', actor: actor('mars'), act, ...(tags ? { languages: tags } : {}) }),
      ),
    )
    expect(answers.map(withHeadline)).toEqual(
      ['ko', 'zh-HK', 'en', 'en'].map(l =>
        joined(said({ kind: 'UnknownPerson' }, l as Language).headline),
      ),
    )
    expect(tries()).toBe(0)
  })

  it('given others who are always first, then after eight tries it says so', async () => {
    const { hear, tries } = hearWhereOthersWereFirst(drafted())
    const act = { kind: 'command', text: `/referral send ${id}` } as const
    const answer = await hear({ key: 'k', actor: actor('hkc'), act })
    expect(withHeadline(answer)).toBe(joined(said({ kind: 'Busy' }, 'zh-HK' as Language).headline))
    expect(tries()).toBe(8)
  })

  it('given a draft, then the other side and a third desk are told that it is not there', async () => {
    const { hear, tries } = hearWhereOthersWereFirst(drafted())
    for (const text of [`/referral view ${id}`, `/referral acknowledge ${id}`])
      for (const desk of ['kcs', 'gdf']) {
        const answer = await hear({ key: 'k', actor: actor(desk), act: { kind: 'command', text } })
        const language = (desk === 'kcs' ? 'ko' : 'en') as Language
        expect(withHeadline(answer)).toBe(
          joined(said({ kind: 'UnknownReferral', ref: id }, language).headline),
        )
      }
    expect(tries()).toBe(0)
  })

  it('given a stale button, then the refusal carries the present status and the present buttons', async () => {
    const on = inState('sent')
    const { hear } = hearWhereOthersWereFirst(on)
    const answer = await hear({
      key: 'k',
      actor: { ...actor('kcs') },
      act: { kind: 'button', data: `v1:${id}:acknowledge:1` },
    })
    const card = answer.kind === 'refusal' ? answer.card : undefined
    const handling = ['acknowledge', 'request-info', 'duplicate', 'hand-over', 'snooze']
    const present = [...handling, 'note', 'translate']
    expect(card?.buttons.map(b => b.data)).toEqual(
      present.map(name => `v1:${id}:${name}:${on.revision}`),
    )
    expect(card?.fields.map(f => joined(f.value))).toContain('발송')
    expect(officerAt(kcs).language).toBe('ko')
  })
})
