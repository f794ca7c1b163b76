import { expect } from 'vitest'
import { minutes, seconds } from '../../src/kit/time.ts'
import type { Trouble } from '../rigs/paper.ts'
import type { Stage } from '../rigs/stage.ts'
import {
  called,
  cardAt,
  courier,
  desksOf,
  news,
  notification,
  ref,
  withDesks,
} from './notification-scenes.ts'
import { onEveryStore } from './on-every-store.ts'

const config = withDesks(20)
const desks = desksOf(config)
const placeOf = (desk: string): string => desk.replace('.cyber', '-desk')
const officerOf = (desk: string): string => desk.replace('.cyber', '.o1')
const line = `${courier} to=${desks.join(',')}`
const unreachable: Trouble = { kind: 'fault', fault: { kind: 'Unreachable' } }

/** Processor time, which no other work of the machine lengthens. */
const spentMs = (from: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(from)
  return (user + system) / 1000
}

const postsAt = (stage: Stage, place: string) =>
  stage.paper.sheets().filter(s => s.place === place && s.thread === undefined)

onEveryStore('given twenty addressees', story => {
  story(
    'when all are told, then one commit owes each its card, and each acknowledges for itself',
    async stage => {
      const from = process.cpuUsage()
      await stage.say('hkc.o1', line)
      const posted = spentMs(from)
      expect(desks.map(d => postsAt(stage, placeOf(d)).length)).toEqual(Array(20).fill(1))
      expect(posted).toBeLessThan(1000)
      expect(await stage.story(ref)).toEqual(['notification.sent'])
      stage.read()
      // The button that hung there before any other acknowledged is still good after all others did.
      const buttons = desks.map(d => stage.button(placeOf(d), 'n-acknowledge'))
      await Promise.all(
        desks.map((d, i) => stage.hear(officerOf(d), { kind: 'button', data: buttons[i] ?? '' })),
      )
      await stage.pump()
      expect((await notification(stage)).addressees.every(a => a.acknowledged)).toBe(true)
      expect(await stage.story(ref)).toEqual([
        'notification.sent',
        ...Array(20).fill('notification.acknowledged'),
      ])
      expect(cardAt(stage, 'hkc-desk')).toContain('Acknowledged: 20 of 20. Answered: 0')
      const lines = news(stage)
      expect(lines.filter(l => l.includes(' hkc-desk line '))).toHaveLength(20)
      for (const d of desks)
        expect(lines.filter(l => l.includes(` ${placeOf(d)} line `))).toHaveLength(1)
    },
    { config },
  )

  story(
    'when two stay silent, then they stand first in the table, and the sender is called for each',
    async stage => {
      await stage.say('hkc.o1', line)
      for (const d of desks.slice(2)) {
        const from = process.cpuUsage()
        await stage.say(officerOf(d), `/notification acknowledge ${ref}`)
        // Committed, and the sender's card changed.
        expect(spentMs(from)).toBeLessThan(500)
      }
      stage.read()
      await stage.fastForward(minutes(36))
      const [, ...rows] = cardAt(stage, 'hkc-desk')
        .split(' | ')
        .filter(x => x.startsWith('Desk t'))
      expect(cardAt(stage, 'hkc-desk')).toMatch(
        /Acknowledged: 18 of 20. Answered: 0 \| Desk t01 .*overdue.* \| Desk t02 .*overdue/,
      )
      expect(rows).toHaveLength(19)
      expect(called(news(stage)).filter(c => c.includes('hkc-desk'))).toEqual(
        Array(2).fill('11-24 15:35 hkc-desk @hkc.o1'),
      )
    },
    { config },
  )

  story(
    'when the network is lost for a minute in the middle, then each gets it once',
    async stage => {
      const cut = desks.filter((_, i) => i % 2 === 1)
      const doubt = desks.filter((_, i) => i % 4 === 0)
      // Some calls fail for as long as it is out; of others the reply is lost, though they arrived.
      for (const d of cut) stage.paper.troubleAt(placeOf(d), ...Array(6).fill(unreachable))
      for (const d of doubt) stage.paper.troubleAt(placeOf(d), { kind: 'shown-in-doubt' })
      await stage.say('hkc.o1', line)
      expect(cut.map(d => postsAt(stage, placeOf(d)).length)).toEqual(cut.map(() => 0))
      await stage.fastForward(seconds(30))
      await stage.restart()
      await stage.fastForward(minutes(2))
      expect(desks.map(d => postsAt(stage, placeOf(d)).length)).toEqual(Array(20).fill(1))
      const repeats = stage.paper.fresh().filter(c => c.outgoing.repeat)
      expect(repeats).toEqual([])
    },
    { config, finds: true },
  )
})
