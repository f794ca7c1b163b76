import { expect } from 'vitest'
import { hours, minutes } from '../../src/kit/time.ts'
import type { Stage } from '../rigs/stage.ts'
import { onEveryStore } from './on-every-store.ts'
import { accepted, firstRef, sent } from './scenes.ts'

const late = `ping ${firstRef} has not been acknowledged. It was due by`

/** Only what calls somebody, by place. */
const pings = (shown: Readonly<Record<string, readonly string[]>>) =>
  Object.fromEntries(
    Object.entries(shown)
      .map(([place, lines]) => [place, lines.filter(l => l.startsWith('ping'))] as const)
      .filter(([, lines]) => lines.length > 0),
  )

const linesAt = (shown: Readonly<Record<string, readonly string[]>>, place: string) =>
  (shown[place] ?? []).filter(l => l.startsWith('line'))

/** Calls that were taken back, by place: changed in place to what calls nobody. */
const takenBack = (shown: Readonly<Record<string, readonly string[]>>) =>
  Object.entries(shown).flatMap(([place, lines]) =>
    lines.filter(l => l.startsWith('back')).map(l => `${place} ${l.split(' | ')[1]}`),
  )

const over = 'No longer due. Nothing more is needed here.'

/** Every message so far with the key it was sent under: a repeat would share one. */
const keysOf = (stage: Stage): readonly string[] =>
  stage.paper.calls().map(c => `${c.place} ${c.outgoing.key}`)

const again = async (stage: Stage, how: 'restart' | 'crash'): Promise<void> => {
  const before = keysOf(stage).length
  await stage[how]()
  await stage.pump()
  expect(stage.read()).toEqual({})
  expect(keysOf(stage)).toHaveLength(before)
}

const neglected = (how: 'restart' | 'crash') => async (stage: Stage) => {
  await sent(stage)
  await again(stage, how)
  await stage.fastForward(minutes(14))
  expect(stage.read()).toEqual({})
  await again(stage, how)

  await stage.fastForward(minutes(1))
  const first = stage.read()
  expect(pings(first)).toEqual({
    'kcs-desk': [`${late} 2026-11-24 15:15 KST / 14:15 HKT. | Please act now. | [view] | @kcs.o1`],
  })
  expect(linesAt(first, 'hkc-kcs')).toEqual([
    'line Not acknowledged by 2026-11-24 14:15 HKT / 15:15 KST. Told now: duty officer',
  ])
  expect(first['hkc-desk']).toEqual([
    expect.stringMatching(/^now Immediate: referral HK-2026-000001, Sent, Overdue \| /),
  ])
  await again(stage, how)
  await stage.fastForward(minutes(29))
  expect(stage.read()).toEqual({})
  await again(stage, how)

  await stage.fastForward(minutes(1))
  const second = stage.read()
  expect(pings(second)).toEqual({
    'kcs-desk': [
      `${late} 2026-11-24 15:15 KST / 14:15 HKT. | The duty officer has not acted. Please see to it. | [view] | @kcs.o2`,
    ],
    'hkc-desk': [
      `${late} 2026-11-24 14:15 HKT / 15:15 KST. | Korea Customs Service has been told and has not acted. Please telephone: +82 00 0000 0002 | [view] | @hkc.o1`,
    ],
  })
  expect(linesAt(second, 'hkc-kcs')).toHaveLength(1)
  expect(second['hkc-kcs']?.[0]).toContain('Sent, Escalated')
  await again(stage, how)
  await stage.fastForward(hours(2))
  expect(stage.read()).toEqual({})

  await stage.press('kcs.o1', 'kcs-desk', 'acknowledge')
  const third = stage.read()
  expect(pings(third)).toEqual({})
  expect(takenBack(third).sort()).toEqual([
    `hkc-desk ${over}`,
    `kcs-desk ${over}`,
    `kcs-desk ${over}`,
  ])
  expect(linesAt(third, 'hkc-kcs')).toEqual([
    'line Korea Customs Service acknowledged receipt (Kim Min-jun, 2026-11-24 16:45 HKT / 17:45 KST).',
  ])
  expect(third['kcs-desk']?.[0]).toMatch(/^now Immediate: referral HK-2026-000001, Acknowledged \|/)
  await again(stage, how)

  expect(await stage.story(firstRef)).toEqual([
    'drafted',
    'filled',
    'sent',
    'escalated',
    'escalated',
    'acknowledged',
  ])
  const keys = keysOf(stage)
  expect(new Set(keys).size).toBe(keys.length)
  expect(keys.length).toBe(2 + 4 + 5 + 6 + 4 + 3)
  expect(await stage.referral(firstRef)).toMatchObject({ state: 'acknowledged', escalations: 2 })
}

onEveryStore('given a referral that nobody acknowledges', story => {
  story(
    'when the bot restarts between every two steps, then each is told once',
    neglected('restart'),
  )
  story('when the power fails between every two steps, then each is told once', neglected('crash'))

  story('when a ping is late and the deadline was met, then it calls nobody', async stage => {
    await sent(stage)
    stage.paper.troubleAt('kcs-desk', {
      kind: 'fault',
      fault: { kind: 'RateLimited', retryAfterMs: minutes(3) },
    })
    await stage.fastForward(minutes(15))
    expect(pings(stage.read())).toEqual({})
    await stage.fastForward(minutes(1))
    await stage.press('kcs.o3', 'hkc-kcs', 'view')
    await stage.press('kcs.o2', 'hkc-kcs', 'acknowledge')
    expect(stage.read()['kcs-desk']).toBeUndefined()

    await stage.fastForward(minutes(2))
    const shown = stage.read()
    const ping = shown['kcs-desk']?.filter(l => l.startsWith('ping'))
    expect(ping).toHaveLength(1)
    expect(ping?.[0]).toBe(`ping Immediate: referral ${firstRef}, Acknowledged | ${over} | [view]`)
    expect(shown['kcs-desk']?.filter(l => l.includes('[acknowledge]'))).toEqual([])
  })

  story(
    'when the bot was down past both steps, then one message tells all whom they name, and which were missed',
    async stage => {
      await sent(stage)
      stage.jump(hours(3))
      await stage.restart()
      await stage.pump()
      const shown = stage.read()
      expect(pings(shown)).toEqual({
        'kcs-desk': [
          `${late} 2026-11-24 15:15 KST / 14:15 HKT. | Please act now. | Earlier steps passed over while the system was not running: 1 | [view] | @kcs.o1 | @kcs.o2`,
        ],
        'hkc-desk': [
          `${late} 2026-11-24 14:15 HKT / 15:15 KST. | Korea Customs Service has been told and has not acted. Please telephone: +82 00 0000 0002 | Earlier steps passed over while the system was not running: 1 | [view] | @hkc.o1`,
        ],
      })
      const escalated = (await stage.entries()).filter(e => e.type === 'referral.escalated')
      expect(escalated.map(e => e.event)).toEqual([
        expect.objectContaining({ deadline: 'ack', step: 1, missed: [0] }),
      ])
      expect(await stage.referral(firstRef)).toMatchObject({ escalations: 2 })
      await stage.pump()
      expect(stage.read()).toEqual({})
    },
  )

  story(
    'when somebody acknowledges at the moment it falls due, then one of the two comes first',
    async stage => {
      await sent(stage)
      stage.jump(minutes(15))
      const data = stage.button('kcs-desk', 'acknowledge')
      const [answer] = await Promise.all([
        stage.hear('kcs.o1', { kind: 'button', data }),
        stage.bot().sweep(),
        stage.bot().sweep(),
      ])
      await stage.pump()
      stage.read()
      expect(answer.kind).toBe('none')
      const acts = await stage.story(firstRef)
      expect(acts.filter(a => a === 'acknowledged')).toHaveLength(1)
      expect(acts.filter(a => a === 'escalated').length).toBeLessThanOrEqual(1)
      expect(acts.at(-1)).toBe('acknowledged')
      await stage.fastForward(minutes(59))
      expect(stage.read()).toEqual({})
    },
  )
})

onEveryStore('given a referral that is accepted and not answered', story => {
  story(
    'when the reply deadline passes, then the owner is called, and then both desks',
    async stage => {
      await accepted(stage)
      await stage.fastForward(hours(8))
      const notReplied = `ping ${firstRef} has not been replied to. It was due by`
      expect(pings(stage.read())).toEqual({
        'kcs-desk': [
          `${notReplied} 2026-11-24 23:00 KST / 22:00 HKT. | Please act now. | [view] | @kcs.o1`,
        ],
      })
      await stage.fastForward(minutes(30))
      const second = stage.read()
      expect(Object.keys(pings(second))).toEqual(expect.arrayContaining(['kcs-desk', 'hkc-desk']))
      expect(Object.values(pings(second)).flat()).toHaveLength(2)
      expect(linesAt(second, 'hkc-kcs')).toEqual([
        expect.stringMatching(
          /^line No reply by .* Told now: supervisor, other side \(Hong Kong Customs\)$/,
        ),
      ])

      const form = await stage.press('kcs.o1', 'kcs-desk', 'answer')
      await stage.submit('kcs.o1', form, {
        result: 'Late, and here.',
        'result-identify-operator': 'no',
      })
      const answered = stage.read()
      expect(pings(answered)).toEqual({})
      expect(takenBack(answered)).toHaveLength(3)
      await stage.fastForward(hours(24 * 13))
      expect(stage.read()).toEqual({})
      expect(await stage.story(firstRef)).toEqual([
        'drafted',
        'filled',
        'sent',
        'acknowledged',
        'accepted',
        'escalated',
        'escalated',
        'answered',
      ])
    },
  )
})
