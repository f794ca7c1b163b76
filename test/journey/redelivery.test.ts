import { expect } from 'vitest'
import { minutes, seconds } from '../../src/kit/time.ts'
import type { Act } from '../../src/ports/platform.ts'
import type { Stage } from '../rigs/stage.ts'
import { onEveryStore } from './on-every-store.ts'
import { sent } from './scenes.ts'

const refs = ['HK-2026-000001', 'HK-2026-000002', 'HK-2026-000003'] as const

/** What a chat system has from an officer, with the key that it keeps however often it comes. */
interface Letter {
  readonly key: string
  readonly act: Act
}

/** Two typed commands and a button, each on a referral of its own. */
const letters = async (stage: Stage): Promise<readonly [Letter, Letter, Letter]> => {
  for (const _ of refs) {
    await sent(stage)
    stage.jump(seconds(1))
  }
  const typed = (n: 0 | 1): Letter => ({
    key: `typed-${n}`,
    act: { kind: 'command', text: `/referral acknowledge ${refs[n]}` },
  })
  const data = stage.button('kcs-desk', 'acknowledge', refs[2])
  return [typed(0), typed(1), { key: 'pressed', act: { kind: 'button', data } }]
}

const decided = async (stage: Stage): Promise<readonly string[]> => {
  const stories = await Promise.all(refs.map(stage.story))
  return stories.map(types => types.filter(t => t === 'acknowledged').join())
}

const once = refs.map(() => 'acknowledged')
const orders = [
  [0, 1, 2],
  [2, 1, 0],
  [1, 2, 0],
  [1, 0, 2],
  [2, 0, 1],
  [0, 2, 1],
] as const

onEveryStore('given inbound that a chat system brings again', story => {
  for (const order of orders)
    story(
      `when all come in the order ${order.join()}, again at once, and late, then each changes once`,
      async stage => {
        const three = await letters(stage)
        const acknowledgements = async () =>
          (await stage.entries()).filter(e => e.type === 'referral.acknowledged').length
        let heard = 0
        const bring = async (n: 0 | 1 | 2): Promise<void> => {
          const { key, act } = three[n]
          await stage.hear('kcs.o1', act, key)
          heard += 1
        }
        for (const n of order) await bring(n)
        for (const n of order) await bring(n)
        await stage.pump()
        expect(await decided(stage)).toEqual(once)
        // The card changes at each of its three places.
        const shown = stage.read()
        for (const ref of refs) {
          const lines = Object.values(shown).flat()
          expect(lines.filter(l => l.startsWith('now') && l.includes(ref)).length, ref).toBe(3)
        }
        const before = stage.paper.calls().length
        for (const late of [seconds(5), minutes(1), minutes(3)]) {
          stage.jump(late)
          for (const n of order.toReversed()) await bring(n)
          await stage.pump()
        }
        await stage.restart()
        for (const n of order) await bring(n)
        await stage.crash()
        for (const n of order) await bring(n)
        await stage.pump()
        expect(heard).toBe(21)
        expect(await decided(stage)).toEqual(once)
        expect(await acknowledgements()).toBe(3)
        expect(stage.paper.calls().length).toBe(before)
      },
    )

  story('when two come at the same moment, then one of them is decided', async stage => {
    const [, , pressed] = await letters(stage)
    const both = Array.from({ length: 8 }, () => stage.hear('kcs.o1', pressed.act, pressed.key))
    expect((await Promise.all(both)).length).toBe(8)
    await stage.pump()
    expect(await decided(stage)).toEqual(['', '', 'acknowledged'])
    stage.read()
  })

  story(
    'when what follows overtakes what it follows, then it is refused, and done when it comes again',
    async stage => {
      await sent(stage)
      const data = stage.button('kcs-desk', 'acknowledge')
      const accept: Act = { kind: 'command', text: `/referral accept ${refs[0]}` }
      expect((await stage.hear('kcs.o1', accept, 'second')).kind).toBe('refusal')
      await stage.hear('kcs.o1', { kind: 'button', data }, 'first')
      await stage.hear('kcs.o1', accept, 'second')
      await stage.hear('kcs.o1', accept, 'second')
      await stage.hear('kcs.o1', { kind: 'button', data }, 'first')
      await stage.pump()
      const told = await stage.story(refs[0])
      expect(told.slice(3)).toEqual(['acknowledged', 'accepted'])
      stage.read()
    },
  )
})
