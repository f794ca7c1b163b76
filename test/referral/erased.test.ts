import { describe, expect, it } from 'vitest'
import { roles, type State } from '../../src/kit/codes.ts'
import { commands } from '../../src/referral/commands/index.ts'
import { against } from '../../src/referral/decide.ts'
import type { ReferralEvent } from '../../src/referral/events.ts'
import { isOpen, type Referral } from '../../src/referral/referral.ts'
import { hkc, kcs, officerAt } from './desks.ts'
import { folded, given } from './sample.ts'

const by = officerAt(hkc, 'officer')

const ref = { item: 'i', commit: 'c', bytes: 1 }
const text = { language: 'en', ref }

const closing: readonly ReferralEvent[] = [
  { type: 'referral.declined', reason: 'duplicate', clocks: [] },
  { type: 'referral.closed', outcome: 'declined', measures: [] },
]
const asked: ReferralEvent = {
  type: 'referral.consent_asked',
  by: 'receiver',
  purpose: 'court',
  clocks: [],
  text,
}

const endings: readonly (readonly [State, readonly ReferralEvent[]])[] = [
  ['withdrawn', [{ type: 'referral.withdrawn', text }]],
  ['closed', closing],
  ['closed', [...closing, asked]],
]

const erasedAfter = (ending: readonly ReferralEvent[]): Referral =>
  folded(
    undefined,
    [
      {
        type: 'referral.drafted',
        from: hkc,
        to: kcs,
        category: 'other',
        priority: 'routine',
        text,
      },
      {
        type: 'referral.filled',
        marking: { tlp: 'amber', pap: 'amber', handling: ['h1'], court: 'ask' },
        actions: ['info-only'],
        details: {},
        given: ['purpose'],
        text,
      },
      { type: 'referral.sent', clocks: [] },
      ...ending,
      { type: 'referral.erased' },
    ],
    { by },
  )

describe('a referral that is over and erased', () => {
  it('given any command of anybody, then none puts words into it again', () => {
    let tried = 0
    for (const [state, ending] of endings) {
      const referral = erasedAfter(ending)
      expect([referral.state, referral.erased, referral.texts]).toEqual([state, true, []])
      expect([isOpen(referral), referral.deadlines]).toEqual([false, []])
      for (const command of commands.filter(c => c.by !== 'new' && !c.begins))
        for (const desk of [hkc, kcs])
          for (const role of roles) {
            const words = Object.values(command.inputsOf(referral)).some(i => i.keep === 'vault')
            const refusal = against({ command, referral }, given(officerAt(desk, role)))
            if (words) expect(refusal, `${command.name} by ${desk} ${role}`).toBeDefined()
            tried += 1
          }
    }
    expect(tried).toBeGreaterThan(3 * 2 * roles.length * 25)
  })
})
