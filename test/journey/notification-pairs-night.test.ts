import { expect, test } from 'vitest'
import { raisePairStage } from '../rigs/pair-stage.ts'
import type { PlatformKey, Seat } from '../rigs/pair-type.ts'
import { foreign, textOf } from '../rigs/pair-words.ts'

const ref = 'HK-N-2026-000001'
const line =
  '/notify category=drugs what="Courier" where="HKG to ICN" conveyance="CX 416" ' +
  'arrival="2026-11-25 02:00 HKT" action=hold-and-examine reason=moving-now to=kcs.cyber language=en'

/** Eight hours after the story's begin it is 22:00 in Hong Kong, 23:00 in Korea. */
const night = 8 * 60

const allOf = async (seat: Seat): Promise<string> => (await seat.sees()).map(textOf).join('\n')

const runs: readonly (readonly [PlatformKey, PlatformKey, 'name' | 'role'])[] = [
  ['slack', 'discord', 'name'],
  ['slack', 'discord', 'role'],
  ['slack', 'slack', 'name'],
  ['console', 'discord', 'name'],
]

test.each(runs)(
  'given an addressee that is silent at night, when it was notified from %s to %s, then it is called there by %s until somebody has it, and the sender is told',
  async (from, to, by) => {
    const stage = await raisePairStage({
      ...{ sender: from, receiver: to, store: 'sqlite' },
      ...(by === 'role' ? { byRole: true } : {}),
    })
    const { sender, receiver } = stage
    stage.at(night)
    expect((await sender.line(line)).kind).not.toMatch(/form|problems/)
    await stage.pump()
    // The card itself calls who is on duty, whatever the hour.
    expect(await receiver.calls()).toHaveLength(1)

    // Four hours before arrival it was 22:00: five minutes are the least that anybody has.
    await stage.passUntil(night + 25)
    const calls = await receiver.calls()
    expect(calls.length).toBeGreaterThan(1)
    expect(calls.at(-1)).toContain(ref)
    expect(calls.at(-1)).toContain('접수 확인')
    expect(calls.at(-1)).toContain(by === 'role' ? '<@&' : '<@')
    expect(await allOf(sender)).toContain('逾期')
    expect(await sender.calls()).toEqual([])

    await stage.passUntil(night + 40)
    const [told = ''] = await sender.calls()
    expect(told).toContain(ref)
    expect(told).toContain('尚未確認收悉')
    expect(told).toContain('請致電')
    // Whom to ring, by the settings of the demo.
    expect(told).toMatch(/\+82 [\d ]+/)
    expect(told).not.toMatch(foreign.sender)

    // It doesn't end by itself: by now it is others who are called there.
    const before = (await receiver.sees()).length
    await stage.passUntil(night + 130)
    expect((await receiver.sees()).length).toBeGreaterThan(before)

    stage.at(night + 131)
    expect((await receiver.press('n-acknowledge')).kind).toBe('none')
    await stage.pump()
    expect(await allOf(sender)).toContain('已確認收悉：1，共 1')
    const after = (await receiver.calls()).length
    await stage.passUntil(night + 140)
    expect((await receiver.calls()).length).toBeLessThanOrEqual(after)
    await stage.end()
  },
)
