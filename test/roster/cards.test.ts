import { describe, expect, it } from 'vitest'
import type { Card, Term } from '../../src/card/card.ts'
import { days, hours, minutes } from '../../src/kit/time.ts'
import { dutyCard } from '../../src/roster/cards/card.ts'
import type { DutyCardFacts } from '../../src/roster/cards/facts.ts'
import type { DutyRecipe } from '../../src/roster/effects.ts'
import { gdf, kcs } from '../referral/desks.ts'
import { inState } from '../referral/sample.ts'
import {
  accepted,
  factsOf,
  happened,
  id,
  later,
  othersDraft,
  ownDraft,
  rfc,
  roster,
  sent,
} from './duty-sample.ts'

const make = (recipe: DutyRecipe, more: Partial<DutyCardFacts> = {}): Card =>
  dutyCard(recipe, factsOf(more))

const note: DutyRecipe = { card: 'shift', shift: 7 }
const call: DutyRecipe = {
  card: 'shift-call',
  shift: 7,
  call: 2,
  called: [id('hkc.duty'), id('hkc.supervisor')],
}
const swapped = { id: 4, officer: id('hkc.duty'), with: id('hkc.officer') }
const swap = { ...swapped, from: rfc(hours(1)), to: rfc(hours(9)) }
const asked = {
  ...roster,
  swaps: [{ ...swapped, from: later(hours(1)), to: later(hours(9)) }],
}
const nextShift = {
  ...roster,
  shift: {
    n: 8,
    since: later(hours(19)),
    from: [id('hkc.duty')],
    to: [id('hkc.officer')],
    told: later(hours(19)),
    calls: [],
  },
}

/** Everything that a term says, keys and values, in order. */
const said = (term: Term): string =>
  term.kind === 'words'
    ? [term.key, ...Object.values(term.params ?? {}).map(said)].join(' ')
    : JSON.stringify(term)
const lines = (card: Card): readonly string[] => card.lines.map(said)
const refs = (card: Card): readonly string[] =>
  lines(card).flatMap(l => /[A-Z]{2}-2026-\d{6}/.exec(l)?.[0] ?? [])

describe('the hand-over note', () => {
  it('given it is not accepted, then it calls who comes, and its button carries desk and shift', () => {
    const card = make(note)
    expect(card.mentions).toEqual(['hkc.duty'])
    expect(card.buttons).toEqual([
      {
        command: 'duty-accept',
        subject: 'hkc.cyber',
        revision: 7,
        label: 'button.duty_accept',
        style: 'primary',
      },
    ])
    expect(card.tone).toBe('attention')
  })

  it('given it is accepted, then it is calm, says by whom and calls nobody', () => {
    const card = make(note, { roster: accepted })
    expect(card).toMatchObject({ tone: 'calm', mentions: [], buttons: [] })
    expect(said(card.headline)).toBe('duty.shift_accepted')
    expect(card.fields.map(f => f.label)).toContain('duty.accepted_by')
  })

  it('given the next shift began and nobody had accepted, then it says so and calls nobody', () => {
    const card = make(note, {
      roster: nextShift,
      happened: happened(
        {
          type: 'duty.shift_changed',
          shift: 8,
          at: rfc(hours(19)),
          from: ['hkc.duty'],
          to: ['hkc.officer'],
        },
        'clock',
      ),
    })
    expect(said(card.headline)).toBe('duty.shift_never')
    expect(card).toMatchObject({ tone: 'calm', mentions: [], buttons: [] })
  })

  it('given its acceptance is sent when the next shift runs, then it is not said to be unaccepted', () => {
    const card = make(note, {
      roster: nextShift,
      happened: happened({ type: 'duty.shift_accepted', shift: 7 }),
    })
    expect(said(card.headline)).toBe('duty.shift_accepted')
    expect(said(make(note, { roster: nextShift }).headline)).toBe('duty.shift_over')
  })

  it('given nobody comes on duty, then those are called who can put somebody on duty', () => {
    const shift = {
      n: 7,
      since: later(0),
      from: [id('hkc.duty')],
      to: [],
      told: later(0),
      calls: [],
    }
    const card = make(note, { roster: { ...roster, shift } })
    expect(card).toMatchObject({ tone: 'urgent', mentions: ['hkc.supervisor'], buttons: [] })
    expect(said(card.headline)).toBe('duty.shift_nobody_title')
  })

  it('given an officer who has left the directory, then he is named by his id and not called', () => {
    const shift = {
      n: 7,
      since: later(0),
      from: [id('hkc.gone')],
      to: [id('hkc.left'), id('hkc.duty')],
      told: later(0),
      calls: [],
    }
    const card = make(note, { roster: { ...roster, shift } })
    expect(card.mentions).toEqual(['hkc.duty'])
    expect(card.fields[0]?.value).toEqual({ kind: 'data', text: 'hkc.gone' })
  })

  it('given open items, then what is past or due before the next change comes first and is marked', () => {
    const card = make(note, {
      open: [sent(1, days(3)), sent(2, hours(2)), sent(3, hours(30)), sent(4, -hours(1))],
    })
    expect(refs(card)).toEqual([4, 2, 3, 1].map(n => `HK-2026-00000${n}`))
    const marks = lines(card)
      .slice(2)
      .map(l => l.split(' ')[0])
    expect(marks).toEqual(['duty.due_past', 'duty.due_first', 'list.item', 'list.item'])
  })

  it('given records that are lost before the reply is due, then that time counts', () => {
    const both = sent(5, days(3))
    const evidence = both.deadlines.map(d => ({
      ...d,
      name: 'evidence' as const,
      due: later(hours(3)),
    }))
    const card = make(note, { open: [{ ...both, deadlines: [...both.deadlines, ...evidence] }] })
    expect(lines(card).some(l => l.startsWith('duty.due_first'))).toBe(true)
  })

  it('given drafts, closed ones and those of others, then only what is the business of the desk is there', () => {
    const elsewhere = { ...sent(6, hours(1)), from: gdf, to: kcs }
    const card = make(note, { open: [ownDraft, othersDraft, inState('closed'), elsewhere] })
    expect(refs(card)).toEqual([ownDraft.id])
    expect(JSON.stringify(card)).not.toContain(othersDraft.id)
  })

  it('given 20 items, then all are named; given 23, then 20 and how many more', () => {
    const items = (n: number) => Array.from({ length: n }, (_, i) => sent(i + 1, minutes(i)))
    const full = make(note, { open: items(20) })
    const over = make(note, { open: items(23) })
    expect(refs(full)).toHaveLength(20)
    expect(lines(full).some(l => l.startsWith('duty.and_more'))).toBe(false)
    expect(refs(over)).toHaveLength(20)
    expect(lines(over).at(-1)).toBe('duty.and_more {"kind":"number","value":3}')
  })
})

describe('a call to accept', () => {
  it('given nobody has accepted, then it calls those it names', () => {
    const card = make(call)
    expect(card).toMatchObject({
      tone: 'urgent',
      buttons: [{ command: 'duty-accept', revision: 7 }],
    })
    expect(card.mentions.toSorted()).toEqual(['hkc.duty', 'hkc.supervisor'])
  })

  it('given it was accepted or is over, then it is taken back', () => {
    for (const settled of [accepted, nextShift])
      expect(make(call, { roster: settled })).toMatchObject({
        tone: 'calm',
        mentions: [],
        buttons: [],
      })
  })
})

describe('a swap', () => {
  it('given it is asked for, then the one asked is called, with a yes and a no that carry its number', () => {
    const card = make({ card: 'swap', swap }, { roster: asked })
    expect(card.mentions).toEqual(['hkc.officer'])
    expect(card.buttons.map(b => [b.command, b.subject, b.revision])).toEqual([
      ['duty-swap-accept', 'hkc.cyber', 4],
      ['duty-swap-decline', 'hkc.cyber', 4],
    ])
  })

  it('given an outcome, or that it is gone, then it says so and calls nobody', () => {
    const outcomes = ['accepted', 'declined', 'cancelled'] as const
    const cards = outcomes.map(outcome => make({ card: 'swap', swap, outcome }, { roster: asked }))
    const all = [...cards, make({ card: 'swap', swap })]
    expect(all.map(c => said(c.headline))).toEqual([...outcomes, 'over'].map(o => `duty.swap_${o}`))
    expect(all.flatMap(c => [...c.mentions, ...c.buttons])).toEqual([])
  })
})

describe('what lies ahead', () => {
  const gap = { kind: 'gap' as const, from: rfc(days(1)), to: rfc(days(2)) }
  const away = {
    ...roster,
    leaves: [
      { id: 1, officer: id('hkc.duty'), from: later(-days(1)), to: later(days(9)) },
      { id: 2, officer: id('hkc.officer'), from: later(-days(1)), to: later(days(9)) },
    ],
  }

  it('given a gap that is still there, then the supervisors are called and told what to do', () => {
    const card = make({ card: 'coverage', problems: [gap] }, { roster: away })
    expect(card.mentions).toEqual(['hkc.supervisor'])
    expect(lines(card).at(-1)).toContain('/duty override')
  })

  it('given a gap that was mended or is past, then nobody is called', () => {
    const past = { ...gap, from: rfc(-days(2)), to: rfc(-days(1)) }
    const cards = [
      make({ card: 'coverage', problems: [gap] }),
      make({ card: 'coverage', problems: [past] }, { roster: away }),
    ]
    expect(cards.map(c => [said(c.headline), c.mentions])).toEqual([
      ['duty.coverage_over', []],
      ['duty.coverage_over', []],
    ])
  })

  it('given the supervisor is away too, then the head is called', () => {
    const card = make(
      { card: 'coverage', problems: [gap] },
      {
        roster: {
          ...away,
          leaves: [
            ...away.leaves,
            { id: 3, officer: id('hkc.supervisor'), from: later(-days(1)), to: later(days(1)) },
          ],
        },
      },
    )
    expect(card.mentions).toEqual(['hkc.head'])
  })

  it('given a year without holidays, then it says which file is lacking until it is there', () => {
    const ending = make({ card: 'calendar', year: 2027 })
    expect(JSON.stringify(ending)).toContain('calendars/hkc-2028.json')
    expect(ending.mentions).toEqual(['hkc.admin'])
    expect(make({ card: 'calendar', year: 2026 })).toMatchObject({ tone: 'calm', mentions: [] })
  })
})

describe('the directory', () => {
  it('given it was asked about, then it shows the officers of the desk alone and calls who may confirm', () => {
    const card = make({ card: 'confirm', call: 1 })
    expect(card.mentions).toEqual(['hkc.supervisor'])
    expect(card.buttons.map(b => [b.command, b.revision])).toEqual([['duty-confirm', 1]])
    const text = JSON.stringify(card)
    expect(text).toContain('+852 0000 0011')
    expect(text).not.toContain('kcs')
  })

  it('given it was confirmed since, then the question is taken back', () => {
    const confirmed = {
      ...roster,
      asked: { since: later(0), calls: [] },
      confirmed: { by: id('hkc.head'), at: later(0) },
    }
    expect(make({ card: 'confirm', call: 1 }, { roster: confirmed })).toMatchObject({
      tone: 'calm',
      mentions: [],
      buttons: [],
    })
  })
})

describe('the report on the clock', () => {
  const watched = (clean: boolean, missed = 0) =>
    happened(
      {
        type: 'duty.watched',
        from: rfc(-days(7)),
        to: rfc(0),
        taken: 41,
        later: [3, 1, 0, 0, 0],
        missed,
        clean,
      },
      'clock',
    )

  it('given all is well, then it is calm; given it is not, then it is urgent and calls', () => {
    const tones = [watched(true), watched(true, 2), watched(false)].map(happened =>
      make({ card: 'watch' }, { happened }),
    )
    expect(tones.map(c => [c.tone, c.mentions])).toEqual([
      ['calm', []],
      ['attention', []],
      ['urgent', ['hkc.supervisor']],
    ])
  })

  it('given figures, then each is shown beside its bound', () => {
    const { fields } = make({ card: 'watch' }, { happened: watched(true, 2) })
    expect(fields.map(f => [f.label, said(f.value)])).toEqual(
      [
        ['duty.steps_taken', 41],
        ['duty.later_1s', 3],
        ['duty.later_5s', 1],
        ['duty.later_1min', 0],
        ['duty.later_15min', 0],
        ['duty.later_1h', 0],
        ['duty.steps_missed', 2],
      ].map(([label, value]) => [label, JSON.stringify({ kind: 'number', value })]),
    )
  })

  it('given no event, then it is a bug', () => {
    expect(() => make({ card: 'watch' })).toThrow('without its event')
    expect(() => make({ card: 'duty-happened' })).toThrow('without its event')
    const clocks = happened({ type: 'duty.confirm_asked', call: 1 }, 'clock')
    expect(() => make({ card: 'duty-happened' }, { happened: clocks })).toThrow('no officer')
  })
})
