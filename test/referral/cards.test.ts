import { describe, expect, it } from 'vitest'
import { joined } from '../../src/card/spoken.ts'
import { tlps } from '../../src/codes/tlp.ts'
import { states } from '../../src/kit/codes.ts'
import type { Language } from '../../src/kit/ids.ts'
import { hours, minutes, plus, toRfc3339 } from '../../src/kit/time.ts'
import type { Content } from '../../src/ports/vault.ts'
import { cleared } from '../../src/referral/cards/clearance.ts'
import { calledFor, escalationCard } from '../../src/referral/cards/escalation.ts'
import { happenedCard } from '../../src/referral/cards/happened.ts'
import { doneCard, viewCard } from '../../src/referral/cards/private.ts'
import { referralCard } from '../../src/referral/cards/referral.ts'
import { basisOf, startClock } from '../../src/referral/clocks.ts'
import { commands } from '../../src/referral/commands/index.ts'
import type { Escalated, ReferralEvent } from '../../src/referral/events.ts'
import { evolve } from '../../src/referral/evolve.ts'
import { type Referral, whoseTurn } from '../../src/referral/referral.ts'
import { started } from '../../src/referral/running.ts'
import { spoken } from '../bot/spoken.ts'
import { onSide } from './desks.ts'
import { afterOf, attempt, folded, given, id, inState, start } from './sample.ts'

const nothing: ReadonlyMap<string, Content> = new Map()
const facts = (referral: Referral, contents = nothing) => ({ referral, contents })

const ref = { item: 'i', commit: 'c', bytes: 1 }
const text = {
  part: 'referral',
  language: 'en' as Language,
  ref,
  by: onSide('sender').id,
  at: start,
} as const

const late: Escalated = {
  type: 'referral.escalated',
  deadline: 'ack',
  owner: 'receiver',
  step: 2,
  due: toRfc3339(plus(start, minutes(16))),
  tell: ['duty'],
  missed: [],
}

const stillDue = (...of: Parameters<typeof calledFor>): boolean => calledFor(...of) !== undefined

describe('the cards of a referral', () => {
  it('given each state, then a button of the card is there exactly if its side may press it', () => {
    let buttons = 0
    for (const state of states)
      for (const side of ['sender', 'receiver'] as const) {
        const r = inState(state)
        const shown = referralCard(facts(r), side, commands).buttons.map(b => b.command)
        const all = viewCard(facts(r), onSide(side), commands).buttons.map(b => b.command)
        const allowed = commands
          .filter(c => {
            const tried = c.by !== 'new' && attempt({ name: c.name, by: onSide(side), on: r })
            // What only lacks an input may be begun: its button opens the form.
            return tried && (tried.ok || tried.error.kind === 'BadInput')
          })
          .map(c => c.name)
        expect(all, `${state} ${side}`).toEqual(allowed)
        expect(shown.at(-1)).toBe('view')

        if (whoseTurn(r) === side) expect(shown.length, `${state} ${side}`).toBeGreaterThan(1)
        buttons += all.length
      }
    expect(buttons).toBeGreaterThan(80)
  })

  it('given more buttons than a platform shows, then the first two and the way to the rest', () => {
    const many = commands.map(c => ({ ...c, button: { in: states, style: 'plain' } as const }))
    const { buttons } = referralCard(facts(inState('sent')), 'both', many)
    expect(buttons.map(b => b.command)).toEqual(['acknowledge', 'request-info', 'view'])
  })

  it('given each button, then it carries the referral and the revision that was shown', () => {
    const r = inState('acknowledged')
    const { buttons } = referralCard(facts(r), 'receiver', commands)
    expect(buttons.map(b => [b.command, b.subject, b.revision])).toEqual([
      ['accept', id, r.revision],
      ['decline', id, r.revision],
      ['view', id, r.revision],
    ])
  })

  it('given a channel, then the card shows the subject there and the facts only in private', () => {
    const r = { ...inState('sent'), texts: [text] }
    const content = { subject: 'Film', narrative: 'Seen', identifiers: '203.0.113.7' }
    const contents = new Map([[ref.item, content]])
    const labels = (card: ReturnType<typeof viewCard>) => card.quotes.map(q => q.label)
    expect(labels(referralCard(facts(r, contents), 'both', commands))).toEqual(['form.subject'])
    expect(labels(viewCard(facts(r, contents), onSide('receiver'), commands))).toEqual([
      'form.subject',
      'form.narrative',
      'form.identifiers',
    ])
    const shared = JSON.stringify(referralCard(facts(r, contents), 'both', commands))
    expect(shared).not.toMatch(/Seen|203\.0/)
  })

  it('given texts that were erased, then the cards are whole without them', () => {
    const r = { ...inState('declined'), texts: [text] }
    const declined: ReferralEvent = {
      type: 'referral.declined',
      reason: 'duplicate',
      clocks: [],
      text: { language: 'en', ref },
    }
    const happened = { event: declined, at: start, by: onSide('receiver').id }
    expect([
      referralCard(facts(r), 'both', commands).quotes,
      viewCard(facts(r), onSide('sender'), commands).quotes,
      happenedCard(facts(r), happened, commands).quotes,
    ]).toEqual([[], [], []])
  })

  it('given a deadline of the reply before that of the receipt, then each is asked for by its own', () => {
    const r = inState('sent')
    const swapped = r.deadlines.map(d => ({
      ...d,
      due: plus(start, minutes(d.name === 'ack' ? 60 : 30)),
    }))
    const [line] = referralCard(facts({ ...r, deadlines: swapped }), 'both', commands).lines
    expect(line).toMatchObject({
      key: 'referral.ask_ack',
      params: { due: { kind: 'instant', at: plus(start, minutes(60)) } },
    })
  })

  it('given a call that comes after the act, then it calls nobody and says where things stand', () => {
    const reach = { mentions: [onSide('receiver', 'duty').id], phone: '+82 0' }
    const sent = evolve(inState('sent'), id, { event: late, at: start, by: 'clock' })
    const early = escalationCard(sent, late, 'owner', reach, commands)
    const later = escalationCard(inState('acknowledged'), late, 'owner', reach, commands)
    expect([stillDue(sent, late), stillDue(inState('acknowledged'), late)]).toEqual([true, false])
    expect([early.tone, early.mentions]).toEqual(['urgent', reach.mentions])
    expect([later.tone, later.mentions]).toEqual(['calm', []])
    expect(later.headline).toMatchObject({ key: 'card.headline' })
    expect(later.lines).toEqual([{ kind: 'words', key: 'escalation.over' }])
  })

  it('given a thread, then the line and the call name the same deadline', () => {
    const sent = evolve(inState('sent'), id, { event: late, at: start, by: 'clock' })
    const happened = { event: late, at: start, by: 'clock' } as const
    const line = JSON.stringify(happenedCard(facts(sent), happened, commands))
    const call = JSON.stringify(escalationCard(sent, late, 'owner', { mentions: [] }, commands))
    const due = `"at":${plus(start, minutes(16))}`
    expect([line.includes(due), call.includes(due)]).toEqual([true, true])
  })

  it('given a clock that runs again, then only its last call still calls', () => {
    const forwarded = inState('forwarded')
    const due = forwarded.deadlines.find(d => d.name === 'chase')?.due ?? start
    const first = { ...late, deadline: 'chase', step: 0, due: toRfc3339(due) } as const
    const once = evolve(forwarded, id, { event: first, at: due, by: 'clock' })
    const second = { ...first, step: 1 }
    const twice = evolve(once, id, { event: second, at: due, by: 'clock' })
    expect([stillDue(once, first), stillDue(twice, first), stillDue(twice, second)]).toEqual([
      true,
      false,
      true,
    ])
    const said = (r: Referral, e: Escalated) =>
      JSON.stringify(escalationCard(r, e, 'owner', { mentions: [] }, commands).lines)
    expect(said(twice, second)).toContain('"escalation.again","params":{"every":')
    expect(said(twice, second)).toContain(`"ms":${hours(12)}`)
    expect(said(twice, first)).not.toContain('escalation.again')
  })

  it('given a reminder, then it is none of something late, and calls all the same', () => {
    const reminder = { ...late, step: 0, planned: toRfc3339(plus(start, minutes(8))) }
    const r = evolve(inState('sent'), id, { event: reminder, at: start, by: 'clock' })
    const mentions = [onSide('receiver', 'duty').id]
    const card = escalationCard(r, reminder, 'owner', { mentions }, commands)
    expect([card.tone, card.mentions]).toEqual(['attention', mentions])
    expect(card.headline).toMatchObject({ key: 'escalation.soon' })
    // One that waited until it was late is late.
    const waited = { ...reminder, planned: toRfc3339(plus(start, minutes(16))) }
    const overdue = escalationCard(r, waited, 'owner', { mentions }, commands)
    expect(overdue.headline).toMatchObject({ key: 'escalation.late_ack' })
    const channel = escalationCard(r, waited, 'channel', { mentions, phone: '1' }, commands)
    expect([channel.mentions, JSON.stringify(channel.lines)]).toEqual([
      [],
      expect.stringContaining('escalation.not_acted'),
    ])
  })

  it('given steps leapt over, then the call says how many and why', () => {
    const because = (kind: 'down' | 'clock') =>
      ({ kind, from: toRfc3339(start), to: toRfc3339(plus(start, hours(3))) }) as const
    const lines = (more: Partial<Escalated>) => {
      const event = { ...late, missed: [0, 1], missedRounds: 3, ...more }
      const r = evolve(inState('sent'), id, { event, at: start, by: 'clock' })
      const card = escalationCard(r, event, 'owner', { mentions: [] }, commands)
      return spoken(card, 'en').lines.map(joined).slice(1)
    }
    const count = 'Earlier steps passed over: 5'
    const span = '2026-11-23 14:37 HKT / 15:37 KST to 2026-11-23 17:37 HKT / 18:37 KST'
    expect([
      lines({}),
      lines({ because: { kind: 'hours' } }),
      lines({ because: because('down') }),
      lines({ because: because('clock') }),
    ]).toEqual([
      [count],
      ['Outside working hours, calls were held back.'],
      [count, `The system was not running from ${span}.`],
      [count, `The system time was in doubt from ${span}.`],
    ])
  })
})

describe('what a card may show', () => {
  const marked = (tlp: string): Referral => {
    const r = inState('sent')
    return { ...r, texts: [text], ...(r.marking ? { marking: { ...r.marking, tlp } } : {}) }
  }
  const contents = new Map([[ref.item, { subject: 'Film' }]])

  it('given each marking and clearance, then the words are there exactly up to the clearance', () => {
    const shown = tlps.map(clearance =>
      tlps.filter(tlp => {
        const r = marked(tlp)
        const c = cleared(referralCard(facts(r, contents), 'both', commands), r, clearance)
        return c.quotes.length > 0
      }),
    )
    expect(shown).toEqual(tlps.map((_, i) => tlps.slice(i)))
    expect(shown.flat()).toHaveLength(15)
  })

  it('given a card above its channel, then it has category, clock, buttons and why, and no parties', () => {
    const r = marked('red')
    const whole = referralCard(facts(r, contents), 'both', commands)
    const c = cleared(whole, r, 'amber-strict')
    expect(c.fields.map(f => f.label)).toEqual(['form.category', 'ui.due'])
    expect(c.lines.at(-1)).toEqual({ kind: 'words', key: 'card.above_clearance' })
    expect([c.headline, c.marking, c.buttons]).toEqual([
      whole.headline,
      whole.marking,
      whole.buttons,
    ])
    expect(JSON.stringify(c)).not.toMatch(/cyber|Film/)
  })

  it('given places, then one of the list is named and any other is said to be free text', () => {
    const r: Referral = {
      ...inState('sent'),
      category: 'tobacco',
      texts: [{ ...text, part: 'details' }],
    }
    const words = { loading: 'ＫＲ PUS', via: 'Pier 9, old harbour', bill: 'Busan' }
    const view = viewCard(facts(r, new Map([['i', words]])), onSide('sender'), commands)
    const said = (l: 'en' | 'zh-HK') => spoken({ ...view, quotes: [] }, l).lines.map(joined)
    expect(said('en')).toEqual([
      'ＫＲ PUS: Busan',
      'Pier 9, old harbour: not in the list of places; kept as given',
    ])
    expect(said('zh-HK')[1]).toBe('Pier 9, old harbour：不在地點列表內，按原文保留')
    expect(view.quotes.map(q => q.text)).toContain('Pier 9, old harbour')
  })

  it('given an HS code, then the view has it as it is written, with its words where there are any', () => {
    const said = (hs: string, language: 'en' | 'zh-HK') => {
      const r: Referral = { ...inState('sent'), category: 'tobacco', details: { hs } }
      const view = spoken(viewCard(facts(r), onSide('sender'), commands), language)
      const label = language === 'en' ? 'HS code' : '協制編號'
      return view.fields.filter(f => joined(f.label) === label).map(f => joined(f.value))
    }
    expect(said('24022090', 'en')).toEqual([expect.stringMatching(/^2402\.20\.90 \(Cig.+\)$/)])
    expect(said('240220', 'zh-HK')).toEqual([expect.stringMatching(/^2402\.20（.+）$/u)])
    expect(said('2402', 'en')).toEqual(['2402'])
    expect(said('what?\u200B', 'en')).toEqual(['what?[U+200B]'])
  })

  it('given names of persons, then the private view has them and the card of a channel has not', () => {
    const r: Referral = {
      ...inState('sent'),
      category: 'cash',
      texts: [{ ...text, part: 'details' }],
    }
    const told = facts(r, new Map([['i', { persons: '金某 KIM Mo' }]]))
    const view = viewCard(told, onSide('sender'), commands)
    expect(view.quotes.map(q => q.text)).toContain('金某 KIM Mo')
    expect(JSON.stringify(referralCard(told, 'both', commands))).not.toContain('KIM')
  })

  it('given an unknown marking, then it counts as above every clearance', () => {
    const r = marked('purple')
    const c = referralCard(facts(r, contents), 'both', commands)
    expect(tlps.map(clearance => cleared(c, r, clearance).quotes.length)).toEqual([0, 0, 0, 0, 0])
  })

  it('given a marked referral, then each of its cards has the marking line, fit for an export', () => {
    const r = inState('accepted')
    const reach = { mentions: [] }
    const happened = { event: late, at: start, by: 'clock' } as const
    const cards = [
      referralCard(facts(r), 'both', commands),
      viewCard(facts(r), onSide('sender'), commands),
      happenedCard(facts(r), happened, commands),
      escalationCard(r, late, 'owner', reach, commands),
      doneCard(r),
    ]
    const said = cards.map(c => spoken(c, 'en').marking?.map(joined).join(' · '))
    expect(new Set(said.map(String))).toEqual(
      new Set(['TLP:AMBER+STRICT · PAP:AMBER · H1 H2 · court: ask first']),
    )
    expect(said).toHaveLength(5)
  })

  it('given a note and a proposal on consent, then only the own side reads them until it is decided', () => {
    const asked = afterOf({
      name: 'ask-consent',
      by: onSide('receiver'),
      on: inState('accepted'),
    })
    const language = 'en'
    const of = (item: string) => ({ text: { language, ref: { ...ref, item } } })
    const proposed = folded(
      asked,
      [
        { type: 'referral.noted', side: 'sender', ...of('note') },
        { type: 'referral.consent_proposed', decision: 'refused', ...of('first') },
        { type: 'referral.consent_proposed', decision: 'conditions', ...of('second') },
      ],
      { by: onSide('sender') },
    )
    const decided = folded(
      proposed,
      [{ type: 'referral.consent_decided', decision: 'conditions' }],
      { by: onSide('sender', 'supervisor') },
    )
    const said = new Map([
      ['note', { note: 'private' }],
      ['first', { conditions: 'no' }],
      ['second', { conditions: 'this case only' }],
    ])
    const read = (r: Referral, side: 'sender' | 'receiver') =>
      viewCard(facts(r, said), onSide(side), commands).quotes.map(q => q.text)
    expect(read(proposed, 'receiver')).toEqual([])
    expect(read(proposed, 'sender')).toEqual(['private', 'no', 'this case only'])
    expect(read(decided, 'receiver')).toEqual(['this case only'])
    const happened = {
      event: { type: 'referral.consent_decided', decision: 'conditions' },
      at: start,
      by: onSide('sender', 'supervisor').id,
    } as const
    const line = happenedCard(facts(decided, said), happened, commands)
    expect(line.quotes.map(q => q.text)).toEqual(['this case only'])
  })

  it('given a preservation that ends, then its owner is offered the extension, and only while it may be', () => {
    const names = (r: Referral, to: 'owner' | 'other') =>
      escalationCard(r, ends, to, { mentions: [] }, commands).buttons.map(b => b.command)
    const answered = inState('answered')
    const clock = startClock(basisOf(given(onSide('receiver')), answered, 'urgent'), 'preservation')
    const before = { ...answered, deadlines: started([], clock) }
    const due = before.deadlines[0]?.due ?? start
    const ends: Escalated = {
      ...late,
      step: 0,
      deadline: 'preservation',
      owner: 'sender',
      due: toRfc3339(due),
    }
    const called = evolve(before, id, { event: ends, at: start, by: 'clock' })
    expect([names(called, 'owner'), names(called, 'other'), names(answered, 'owner')]).toEqual([
      ['extend-preservation', 'view'],
      ['view'],
      ['view'],
    ])
  })
})
