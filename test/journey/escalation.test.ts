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
const anew = 'Called again since; see the newer message.'

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

const at = { HK: '2026-11-24 14:15 HKT / 15:15 KST', KR: '2026-11-24 15:15 KST / 14:15 HKT' }
const soon = `ping ${firstRef}: acknowledgement of receipt is due by ${at.KR}. | Please act before then. | [view] | @kcs.o1`
const act = `${late} ${at.KR}. | Please act now. | [view] | @kcs.o1`
const see = `${late} ${at.KR}. | The duty officer has not acted. Please see to it.`
const ring = `${late} ${at.HK}. | Korea Customs Service has been told and has not acted. Please telephone: +82 00 0000 0002`
const toldNow = ring.replace('has been told and has not acted', 'is only being told now')
const hourly = 'This call is repeated until it is done. Interval: 1 hour'
const other = 'other side (Hong Kong Customs)'
const heads = `head of the desk, head of the ${other}`

/** What each step shows, so many minutes after the referral was sent; nobody is on a turn, so the duty officer is the backup too. */
const ladder: readonly {
  readonly minute: number
  /** What the cards say from now on; none where they said it before. */
  readonly state?: string
  /** Between the desks; that one of them is reminded is its own affair. */
  readonly line?: string
  readonly pings: Readonly<Record<string, readonly string[]>>
}[] = [
  ...[7, 12].map(minute => ({
    minute,
    pings: { 'kcs-desk': [soon] },
  })),
  {
    minute: 15,
    state: 'Sent, Overdue',
    line: `line Not acknowledged by ${at.HK}. Told now: duty officer`,
    pings: { 'kcs-desk': [act] },
  },
  {
    minute: 30,
    line: `line Not acknowledged by ${at.HK}. Told now: backup officer`,
    pings: { 'kcs-desk': [act] },
  },
  {
    minute: 45,
    state: 'Sent, Escalated',
    line: `line Not acknowledged by ${at.HK}. Told now: supervisor, ${other}`,
    pings: {
      'kcs-desk': [`${see} | [view] | @kcs.o2`],
      'hkc-desk': [`${ring} | [view] | @hkc.o1`],
    },
  },
  ...[75, 135].map(minute => ({
    minute,
    line: `line Not acknowledged by ${at.HK}. Told now: ${heads}`,
    pings: {
      'kcs-desk': [`${see} | ${hourly} | [view] | @kcs.o2`],
      'hkc-desk': [`${ring} | ${hourly} | [view] | @hkc.o2`],
    },
  })),
]

/** A reminder to the next call, and a round to the next one. */
const givesWay: Readonly<Record<number, readonly string[]>> = {
  12: [`kcs-desk ${anew}`],
  15: [`kcs-desk ${anew}`],
  135: [`hkc-desk ${anew}`, `kcs-desk ${anew}`],
}

const neglected = (how: 'restart' | 'crash') => async (stage: Stage) => {
  await sent(stage)
  let minute = 0
  for (const step of ladder) {
    await again(stage, how)
    await stage.fastForward(minutes(step.minute - minute - 1))
    expect(stage.read(), `before minute ${step.minute}`).toEqual({})
    await again(stage, how)
    await stage.fastForward(minutes(1))
    const shown = stage.read()
    expect(pings(shown)).toEqual(step.pings)
    expect(linesAt(shown, 'hkc-kcs')).toEqual(step.line ? [step.line] : [])
    for (const place of ['hkc-kcs', 'hkc-desk', 'kcs-desk']) {
      const cards = (shown[place] ?? []).filter(l => l.startsWith('now'))
      expect(cards, `${place} at minute ${step.minute}`).toHaveLength(step.state ? 1 : 0)
      if (step.state)
        expect(cards[0]).toContain(`now Immediate: referral ${firstRef}, ${step.state} |`)
    }
    expect(takenBack(shown).sort()).toEqual(givesWay[step.minute] ?? [])
    minute = step.minute
  }
  await again(stage, how)

  await stage.press('kcs.o1', 'kcs-desk', 'acknowledge')
  const met = stage.read()
  expect(pings(met)).toEqual({})
  expect(takenBack(met).sort()).toEqual([
    ...Array(2).fill(`hkc-desk ${over}`),
    ...Array(4).fill(`kcs-desk ${over}`),
  ])
  expect(linesAt(met, 'hkc-kcs')).toEqual([
    'line Korea Customs Service acknowledged receipt (Kim Min-jun, 2026-11-24 16:15 HKT / 17:15 KST).',
  ])
  expect(met['kcs-desk']?.filter(l => l.startsWith('now'))).toEqual([
    expect.stringMatching(/^now Immediate: referral HK-2026-000001, Acknowledged \|/),
  ])
  await again(stage, how)

  expect(await stage.story(firstRef)).toEqual([
    'drafted',
    'filled',
    'sent',
    ...ladder.map(() => 'escalated'),
    'acknowledged',
  ])
  const keys = keysOf(stage)
  expect(new Set(keys).size).toBe(keys.length)
  // Draft, sent, two reminders, two steps to one desk and three to both (the cards with the first of
  // each), what gave way, and the acknowledgement.
  expect(keys.length).toBe(2 + 4 + 2 + (5 + 2) + (6 + 3 + 3) + 4 + (4 + 6))
  expect(await stage.referral(firstRef)).toMatchObject({ state: 'acknowledged', escalations: 7 })
}

onEveryStore('given a referral that nobody acknowledges', story => {
  story(
    'when the bot restarts between every two steps, then each is told once',
    neglected('restart'),
  )
  story('when the power fails between every two steps, then each is told once', neglected('crash'))

  story('when a ping is late and the deadline was met, then it calls nobody', async stage => {
    await sent(stage)
    await stage.fastForward(minutes(14))
    expect(pings(stage.read())).toEqual({ 'kcs-desk': [soon, soon] })
    stage.paper.troubleAt('kcs-desk', {
      kind: 'fault',
      fault: { kind: 'RateLimited', retryAfterMs: minutes(3) },
    })
    await stage.fastForward(minutes(1))
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
    'when the bot was down past six steps, then one message tells all whom they name, and which were missed',
    async stage => {
      await sent(stage)
      stage.jump(hours(3))
      await stage.restart()
      await stage.fastForward(minutes(1) - 1)
      expect(stage.read()).toEqual({})
      await stage.fastForward(1)
      const shown = stage.read()
      expect(pings(shown)).toEqual({
        'kcs-desk': [
          `${late} ${at.KR}. | Please act now. | Earlier steps passed over: 6 | The system was not running from 2026-11-24 15:00 KST / 14:00 HKT to 2026-11-24 18:00 KST / 17:00 HKT. | ${hourly} | [view] | @kcs.o1 | @kcs.o2`,
        ],
        'hkc-desk': [
          `${toldNow} | Earlier steps passed over: 6 | The system was not running from 2026-11-24 14:00 HKT / 15:00 KST to 2026-11-24 17:00 HKT / 18:00 KST. | ${hourly} | [view] | @hkc.o1 | @hkc.o2`,
        ],
      })
      const escalated = (await stage.entries()).filter(e => e.type === 'referral.escalated')
      expect(escalated.map(e => e.event)).toEqual([
        expect.objectContaining({
          deadline: 'ack',
          step: 6,
          missed: [0, 1, 2, 3, 4, 5],
          because: {
            kind: 'down',
            from: '2026-11-24T06:00:00.000Z',
            to: '2026-11-24T09:00:00.000Z',
          },
        }),
      ])
      expect(await stage.referral(firstRef)).toMatchObject({ escalations: 7 })
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
      // Till half of the time to decide is gone, nobody is called.
      await stage.fastForward(minutes(29))
      expect(stage.read()).toEqual({})
    },
  )
})

onEveryStore('given a referral that is accepted and not answered', story => {
  story(
    'when the reply deadline passes, then the owner is called, and then both desks',
    async stage => {
      await accepted(stage)
      const due = '2026-11-24 23:00 KST / 22:00 HKT'
      const reminder = `ping ${firstRef}: reply is due by ${due}. | Please act before then. | [view] | @kcs.o1`
      const overdue = `ping ${firstRef} has not been replied to. It was due by ${due}. | Please act now. | [view] | @kcs.o1`
      await stage.fastForward(hours(8))
      expect(pings(stage.read())).toEqual({ 'kcs-desk': [reminder, reminder, overdue] })
      await stage.fastForward(minutes(15))
      expect(pings(stage.read())).toEqual({ 'kcs-desk': [overdue] })
      await stage.fastForward(minutes(15))
      const second = stage.read()
      expect(Object.keys(pings(second)).sort()).toEqual(['hkc-desk', 'kcs-desk'])
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
      expect(takenBack(answered)).toHaveLength(4)
      await stage.fastForward(hours(24 * 13))
      expect(stage.read()).toEqual({})
      expect(await stage.story(firstRef)).toEqual([
        'drafted',
        'filled',
        'sent',
        'acknowledged',
        'accepted',
        ...['reminder', 'reminder', 'duty', 'backup', 'both desks'].map(() => 'escalated'),
        'answered',
      ])
    },
  )
})
