import { describe, expect, it } from 'vitest'
import { days, minutes, plus, toRfc3339 } from '../../src/kit/time.ts'
import type { Raw } from '../../src/referral/command.ts'
import { decide } from '../../src/referral/decide.ts'
import { formFor } from '../../src/referral/forms/form.ts'
import { labelOfResult, resultInputs } from '../../src/referral/forms/results.ts'
import { wordsOf } from '../../src/referral/inputs.ts'
import type { Referral } from '../../src/referral/referral.ts'
import { onSide } from './desks.ts'
import { goodForm } from './forms-good.ts'
import { afterActs, afterOf, attempt, blank, commandNamed, folded, given, start } from './sample.ts'

const sender = onSide('sender')
const receiver = onSide('receiver')
const asked = ['preserve-data', 'intel-check']
const form = { ...goodForm('ipr-online', asked), priority: 'routine', urgency: '' }
const said = {
  subject: 'A film',
  narrative: 'Seen twice.',
  ...wordsOf(formFor('ipr-online', asked).inputs, form),
}

const draft = afterOf({
  name: 'fill',
  by: sender,
  on: blank({ priority: 'routine', observed: '' }),
  raw: form,
})
const accepted = afterActs(draft, [
  ['send', 'sender'],
  ['acknowledge', 'receiver'],
  ['accept', 'receiver'],
])

const later = plus(start, minutes(30))

/** As the bot does it: with the words that the vault has. */
const amend = (on: Referral, change: Raw, by = sender) =>
  decide(
    { command: commandNamed('amend'), referral: on },
    { ...given(by, later), said },
    { ...form, ...change },
  )

const amended = (change: Raw) => {
  const decided = amend(accepted, change)
  if (!decided.ok) throw new Error(JSON.stringify(decided.error))
  const [event] = decided.value.events
  if (event?.type !== 'referral.amended') throw new Error('not amended')
  return { event, after: folded(accepted, decided.value.events, { by: sender, at: later }) }
}

const problems = (decided: ReturnType<typeof attempt>) =>
  decided.ok ? [] : decided.error.kind === 'BadInput' ? decided.error.problems : decided.error

describe('amend', () => {
  it('given nothing changed, then the log says that nothing did', () => {
    const { event, after } = amended({})
    expect(event).toMatchObject({ changes: {}, clocks: [] })
    expect(after.revision).toBe(accepted.revision + 1)
  })

  it('given figures and words changed, then figures go from and to, and words by name alone', () => {
    const { event, after } = amended({ downloaders: '41', hosting: 'Another host', tlp: 'green' })
    expect(event.changes).toEqual({
      downloaders: { from: '1200', to: '41' },
      tlp: { from: 'amber-strict', to: 'green' },
      hosting: { from: '', to: '' },
    })
    expect(JSON.stringify(event)).not.toContain('Another host')
    expect(after.details['downloaders']).toBe('41')
    expect(after.marking?.tlp).toBe('green')
  })

  it('given a raised priority, then its clocks start now; given a lowered one, then none changes', () => {
    const raised = amended({ priority: 'immediate', urgency: 'live-data' })
    expect(raised.event.clocks.map(c => [c.name, c.due])).toEqual([
      ['reply', toRfc3339(plus(later, minutes(480)))],
    ])
    expect(raised.after.priority).toBe('immediate')
    const lowered = amended({ priority: 'information' })
    expect(lowered.event).toMatchObject({ priority: 'information', clocks: [] })
    expect(lowered.after.deadlines).toEqual(accepted.deadlines)
    expect(accepted.deadlines.map(d => d.name)).toContain('reply')
  })

  it('given something mandatory taken away, then it is refused by name', () => {
    expect(problems(amend(accepted, { custodian: '', purpose: ' ' }))).toEqual([
      { input: 'purpose', reason: 'Missing' },
      { input: 'custodian', reason: 'Missing' },
    ])
    expect(problems(amend(accepted, { priority: 'urgent' }))).toEqual([
      { input: 'urgency', reason: 'Missing' },
    ])
  })

  it('given a new request, then its block must be filled in at once', () => {
    const more = { actions: [...asked, 'identify-subscriber'].join(',') }
    expect(problems(amend(accepted, more))).toEqual(
      ['korean-data', 'pieces-asked', 'later-by-mla'].map(input => ({ input, reason: 'Missing' })),
    )
  })

  it('given a stricter marking, then one officer may set it at any time', () => {
    expect(amend(accepted, { tlp: 'red' })).toHaveProperty('value.events.0.marking.tlp', 'red')
  })

  it('given the receiver, then it may not amend, whatever the marking', () => {
    expect(amend(accepted, { tlp: 'clear' }, receiver)).toEqual({
      ok: false,
      error: { kind: 'WrongSide', needed: 'sender' },
    })
  })
})

const answer = (raw: Raw) =>
  attempt({
    name: 'answer',
    by: receiver,
    on: accepted,
    now: later,
    raw: { result: 'Done.', language: 'ko', ...raw },
  })

describe('answer', () => {
  it('given one result left out, then it is refused by name', () => {
    expect(problems(answer({ 'result-preserve-data': 'yes' }))).toEqual([
      { input: 'result-intel-check', reason: 'Missing' },
    ])
  })

  it.each([
    ['yes', '2027-02-01 00:00 KST', '2027-01-31T15:00:00.000Z'],
    ['partly', '', toRfc3339(plus(later, days(60)))],
    ['no', '', undefined],
    ['no', '2027-02-01 00:00 KST', undefined],
  ])('given data preserved: %s, until %s, then preservation runs out at %s', (kept, until, due) => {
    const decided = answer({
      'result-preserve-data': kept,
      'result-intel-check': 'none',
      'preserved-until': until,
    })
    const event = decided.ok ? decided.value.events[0] : undefined
    expect(event).toMatchObject({
      results: [
        { action: 'preserve-data', result: kept },
        { action: 'intel-check', result: 'none' },
      ],
    })
    const clocks = event?.type === 'referral.answered' ? event.clocks : []
    expect(clocks.find(c => c.name === 'preservation')?.due).toBe(due)
    expect(clocks.map(c => c.name)).toContain('feedback')
  })

  it('given an end of preservation that has passed, then it is refused', () => {
    const past = { 'result-preserve-data': 'yes', 'preserved-until': '2026-11-23 00:00 KST' }
    expect(problems(answer({ ...past, 'result-intel-check': 'none' }))).toEqual([
      { input: 'preserved-until', reason: 'NotLater' },
    ])
  })

  it('given each kind of result, then it has its words', () => {
    const inputs = Object.entries(resultInputs(['hold-and-examine', 'controlled-delivery']))
    const labels = inputs.flatMap(([name, i]) =>
      (i.choices ?? []).map(c => labelOfResult(name.replace('result-', ''), c.value)),
    )
    expect(labels).toHaveLength(7 + 3)
    expect(labels).toContain('feedback.nothing-found')
    expect(labelOfResult('intel-check', 'sideways')).toBeUndefined()
  })
})

const answered = folded(
  accepted,
  (() => {
    const decided = answer({ 'result-preserve-data': 'yes', 'result-intel-check': 'none' })
    return decided.ok ? decided.value.events : []
  })(),
  { by: receiver, at: later },
)

const row = (n: number, kind: string, value: string, more: Raw = {}): Raw => ({
  [`measure-${n}-kind`]: kind,
  [`measure-${n}-value`]: value,
  [`measure-${n}-basis`]: 'own',
  ...Object.fromEntries(Object.entries(more).map(([part, v]) => [`measure-${n}-${part}`, v])),
})

const close = (raw: Raw) =>
  attempt({ name: 'close', by: sender, on: answered, raw: { outcome: 'success', ...raw } })

describe('close', () => {
  it('given three results, then each has its unit, and money its currency in minor units', () => {
    const decided = close({
      ...row(1, 'cigarettes', '8,000,000', { basis: 'third' }),
      ...row(2, 'cash', '1,234.50', { currency: 'hkd' }),
      ...row(3, 'drugs', '1.5', { unit: 'g' }),
    })
    expect(decided.ok ? decided.value.events : decided.error).toEqual([
      {
        type: 'referral.closed',
        outcome: 'success',
        measures: [
          { kind: 'cigarettes', value: '8000000', unit: 'stick', basis: 'third' },
          { kind: 'cash', value: '123450', unit: 'minor', currency: 'HKD', basis: 'own' },
          { kind: 'drugs', value: '1.500', unit: 'g', basis: 'own' },
        ],
      },
    ])
  })

  it.each<[Raw, string, string]>([
    [row(1, 'cash', '5'), 'measure-1-currency', 'Missing'],
    [row(1, 'cash', '5', { currency: 'XAU' }), 'measure-1-currency', 'NotAChoice'],
    [row(2, 'cigarettes', '5', { currency: 'HKD' }), 'measure-2-currency', 'NotAChoice'],
    [row(2, 'cigarettes', '5', { unit: 'g' }), 'measure-2-unit', 'NotAChoice'],
    [row(2, 'cigarettes', '1.5'), 'measure-2-value', 'NotANumber'],
    [row(3, 'drugs', '5'), 'measure-3-unit', 'Missing'],
    [row(3, 'parcels', ''), 'measure-3-value', 'Missing'],
    [row(3, 'parcels', '5', { basis: '' }), 'measure-3-basis', 'Missing'],
    [{ 'measure-1-value': '5' }, 'measure-1-kind', 'Missing'],
    [{ outcome: 'too-late' }, 'cause', 'Missing'],
  ])('given %o, then %s is refused', (raw, input, reason) => {
    expect(problems(close(raw))).toEqual([{ input, reason }])
  })
})

describe('what follows', () => {
  it('given an answer, when it is followed up, then a linked draft begins', () => {
    const raw = { priority: 'urgent', subject: 'More', narrative: 'Who paid?', language: 'en' }
    const decided = attempt({ name: 'follow-up', by: sender, on: answered, raw })
    expect(decided.ok ? decided.value.events : decided.error).toEqual([
      {
        type: 'referral.drafted',
        from: answered.from,
        to: answered.to,
        category: 'ipr-online',
        priority: 'urgent',
        parent: { id: answered.id, kind: 'follow-up' },
      },
    ])
  })

  it('given preserved data, when it is extended, then the new request is complete and only for that', () => {
    const command = commandNamed('extend-preservation')
    const decided = decide({ command, referral: answered }, { ...given(sender), said }, {})
    if (!decided.ok) throw new Error(JSON.stringify(decided.error))
    const child = folded(undefined, decided.value.events, { by: sender })
    expect(child).toMatchObject({
      parent: { id: answered.id, kind: 'extension' },
      actions: ['preserve-data'],
      marking: answered.marking,
    })
    expect(decided.value.opening).toEqual({ subject: 'A film', narrative: 'Seen twice.' })
    expect(decided.value.words['custodian']).toBe('Said of custodian')
    expect(attempt({ name: 'send', by: sender, on: child }).ok).toBe(true)
  })

  it('given nothing preserved, then there is nothing to extend', () => {
    const on = { ...answered, deadlines: [] }
    expect(attempt({ name: 'extend-preservation', by: sender, on })).toEqual({
      ok: false,
      error: { kind: 'NothingAsked' },
    })
  })
})
