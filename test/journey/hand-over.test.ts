import { expect } from 'vitest'
import { hours, minutes } from '../../src/kit/time.ts'
import { readAnswer, readFields } from '../rigs/reading.ts'
import type { Stage } from '../rigs/stage.ts'
import { onEveryStore } from './on-every-store.ts'
import { filmCase, filmForm, firstRef, newForm } from './scenes.ts'

const head = `Immediate: referral ${firstRef}`
const korea = 'turn: Korea Customs Service, contact point'
const hongKong = 'turn: Hong Kong Customs, contact point'
const film = '“Film offered by an initial seeder”'

/** Three cards that say the same but for whose clock comes first and which buttons there are. */
const cards = (
  verbs: readonly [string, string, string],
  say: (clocks: 'HK' | 'KR') => string,
  buttons: { readonly sender: string; readonly receiver: string },
) => ({
  'hkc-kcs': `${verbs[0]} ${head}, ${say('HK')} | ${film}${buttons.sender}${buttons.receiver} | [view]`,
  'hkc-desk': `${verbs[1]} ${head}, ${say('HK')} | ${film}${buttons.sender} | [view]`,
  'kcs-desk': `${verbs[2]} ${head}, ${say('KR')} | ${film}${buttons.receiver} | [view]`,
})

const now = ['now', 'now', 'now'] as const

const decision = { HK: '15:05 HKT / 16:05 KST', KR: '16:05 KST / 15:05 HKT' }
const clocks = { HK: '22:00 HKT / 23:00 KST', KR: '23:00 KST / 22:00 HKT' }

const begin = async (stage: Stage): Promise<void> => {
  expect(readAnswer(await stage.say('hkc.o1', '/referral new to=kcs.cyber'))).toBe(
    'form zh-HK v1:-:create:0',
  )
  const draft = await stage.submit('hkc.o1', newForm, filmCase)
  expect(readAnswer(draft)).toBe(`form zh-HK v1:${firstRef}:fill:1`)
  expect(stage.read()).toEqual({
    'hkc-desk': [
      `new ${head}, Draft | ${hongKong} | Draft. The other side does not see it until it is sent. | ${film} | [fill] | [withdraw] | [view]`,
    ],
  })
  await stage.submit('hkc.o1', draft, filmForm)
  expect(stage.read()).toEqual({
    'hkc-desk': [expect.stringMatching(/^now .*, Draft .*\[send\] /)],
  })
}

const handOver = async (stage: Stage): Promise<void> => {
  expect(await stage.press('hkc.o1', 'hkc-desk', 'send')).toEqual({ kind: 'none' })
  const by = { HK: '14:15 HKT / 15:15 KST', KR: '15:15 KST / 14:15 HKT' }
  const shown = cards(
    ['new', 'now', 'new'],
    c => `Sent | ${korea} | Please acknowledge receipt by 2026-11-24 ${by[c]}.`,
    { sender: '', receiver: ' | [acknowledge]' },
  )
  expect(stage.read()).toEqual({
    'hkc-kcs': [
      shown['hkc-kcs'],
      'line Sent by Wong Ka-ming at 2026-11-24 14:00 HKT / 15:00 KST. | @kcs.o1',
    ],
    'hkc-desk': [shown['hkc-desk']],
    'kcs-desk': [shown['kcs-desk']],
  })
  const onWall = stage.paper.sheets().find(s => s.place === 'kcs-desk')
  expect(onWall && readFields(onWall.outgoing.card)).toEqual([
    'Status: Sent',
    'Whose turn: Korea Customs Service, contact point',
    'From: Hong Kong Customs, contact point',
    'To: Korea Customs Service, contact point',
    expect.stringMatching(/^Category: /),
    'Due: 2026-11-24 15:15 KST / 14:15 HKT',
  ])
}

const takeOn = async (stage: Stage): Promise<void> => {
  await stage.fastForward(minutes(5))
  await stage.press('kcs.o1', 'hkc-kcs', 'acknowledge')
  const acknowledged = cards(
    now,
    c => `Acknowledged | ${korea} | Please accept or decline by 2026-11-24 ${decision[c]}.`,
    { sender: '', receiver: ' | [accept] | [decline]' },
  )
  expect(stage.read()).toEqual({
    'hkc-kcs': [
      acknowledged['hkc-kcs'],
      'line Korea Customs Service acknowledged receipt (Kim Min-jun, 2026-11-24 14:05 HKT / 15:05 KST).',
    ],
    'hkc-desk': [acknowledged['hkc-desk']],
    'kcs-desk': [acknowledged['kcs-desk']],
  })
  const typed = `/referral accept ${firstRef.toLowerCase()} reference="KCS 2026/77"`
  expect(readAnswer(await stage.say('kcs.o2', typed))).toMatch(/^card ko .*기록/)
  const accepted = cards(
    now,
    c => `Accepted | ${korea} | Please reply by 2026-11-24 ${clocks[c]}.`,
    {
      sender: '',
      receiver: ' | [answer]',
    },
  )
  expect(stage.read()).toEqual({
    'hkc-kcs': [
      accepted['hkc-kcs'],
      'line Korea Customs Service accepted the referral (Park Seo-yeon, 2026-11-24 14:05 HKT / 15:05 KST). | “KCS 2026/77”',
    ],
    'hkc-desk': [accepted['hkc-desk']],
    'kcs-desk': [accepted['kcs-desk']],
  })
}

const finish = async (stage: Stage): Promise<void> => {
  await stage.fastForward(hours(2))
  const form = await stage.press('kcs.o1', 'kcs-desk', 'answer')
  expect(readAnswer(form)).toBe(`form ko v1:${firstRef}:answer:5`)
  await stage.submit('kcs.o1', form, {
    result: 'Two re-seeders found.',
    'result-identify-operator': 'yes',
    language: 'en',
  })
  const ask = `| ${hongKong} | Please report the outcome and close the case.`
  const answered = cards(now, () => `Replied ${ask}`, { sender: ' | [close]', receiver: '' })
  expect(stage.read()).toEqual({
    'hkc-kcs': [
      answered['hkc-kcs'],
      'line Korea Customs Service replied (Kim Min-jun, 2026-11-24 16:05 HKT / 17:05 KST). | “Two re-seeders found.” | @hkc.o1',
    ],
    'hkc-desk': [answered['hkc-desk']],
    'kcs-desk': [answered['kcs-desk']],
  })
  const closing = await stage.press('hkc.o2', 'hkc-kcs', 'close')
  await stage.submit('hkc.o2', closing, { outcome: 'success', note: 'Search carried out.' })
  const closed = cards(now, () => `Closed | turn: nobody`, { sender: '', receiver: '' })
  expect(stage.read()).toEqual({
    'hkc-kcs': [
      closed['hkc-kcs'],
      expect.stringMatching(
        /^line Case closed by Chan Mei-ling at 2026-11-24 16:05 HKT .* \| “Search carried out.”$/,
      ),
    ],
    'hkc-desk': [closed['hkc-desk']],
    'kcs-desk': [closed['kcs-desk']],
  })
}

onEveryStore('given two desks', story => {
  story('when a referral is handed over whole, then each place reads each step', async stage => {
    await begin(stage)
    await handOver(stage)
    await takeOn(stage)
    await finish(stage)

    const acts = ['drafted', 'filled', 'sent', 'acknowledged', 'accepted', 'answered', 'closed']
    expect(await stage.story(firstRef)).toEqual(acts)
    const entries = await stage.entries()
    const types = Object.groupBy(entries, e => e.type)
    // One card for the draft; after it three cards and a line for each act.
    expect(types['delivery.posted']).toHaveLength(2 + 5 * 4)
    expect(entries).toHaveLength(1 + acts.length + 22)
    expect(entries[0]?.type).toBe('log.opened')
    expect(await stage.verify()).toMatchObject({
      kind: 'proven',
      size: 30,
      subjects: new Map([[firstRef, 29]]),
    })
    expect(await stage.referral(firstRef)).toMatchObject({
      state: 'closed',
      outcome: 'success',
      revision: 7,
      deadlines: [],
      escalations: 0,
    })
    await stage.fastForward(hours(24 * 30))
  })

  story(
    'when an entry tells of an act, then it names who, where from and by which delivery',
    async stage => {
      await stage.submit('hkc.o1', newForm, filmCase, 'the-key')
      stage.read()
      const drafted = (await stage.entries()).find(e => e.type === 'referral.drafted')
      expect(drafted).toMatchObject({
        actor: {
          officer: 'hkc.o1',
          desk: 'hkc.cyber',
          platform: 'console',
          workspace: 'local',
          user: 'hkc.o1',
        },
        cause: { key: 'the-key' },
        event: { from: 'hkc.cyber', to: 'kcs.cyber', text: { language: 'en' } },
      })
      const text = JSON.stringify(drafted)
      const words = [filmCase.subject, filmCase.narrative, filmCase.identifiers]
      expect(words.filter(w => text.includes(w))).toEqual([])
      expect(words).toHaveLength(3)
    },
  )

  story('when two are begun at the same moment, then each has a number of its own', async stage => {
    const begin = (who: string) =>
      stage.hear(who, { kind: 'form', data: newForm, values: { ...filmCase, subject: who } })
    const answers = await Promise.all([begin('hkc.o1'), begin('hkc.o2'), begin('hkc.o3')])
    await stage.pump()
    expect(answers.map(a => a.kind)).toEqual(['form', 'form', 'form'])
    const numbers = (await stage.entries())
      .filter(e => e.type === 'referral.drafted')
      .map(e => e.subject?.id)
    expect(numbers).toEqual(['HK-2026-000001', 'HK-2026-000002', 'HK-2026-000003'])
    const shown = stage.read()
    expect(Object.keys(shown)).toEqual(['hkc-desk'])
    // Each card has the words of the one who won the number.
    for (const who of ['hkc.o1', 'hkc.o2', 'hkc.o3'])
      expect(shown['hkc-desk']?.filter(card => card.includes(`“${who}”`))).toHaveLength(1)
  })
})
