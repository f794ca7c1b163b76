import { expect } from 'vitest'
import { configSchema } from '../../src/config.ts'
import { days, minutes } from '../../src/kit/time.ts'
import { readAnswer } from '../rigs/reading.ts'
import type { Stage } from '../rigs/stage.ts'
import { stageSettings } from '../rigs/stage-config.ts'
import { onEveryStore } from './on-every-store.ts'
import { firstRef } from './scenes.ts'

type Read = Readonly<Record<string, readonly string[]>>

const begin = (stage: Stage) => stage.say('hkc.o2', '/drill to=kcs.cyber')

/** Lines anywhere that do not say that they are of an exercise. */
const unmarked = (shown: Read): readonly string[] =>
  Object.values(shown)
    .flat()
    .filter(l => !/^(?:new|now|line|ping|back) EXERCISE: /.test(l))

const ended = /^line EXERCISE: The exercise is over\./

onEveryStore('given an exercise', story => {
  story('when it begins, then both desks see what it is and what to do', async stage => {
    const answer = readAnswer(await begin(stage))
    expect(answer).toMatch(/^card en EXERCISE: .+ do nothing else\. \| \[withdraw\]/)
    const shown = stage.read()
    expect(Object.keys(shown).toSorted()).toEqual(['hkc-desk', 'hkc-kcs', 'kcs-desk'])
    expect(unmarked(shown)).toEqual([])
    expect(shown['kcs-desk']?.[0]).toContain('acknowledge it as if it were real')
    expect(shown['kcs-desk']?.[0]).toContain('[acknowledge]')
    expect(shown['hkc-kcs']).toHaveLength(2)
    expect(await stage.story(firstRef)).toEqual(['drafted', 'sent'])
  })

  story('when it is acknowledged in time, then it is over and tells its times', async stage => {
    await begin(stage)
    stage.read()
    await stage.fastForward(minutes(4))
    await stage.press('kcs.o1', 'kcs-desk', 'acknowledge')
    const shown = stage.read()
    expect(unmarked(shown)).toEqual([])
    const report = (shown['hkc-kcs'] ?? []).filter(l => ended.test(l))
    expect(report).toHaveLength(1)
    expect(report[0]).toMatch(
      / \| Sent by .+ \| First shown at the other desk at .+, after 0 seconds\. \|.* Acknowledged by .+, after 4 minutes\. \| In time\. The limit was 15 minutes\.$/,
    )
    expect(shown['hkc-kcs']).toContainEqual(
      expect.stringMatching(/^now EXERCISE: .*, Closed \| .*In time\./),
    )
    expect(await stage.story(firstRef)).toEqual(['drafted', 'sent', 'acknowledged', 'drill_ended'])

    await stage.fastForward(days(30))
    expect(stage.read()).toEqual({})
    expect((await stage.referral(firstRef)).deadlines).toEqual([])
  })

  story(
    'when nobody answers, then it calls like a real one, over a restart too, and its report names each step',
    async stage => {
      await begin(stage)
      stage.read()
      await stage.fastForward(minutes(20))
      const first = stage.read()
      expect(unmarked(first)).toEqual([])
      expect((first['kcs-desk'] ?? []).filter(l => l.startsWith('ping')).length).toBeGreaterThan(0)
      await stage.restart()
      await stage.fastForward(minutes(30))
      const second = stage.read()
      expect(unmarked(second)).toEqual([])
      expect((second['hkc-desk'] ?? []).filter(l => l.startsWith('ping'))).toHaveLength(1)

      const taken = (await stage.story(firstRef)).filter(e => e === 'escalated').length
      await stage.press('kcs.o1', 'kcs-desk', 'acknowledge')
      const shown = stage.read()
      expect(unmarked(shown)).toEqual([])
      const report = (shown['hkc-kcs'] ?? []).find(l => ended.test(l)) ?? ''
      expect(report.match(/\| Step taken at /g)).toHaveLength(taken)
      expect(report).toMatch(/Acknowledged by .+, after 50 minutes\. \| Too late by 35 minutes\./)
      expect(
        Object.values(shown)
          .flat()
          .filter(l => l.startsWith('back')).length,
      ).toBeGreaterThan(0)
    },
  )

  story('when its sender takes it back, then the report says that nobody answered', async stage => {
    await begin(stage)
    stage.read()
    const form = await stage.say('hkc.o2', `/referral withdraw ${firstRef}`)
    await stage.submit('hkc.o2', form, { explanation: 'A real matter came in.' })
    const shown = stage.read()
    expect(unmarked(shown)).toEqual([])
    expect(
      (shown['hkc-kcs'] ?? []).filter(l => l.includes('without an acknowledgement')),
    ).toHaveLength(2)
    expect(await stage.story(firstRef)).toEqual(['drafted', 'sent', 'withdrawn'])
    await stage.fastForward(days(3))
    expect(stage.read()).toEqual({})
  })

  story(
    'when it has been over for as long as the settings say, then it is erased like a closed one',
    async stage => {
      await begin(stage)
      await stage.press('kcs.o1', 'kcs-desk', 'acknowledge')
      stage.read()
      await stage.fastForward(days(29))
      expect((await stage.referral(firstRef)).erased).toBe(false)
      await stage.fastForward(days(2))
      expect((await stage.referral(firstRef)).erased).toBe(true)
      expect(unmarked(stage.read())).toEqual([])
    },
    { config: configSchema.parse({ ...stageSettings(), retentionDays: 30 }) },
  )

  story(
    'when it is taken for a real matter, then that is refused and nothing changes',
    async stage => {
      await begin(stage)
      stage.read()
      const tried = ['accept', 'answer', 'decline', 'request-info']
      const answers = []
      for (const name of tried)
        answers.push(readAnswer(await stage.say('kcs.o1', `/referral ${name} ${firstRef}`)))
      expect(answers).toEqual(tried.map(() => expect.stringMatching(/^refusal ko 훈련 건입니다\./)))
      expect(readAnswer(await stage.say('hkc.o1', '/drill to=kcs.cyber'))).toMatch(/^refusal/)
      expect(stage.read()).toEqual({})
      expect(await stage.story(firstRef)).toEqual(['drafted', 'sent'])
    },
  )
})
