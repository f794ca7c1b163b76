import { expect } from 'vitest'
import { z } from 'zod'
import { minutes, seconds } from '../../src/kit/time.ts'
import type { Fault } from '../../src/ports/platform.ts'
import type { Trouble } from '../rigs/paper.ts'
import { type Stage, tuesday } from '../rigs/stage.ts'
import { onEveryStore } from './on-every-store.ts'
import { drafted, firstRef, sent } from './scenes.ts'

const fails = (fault: Fault): Trouble => ({ kind: 'fault', fault })
const unreachable = fails({ kind: 'Unreachable' })
const times = (n: number, trouble: Trouble): readonly Trouble[] => Array(n).fill(trouble)

/** Seconds since the story began at which each call at a place was made. */
const triesAt = (stage: Stage, place: string): readonly number[] =>
  stage.paper
    .calls()
    .filter(c => c.place === place)
    .map(c => (c.outgoing.at - tuesday) / 1000)

const deliveredSchema = z.object({ place: z.string(), of: z.int() })

const coversIn = (event: unknown): number =>
  z.object({ covers: z.array(z.unknown()).default([]) }).parse(event).covers.length

const deliveries = async (stage: Stage, type: 'delivery.posted' | 'delivery.failed') =>
  (await stage.entries()).filter(e => e.type === type)

/** The lines of one place, without what stands after the first bar. */
const briefly = (stage: Stage, place: string): readonly string[] =>
  (stage.read()[place] ?? []).map(line => line.split(' | ')[0] ?? '')

onEveryStore('given a place that fails', story => {
  story('when it comes back, then it gets everything, in order and each once', async stage => {
    await drafted(stage)
    stage.paper.troubleAt('hkc-kcs', ...times(4, unreachable))
    await stage.press('hkc.o1', 'hkc-desk', 'send')
    const first = stage.read()
    expect(Object.keys(first).sort()).toEqual(['hkc-desk', 'kcs-desk'])
    await stage.press('kcs.o1', 'kcs-desk', 'acknowledge')
    expect(Object.keys(stage.read()).sort()).toEqual(['hkc-desk', 'kcs-desk'])

    await stage.fastForward(seconds(14))
    expect(stage.read()).toEqual({})
    await stage.fastForward(seconds(1))
    // Waits of 1, 2, 4 and 8 seconds; behind the first, the rest goes at once.
    expect(triesAt(stage, 'hkc-kcs')).toEqual([0, 1, 3, 7, 15, 15, 15])
    expect(briefly(stage, 'hkc-kcs')).toEqual([
      `new Immediate: referral ${firstRef}, Acknowledged`,
      'line Sent by Wong Ka-ming at 2026-11-24 14:00 HKT / 15:00 KST.',
      'line Korea Customs Service acknowledged receipt (Kim Min-jun, 2026-11-24 14:00 HKT / 15:00 KST).',
    ])
    expect(await deliveries(stage, 'delivery.posted')).toHaveLength(2 + 4 + 3)
    const covering = (await deliveries(stage, 'delivery.posted')).map(e => coversIn(e.event))
    expect(covering.filter(n => n > 0)).toEqual([1])
  })

  story('when it says how long to wait, then it is left alone for so long', async stage => {
    await drafted(stage)
    stage.paper.troubleAt('kcs-desk', fails({ kind: 'RateLimited', retryAfterMs: seconds(90) }))
    await stage.press('hkc.o1', 'hkc-desk', 'send')
    expect(Object.keys(stage.read()).sort()).toEqual(['hkc-desk', 'hkc-kcs'])
    await stage.fastForward(minutes(5))
    expect(triesAt(stage, 'kcs-desk')).toEqual([0, 90])
    expect(briefly(stage, 'kcs-desk')).toHaveLength(1)
  })

  story('when the bot restarts while it waits, then the wait goes on', async stage => {
    await drafted(stage)
    stage.paper.troubleAt('kcs-desk', fails({ kind: 'RateLimited', retryAfterMs: seconds(90) }))
    await stage.press('hkc.o1', 'hkc-desk', 'send')
    stage.read()
    await stage.restart()
    await stage.pump()
    await stage.fastForward(seconds(100))
    expect(triesAt(stage, 'kcs-desk')).toEqual([0, 90])
    expect(briefly(stage, 'kcs-desk')).toEqual([`new Immediate: referral ${firstRef}, Sent`])
  })

  story(
    'when it never comes back, then the message is given up on record and the desk is told elsewhere',
    async stage => {
      await drafted(stage, { priority: 'urgent' })
      stage.paper.troubleAt('kcs-desk', ...times(20, fails({ kind: 'Forbidden', missing: 'post' })))
      await stage.press('hkc.o1', 'hkc-desk', 'send')
      await stage.press('kcs.o1', 'hkc-kcs', 'acknowledge')
      stage.read()
      await stage.fastForward(minutes(90))
      const tries = triesAt(stage, 'kcs-desk')
      const waits = tries.slice(1, 20).map((at, i) => at - (tries[i] ?? 0))
      expect(waits.slice(0, 10)).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300])
      expect(waits.slice(10)).toEqual(Array(9).fill(300))
      expect(await deliveries(stage, 'delivery.failed')).toMatchObject([
        {
          subject: { id: firstRef },
          actor: 'delivery',
          event: { place: 'kcs-desk', fault: 'Forbidden' },
        },
      ])
      const shown = stage.read()
      // The card as it was after the acknowledgement went with it.
      expect(shown['kcs-desk']).toBeUndefined()
      expect((await deliveries(stage, 'delivery.failed')).map(e => coversIn(e.event))).toEqual([1])
      // The desk has no other place of its own, so it is told where it meets the other side.
      expect(shown['hkc-kcs']?.at(-1)).toContain(`new Not delivered: ${firstRef} | A message about`)
      expect(shown['hkc-kcs']?.at(-1)).toContain('Liaison may not post in that channel.')
      expect(stage.alarms()).toEqual(['a message was given up: its place can not be reached'])
    },
  )

  story(
    'when its message is gone, then the card is posted anew and lines go under the new one',
    async stage => {
      await sent(stage)
      const old = stage.paper.sheets().find(s => s.place === 'hkc-kcs' && s.thread === undefined)
      if (!old) throw new Error('no card to tear down')
      stage.paper.tear('hkc-kcs', old.message)
      await stage.press('kcs.o1', 'kcs-desk', 'acknowledge')
      expect(briefly(stage, 'hkc-kcs')[0]).toBe(`new Immediate: referral ${firstRef}, Acknowledged`)
      const sheets = stage.paper.sheets().filter(s => s.place === 'hkc-kcs')
      const anew = sheets.find(s => s.thread === undefined)
      expect(anew?.message).not.toBe(old.message)
      expect(sheets.at(-1)?.thread).toBe(anew?.message)
      const posted = (await deliveries(stage, 'delivery.posted')).map(e => e.event)
      expect(posted).toContainEqual(expect.objectContaining({ message: anew?.message }))
    },
  )
})

onEveryStore('given a post of which no word comes back', story => {
  story('when it had arrived, then it is sent again as a repeat and shows once', async stage => {
    await drafted(stage)
    stage.paper.troubleAt('kcs-desk', { kind: 'shown-in-doubt' })
    await stage.press('hkc.o1', 'hkc-desk', 'send')
    expect(briefly(stage, 'kcs-desk')).toHaveLength(1)
    await stage.fastForward(seconds(1))
    expect(briefly(stage, 'kcs-desk')).toEqual([])
    const calls = stage.paper.calls().filter(c => c.place === 'kcs-desk')
    expect(calls.map(c => c.outgoing.repeat)).toEqual([false, true])
    expect(new Set(calls.map(c => c.outgoing.key)).size).toBe(1)
    expect(await deliveries(stage, 'delivery.posted')).toHaveLength(6)
  })

  story(
    'when it had not arrived, then it is shown and marked as a possible repeat',
    async stage => {
      await drafted(stage)
      stage.paper.troubleAt('kcs-desk', fails({ kind: 'Unknown' }), unreachable)
      await stage.press('hkc.o1', 'hkc-desk', 'send')
      expect(briefly(stage, 'kcs-desk')).toEqual([])
      // The mark outlives the process.
      await stage.restart()
      await stage.fastForward(seconds(3))
      expect(briefly(stage, 'kcs-desk')).toEqual([
        `new (repeat) Immediate: referral ${firstRef}, Sent`,
      ])
      await stage.press('kcs.o1', 'kcs-desk', 'acknowledge')
      expect(briefly(stage, 'kcs-desk')).toEqual([
        `now Immediate: referral ${firstRef}, Acknowledged`,
      ])
    },
  )

  for (const shown of [true, false])
    story(
      `when the power fails while it is on its way (${shown ? '' : 'not '}shown), then it is repeated`,
      async stage => {
        await drafted(stage)
        stage.paper.troubleAt('kcs-desk', { kind: 'hangs', shown })
        const data = stage.button('hkc-desk', 'send')
        await stage.hear('hkc.o1', { kind: 'button', data })
        void stage.bot().deliver()
        // The two other places are done when their entries are there; this one is still on its way.
        while ((await deliveries(stage, 'delivery.posted')).length < 3);
        await stage.crash()
        await stage.pump()
        const place = stage.read()['kcs-desk']
        expect(place).toHaveLength(1)
        expect(place?.[0]?.includes('(repeat)')).toBe(!shown)
        const calls = stage.paper.calls().filter(c => c.place === 'kcs-desk')
        expect(calls.map(c => c.outgoing.repeat)).toEqual([false, true])
        expect(new Set(calls.map(c => c.outgoing.key)).size).toBe(1)
        expect(stage.paper.sheets().filter(s => s.place === 'kcs-desk')).toHaveLength(1)
        expect(await deliveries(stage, 'delivery.posted')).toHaveLength(6)
      },
    )
})

onEveryStore('given what was delivered', story => {
  story(
    'when the log is read, then each post names place, message and the entry that it tells of',
    async stage => {
      await sent(stage)
      const entries = await stage.entries()
      const posted = await deliveries(stage, 'delivery.posted')
      const told = posted.map(e => {
        const { place, of } = deliveredSchema.parse(e.event)
        return `${place}: ${entries[of]?.type}`
      })
      expect(told.sort()).toEqual([
        'hkc-desk: referral.drafted',
        'hkc-desk: referral.filled',
        'hkc-desk: referral.sent',
        'hkc-kcs: referral.sent',
        'hkc-kcs: referral.sent',
        'kcs-desk: referral.sent',
      ])
      const named = posted.map(e => JSON.stringify(e.event))
      for (const { message } of stage.paper.sheets())
        expect(named.filter(n => n.includes(message)).length).toBeGreaterThan(0)
      expect(stage.paper.sheets()).toHaveLength(4)
    },
  )
})
