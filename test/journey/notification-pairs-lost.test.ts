import { expect, test } from 'vitest'
import { minutes } from '../../src/kit/time.ts'
import { raisePairStage } from '../rigs/pair-stage.ts'
import type { PlatformKey, Seat } from '../rigs/pair-type.ts'
import { textOf } from '../rigs/pair-words.ts'

const values = {
  category: 'drugs',
  what: 'Courier',
  where: 'HKG to ICN',
  conveyance: 'CX 416',
  action: 'hold-and-examine',
  reason: 'moving-now',
  to: 'kcs.cyber,tst.cyber',
  language: 'en',
}

const cards = async (seat: Seat): Promise<number> =>
  (await seat.sees()).filter(n => !n.inThread && /CX 416/.test(textOf(n))).length

const runs: readonly (readonly [PlatformKey, PlatformKey, string, boolean])[] = [
  ['slack', 'discord', 'what was sent had arrived', true],
  ['slack', 'discord', 'nothing had arrived', false],
  ['discord', 'slack', 'what was sent had arrived', true],
  ['discord', 'slack', 'nothing had arrived', false],
]

test.each(runs)(
  'given a broadcast from %s to %s and the web page, when the network is lost for a minute in the middle of it and %s, then every desk gets it once',
  async (from, to, _, taken) => {
    const stage = await raisePairStage({ sender: from, receiver: to, store: 'sqlite' })
    const { sender, receiver } = stage
    const third = stage.outsider('tst-desk')
    const struck = (['sender', 'receiver'] as const).map(side =>
      stage.breakPosts(side, taken, minutes(1)),
    )
    expect((await sender.line('/notify')).kind).toBe('form')
    expect((await sender.fill(values)).kind).toBe('card')
    await stage.pump()
    // Whoever is not behind the broken network has it at once.
    expect(await cards(third)).toBe(1)
    expect(await cards(receiver)).toBe(taken ? 1 : 0)

    await stage.passUntil(10)
    expect(struck.map(s => s.hits() > 0)).toEqual([true, true])
    expect([await cards(sender), await cards(receiver), await cards(third)]).toEqual([1, 1, 1])
    await receiver.press('n-acknowledge')
    await stage.pump()
    expect((await sender.sees()).map(textOf).join()).toContain('已確認收悉：1，共 2')
    await stage.end()
  },
)
