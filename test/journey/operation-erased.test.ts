import { expect } from 'vitest'
import { configSchema } from '../../src/config.ts'
import { days, hours } from '../../src/kit/time.ts'
import type { Stage } from '../rigs/stage.ts'
import { stageSettings } from '../rigs/stage-config.ts'
import { erase, hanging, holders } from './erased.ts'
import { allOf } from './matter.ts'
import { onEveryStore } from './on-every-store.ts'
import {
  answered,
  begun,
  cardAt,
  closedWith,
  given,
  operation,
  ref,
  tag,
} from './operation-scenes.ts'

const first = 'HK-2026-000001'
const said = ['Project Crocodile', 'declared anew', 'Dogane di Genova', 'One lorry']

const running = async (stage: Stage): Promise<void> => {
  await begun(stage)
  await stage.press('kcs.o1', 'kcs-desk', 'o-join')
  await answered(stage, first)
  await closedWith(stage, first, '3580000')
  await tag(stage, 'kcs.o1', first)
  await given(stage, 'kcs.o1', 'proxy', {
    administration: 'Dogane di Genova',
    'measure-1-kind': 'cigarettes',
    'measure-1-value': '8000000',
    'measure-1-basis': 'own',
    language: 'en',
  })
  await given(stage, 'hkc.o1', 'sitrep', { situation: 'One lorry.', language: 'en' })
}

onEveryStore('given an operation with content', story => {
  story(
    'when it is erased, then name, reports and names outside are gone, and the count stays',
    async stage => {
      await running(stage)
      expect(hanging(stage, 'operation').length).toBeGreaterThanOrEqual(8)
      if (stage.folder()) expect(holders(stage, 'Project Crocodile')).not.toEqual([])
      expect(await erase(stage, ref)).toBe('erased')
      await stage.pump()
      expect(hanging(stage, 'operation')).toEqual([])
      for (const text of said) expect(holders(stage, text), text).toEqual([])
      for (const place of ['hkc-desk', 'kcs-desk'])
        for (const card of ['operation', 'operation-report']) {
          expect(cardAt(stage, place, card)).toContain('The content was erased. The log remains.')
          expect(cardAt(stage, place, card)).toContain('3,580,000 sticks')
        }
      const view = allOf(await stage.say('kcs.o1', `/operation view ${ref}`))
      for (const text of said) expect(view).not.toContain(text)
      expect(await erase(stage, ref)).toBe('already')
      stage.read()
      // Its clocks are gone with it, and call nobody.
      await stage.fastForward(days(60))
      expect((await stage.story(ref)).filter(e => e === 'operation.escalated')).toEqual([])
      expect((await operation(stage)).reports).toHaveLength(1)
      stage.read()
    },
  )
})

onEveryStore('given a number of days that content is kept', story => {
  story(
    'when an operation has ended so long ago, then it is erased as an entry of its own',
    async stage => {
      await running(stage)
      await given(stage, 'hkc.o1', 'close', { situation: 'Ended.', language: 'en' })
      stage.jump(days(29) + hours(23))
      await stage.pump()
      expect(await stage.story(ref)).not.toContain('operation.erased')
      stage.jump(hours(2))
      await stage.pump()
      expect((await stage.story(ref)).at(-1)).toBe('operation.erased')
      for (const text of said) expect(holders(stage, text), text).toEqual([])
      stage.read()
    },
    { config: configSchema.parse({ ...stageSettings(), retentionDays: 30 }) },
  )
})
