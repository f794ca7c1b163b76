import { describe, expect, test } from 'vitest'
import { createPump } from '../../src/bot/pump.ts'

/** A turn of the event loop that a test gives when it wants. */
const createTurns = () => {
  const waiting: (() => void)[] = []
  return {
    next: () => new Promise<void>(resolve => waiting.push(resolve)),
    give: async () => {
      for (const go of waiting.splice(0)) go()
      await new Promise(resolve => setImmediate(resolve))
    },
  }
}

const raise = (rounds: { sweep: number; deliver: number }) => {
  const turns = createTurns()
  const done: string[] = []
  const piece = (name: 'sweep' | 'deliver') => async () => {
    done.push(name)
    rounds[name] -= 1
    return Math.max(0, rounds[name])
  }
  const pump = createPump({
    bot: {
      sweep: piece('sweep'),
      deliver: piece('deliver'),
      check: async () => {
        done.push('check')
      },
    },
    yieldNow: turns.next,
    onError: error => {
      throw error
    },
  })
  const turn = async (): Promise<readonly string[]> => {
    await turns.give()
    return done.splice(0)
  }
  return { ...pump, turn }
}

describe('the pump', () => {
  test('given both loops with work left, then no turn has a piece of more than one of them', async () => {
    const { kick, turn } = raise({ sweep: 6, deliver: 6 })
    kick()
    await turn()
    const turns = [await turn(), await turn(), await turn(), await turn(), await turn()]
    expect(turns.map(t => t.length)).toEqual([1, 1, 1, 1, 1])
    expect(new Set(turns.flat())).toEqual(new Set(['sweep', 'deliver']))
  })

  test('given a kick, then nothing is checked', async () => {
    const { kick, turn, idle } = raise({ sweep: 2, deliver: 1 })
    kick()
    const turns: string[] = []
    for (let n = 0; n < 9; n++) turns.push(...(await turn()))
    await idle()
    expect(turns).toContain('sweep')
    expect(turns).not.toContain('check')
  })

  test('given ten ticks during a long sweep, then it is checked twice at most and not in one turn', async () => {
    const { tick, turn, idle } = raise({ sweep: 4, deliver: 1 })
    for (let n = 0; n < 10; n++) tick()
    const turns: (readonly string[])[] = []
    for (let n = 0; n < 20; n++) turns.push(await turn())
    await idle()
    const checks = turns.map(t => t.filter(what => what === 'check').length)
    expect(checks.reduce((a, b) => a + b, 0)).toBe(2)
    expect(Math.max(...checks)).toBe(1)
  })
})
