import { expect } from 'vitest'
import { minutes, seconds } from '../../src/kit/time.ts'
import type { Fault } from '../../src/ports/platform.ts'
import type { Trouble } from '../rigs/paper.ts'
import { type Stage, tuesday } from '../rigs/stage.ts'
import { onEveryStore } from './on-every-store.ts'
import { drafted, firstRef, sent } from './scenes.ts'

const fails = (fault: Fault): Trouble => ({ kind: 'fault', fault })
const times = (n: number, trouble: Trouble): readonly Trouble[] => Array(n).fill(trouble)

const typesAt = async (stage: Stage, place: string) =>
  (await stage.entries())
    .filter(e => e.type.startsWith('delivery.') && JSON.stringify(e.event).includes(`"${place}"`))
    .map(e => e.type)

const newAt = (stage: Stage, place: string) =>
  (stage.read()[place] ?? []).filter(line => line.startsWith('new'))

onEveryStore('given a chat system in trouble', story => {
  story('when it is out for 40 s, then all comes once, within a minute and a half', async stage => {
    await drafted(stage)
    // Tries after 0, 1, 3, 7, 15 and 31 s fall into the outage.
    stage.paper.troubleAt('kcs-desk', ...times(6, fails({ kind: 'Unreachable' })))
    await stage.press('hkc.o1', 'hkc-desk', 'send')
    stage.read()
    await stage.fastForward(seconds(62))
    expect(newAt(stage, 'kcs-desk')).toEqual([])
    await stage.fastForward(seconds(1))
    expect(newAt(stage, 'kcs-desk')).toHaveLength(1)
    expect(await typesAt(stage, 'kcs-desk')).toEqual(['delivery.posted'])
  })

  story('when it puts off a hundred times, then no message is given up', async stage => {
    await drafted(stage, { priority: 'urgent' })
    const storm = times(100, fails({ kind: 'RateLimited', retryAfterMs: seconds(1) }))
    stage.paper.troubleAt('kcs-desk', ...storm)
    await stage.press('hkc.o1', 'hkc-desk', 'send')
    expect(Object.keys(stage.read()).sort()).toEqual(['hkc-desk', 'hkc-kcs'])
    await stage.fastForward(seconds(100))
    expect(newAt(stage, 'kcs-desk')).toHaveLength(1)
    const calls = stage.paper.calls().filter(c => c.place === 'kcs-desk')
    expect(calls.map(c => (c.outgoing.at - tuesday) / 1000)).toEqual([...Array(101).keys()])
    expect(stage.alarms()).toEqual([])
  })

  story(
    'when three replies to one post are lost, then it is found, and the doubt is on record once',
    async stage => {
      await drafted(stage)
      stage.paper.troubleAt('kcs-desk', fails({ kind: 'Unknown' }), { kind: 'shown-in-doubt' })
      stage.paper.troubleLooking({ kind: 'Unreachable' })
      await stage.press('hkc.o1', 'hkc-desk', 'send')
      await stage.fastForward(minutes(2))
      expect(newAt(stage, 'kcs-desk')).toHaveLength(1)
      expect(stage.paper.looks()).toHaveLength(3)
      expect(stage.paper.calls().filter(c => c.place === 'kcs-desk')).toHaveLength(2)
      expect(await typesAt(stage, 'kcs-desk')).toEqual(['delivery.uncertain', 'delivery.posted'])
    },
    { finds: true },
  )

  story(
    'when the reply to a change is lost, then it is changed again and nothing is looked for',
    async stage => {
      await sent(stage)
      stage.paper.troubleAt('kcs-desk', { kind: 'shown-in-doubt' })
      await stage.press('kcs.o1', 'kcs-desk', 'acknowledge')
      await stage.fastForward(minutes(1))
      stage.read()
      expect(stage.paper.looks()).toEqual([])
      const sheets = stage.paper.sheets().filter(s => s.place === 'kcs-desk')
      expect(sheets).toHaveLength(1)
      expect(await typesAt(stage, 'kcs-desk')).toEqual([
        'delivery.posted',
        'delivery.uncertain',
        'delivery.posted',
      ])
    },
    { finds: true },
  )

  story('when one call hangs, then the other places go on with all that follows', async stage => {
    await drafted(stage)
    stage.paper.troubleAt('kcs-desk', { kind: 'hangs', shown: false })
    const data = stage.button('hkc-desk', 'send')
    await stage.hear('hkc.o1', { kind: 'button', data })
    let pieces = 0
    const piece = async () => {
      const done = await stage.bot().deliver()
      pieces += 1
      return done
    }
    while ((await piece()) > 0 && pieces < 2);
    // The card and the line of the shared channel, while the desk's own is still on its way.
    expect(Object.keys(stage.read()).sort()).toEqual(['hkc-desk', 'hkc-kcs'])
    const waiting = piece()
    await stage.hear('kcs.o1', { kind: 'button', data: stage.button('hkc-kcs', 'acknowledge') })
    stage.bot().nudge()
    expect(await waiting).toBe(0)
    expect(await piece()).toBe(2)
    expect(await piece()).toBe(1)
    expect(stage.read()['hkc-kcs']).toHaveLength(2)
    await stage.crash()
    await stage.pump()
    stage.read()
  })

  story(
    'when it paces, then new messages at a place are never closer, over a restart too',
    async stage => {
      await sent(stage)
      const start = stage.paper.calls().length
      await stage.press('kcs.o1', 'kcs-desk', 'acknowledge')
      await stage.restart()
      await stage.fastForward(seconds(30))
      stage.read()
      const fresh = stage.paper.calls().filter(c => c.verb !== 'revise' && c.place === 'hkc-kcs')
      const at = fresh.map(c => c.outgoing.at)
      const gaps = at.slice(1).map((t, i) => t - (at[i] ?? 0))
      expect(gaps.length).toBeGreaterThanOrEqual(2)
      expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1500)
      expect(stage.paper.calls().length).toBeGreaterThan(start)
    },
    { paceMs: 1500 },
  )

  story('when word of a dead message dies too, then only the operator is told', async stage => {
    await drafted(stage, { priority: 'urgent' })
    const forbidden = fails({ kind: 'Forbidden', missing: 'post' })
    stage.paper.troubleAt('kcs-desk', ...times(20, forbidden))
    await stage.press('hkc.o1', 'hkc-desk', 'send')
    stage.paper.troubleAt('hkc-kcs', ...times(200, forbidden))
    await stage.fastForward(minutes(180))
    stage.read()
    const alarms = stage.alarms()
    const failed = (await stage.entries()).filter(e => e.type === 'delivery.failed')
    expect(failed.length).toBe(alarms.length)
    expect(failed.some(e => e.subject?.id === firstRef)).toBe(true)
    const about = stage.paper.calls().filter(c => c.outgoing.card.name === 'undelivered')
    // Of the dead notice nothing more is said, and of dead cards of the shared channel both desks hear once.
    expect(new Set(about.map(c => c.place)).size).toBeGreaterThan(1)
    expect(new Set(about.map(c => `${c.place} ${c.outgoing.key}`)).size).toBeLessThan(8)
  })
})
