import { describe, expect, it } from 'vitest'
import { states } from '../../src/kit/codes.ts'
import type { Language } from '../../src/kit/ids.ts'
import { minutes, plus, toRfc3339 } from '../../src/kit/time.ts'
import type { Content } from '../../src/ports/vault.ts'
import { escalationCard, stillDue } from '../../src/referral/cards/escalation.ts'
import { happenedCard } from '../../src/referral/cards/happened.ts'
import { viewCard } from '../../src/referral/cards/private.ts'
import { referralCard } from '../../src/referral/cards/referral.ts'
import { commands } from '../../src/referral/commands/index.ts'
import type { Escalated } from '../../src/referral/events.ts'
import { type Referral, whoseTurn } from '../../src/referral/referral.ts'
import { onSide } from './desks.ts'
import { attempt, id, inState, start } from './sample.ts'

const nothing: ReadonlyMap<string, Content> = new Map()
const facts = (referral: Referral, contents = nothing) => ({ referral, contents })

const ref = { item: 'i', commit: 'c', bytes: 1 }
const text = { part: 'referral', language: 'en' as Language, ref } as const

const late: Escalated = {
  type: 'referral.escalated',
  deadline: 'ack',
  step: 0,
  due: toRfc3339(plus(start, minutes(16))),
  tell: ['duty'],
  missed: [],
}

describe('the cards of a referral', () => {
  it('given each state, then a button of the card is there exactly if its side may press it', () => {
    let buttons = 0
    for (const state of states)
      for (const side of ['sender', 'receiver'] as const) {
        const r = inState(state)
        const shown = referralCard(facts(r), side, commands).buttons.map(b => b.command)
        const all = viewCard(facts(r), side, commands).buttons.map(b => b.command)
        const allowed = commands
          .filter(c => c.by !== 'new' && attempt({ name: c.name, by: onSide(side), on: r }).ok)
          .map(c => c.name)
        expect(all, `${state} ${side}`).toEqual(allowed)
        expect(shown.at(-1)).toBe('view')
        expect(allowed).toEqual(expect.arrayContaining(shown.slice(0, -1)))
        if (whoseTurn(r) === side) expect(shown.length, `${state} ${side}`).toBeGreaterThan(1)
        buttons += all.length
      }
    expect(buttons).toBe(13)
  })

  it('given more buttons than a platform shows, then the first two and the way to the rest', () => {
    const many = commands.map(c => ({ ...c, button: { in: states, style: 'plain' } as const }))
    const { buttons } = referralCard(facts(inState('sent')), 'both', many)
    expect(buttons.map(b => b.command)).toEqual(['create', 'send', 'view'])
  })

  it('given each button, then it carries the referral and the revision that was shown', () => {
    const r = inState('acknowledged')
    const { buttons } = referralCard(facts(r), 'receiver', commands)
    expect(buttons.map(b => [b.command, b.subject, b.revision])).toEqual([
      ['accept', id, 3],
      ['decline', id, 3],
      ['view', id, 3],
    ])
  })

  it('given a channel, then the card shows the subject there and the facts only in private', () => {
    const r = { ...inState('sent'), texts: [text] }
    const content = { subject: 'Film', narrative: 'Seen', identifiers: '203.0.113.7' }
    const contents = new Map([[ref.item, content]])
    const labels = (card: ReturnType<typeof viewCard>) => card.quotes.map(q => q.label)
    expect(labels(referralCard(facts(r, contents), 'both', commands))).toEqual(['form.subject'])
    expect(labels(viewCard(facts(r, contents), 'receiver', commands))).toEqual([
      'form.subject',
      'form.narrative',
      'form.identifiers',
    ])
    const shared = JSON.stringify(referralCard(facts(r, contents), 'both', commands))
    expect(shared).not.toMatch(/Seen|203\.0/)
  })

  it('given texts that were erased, then the cards are whole without them', () => {
    const r = { ...inState('declined'), texts: [text] }
    const declined = {
      type: 'referral.declined',
      reason: 'duplicate',
      text: { language: 'en', ref },
    } as const
    const happened = { event: declined, at: start, by: onSide('receiver').id }
    expect([
      referralCard(facts(r), 'both', commands).quotes,
      viewCard(facts(r), 'sender', commands).quotes,
      happenedCard(facts(r), happened).quotes,
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
    const early = escalationCard(inState('sent'), late, 'owner', reach)
    const later = escalationCard(inState('acknowledged'), late, 'owner', reach)
    expect([stillDue(inState('sent'), late), stillDue(inState('acknowledged'), late)]).toEqual([
      true,
      false,
    ])
    expect([early.tone, early.mentions]).toEqual(['urgent', reach.mentions])
    expect([later.tone, later.mentions]).toEqual(['calm', []])
    expect(later.headline).toMatchObject({ key: 'card.headline' })
    expect(later.lines).toEqual([{ kind: 'words', key: 'escalation.over' }])
  })

  it('given a thread, then the line and the call name the same deadline', () => {
    const line = JSON.stringify(
      happenedCard(facts(inState('sent')), { event: late, at: start, by: 'clock' }),
    )
    const call = JSON.stringify(escalationCard(inState('sent'), late, 'owner', { mentions: [] }))
    const due = `"at":${plus(start, minutes(16))}`
    expect([line.includes(due), call.includes(due)]).toEqual([true, true])
  })
})
