import { describe, expect, it } from 'vitest'
import { joined } from '../../src/card/spoken.ts'
import { allButtons } from '../../src/referral/cards/buttons.ts'
import { referralCard } from '../../src/referral/cards/referral.ts'
import { commands } from '../../src/referral/commands/index.ts'
import { onSide } from '../referral/desks.ts'
import { inState } from '../referral/sample.ts'
import { spoken } from './spoken.ts'

const asked = {
  ...inState('accepted'),
  duplicate: { of: 'HK-2026-000001', by: 'receiver' as const },
}
const draft = inState('draft')

describe('the question before a press', () => {
  it('given a press that ends the matter at once, then it asks first, in words of the place', () => {
    const facts = { referral: asked, contents: new Map() }
    const { buttons } = spoken(referralCard(facts, 'sender', commands), 'ko', 'en')
    const found = buttons.flatMap(b => b.confirm ?? [])
    expect(found.map(q => [q.title, q.text, q.yes, q.no].map(joined))).toEqual([
      [
        `중복 확인: ${asked.id}? / Confirm duplicate: ${asked.id}?`,
        '즉시 처리되고 기록됩니다. / This takes effect at once and is recorded.',
        '중복 확인 / Confirm duplicate',
        '돌아가기 / Go back',
      ],
    ])
  })

  it('given a press that a form follows, then the form is the question', () => {
    const own = allButtons(draft, onSide('sender'), commands)
    const withdraw = own.find(b => b.command === 'withdraw')
    expect(withdraw).toMatchObject({ style: 'danger' })
    expect(withdraw?.asks).toBeUndefined()
    expect(own.filter(b => b.asks)).toEqual([])
    expect(own.length).toBeGreaterThan(2)
  })
})
