import { expect } from 'vitest'
import { readAnswer } from '../rigs/reading.ts'
import type { Stage } from '../rigs/stage.ts'
import { act } from './matter.ts'
import { onEveryStore } from './on-every-store.ts'
import { sentBy, told } from './told.ts'

const ref = 'HK-2026-000001'

/** Where in the log that was said. */
const entryOf = async (stage: Stage, type: string): Promise<number> => {
  const at = (await stage.entries()).findIndex(e => e.type === type)
  if (at < 0) throw new Error(`no ${type}`)
  return at
}

const correction = 'correction="It was received at 09:41, not at 09:14."'

onEveryStore('given a referral of which something was logged wrongly', story => {
  story(
    'when a supervisor corrects the entry, then both sides read it and the entry stays',
    async stage => {
      await sentBy(stage, 'hkc.o1', ref)
      await act(stage, 'kcs.o1', ref, 'acknowledge')
      told(stage)
      const seq = await entryOf(stage, 'referral.acknowledged')
      const before = (await stage.entries())[seq]
      await stage.say('kcs.o2', `/audit correct ${ref} entry=${seq} ${correction}`)
      const lines = told(stage).filter(l => l.includes(`Correction of entry ${seq}`))
      expect(lines.map(l => l.split(' ')[2])).toEqual(['hkc-kcs'])
      expect(lines[0]).toContain('09:41')
      expect(await stage.story(ref)).toContain('corrected')
      expect((await stage.entries())[seq]).toEqual(before)
      expect(JSON.stringify(await stage.entries())).not.toContain('09:41')
    },
  )

  story(
    'when the entry is of another referral, is none, or who asks is no supervisor, then it is refused',
    async stage => {
      await sentBy(stage, 'hkc.o1', ref)
      await sentBy(stage, 'hkc.o1', 'HK-2026-000002')
      told(stage)
      const { length } = await stage.entries()
      const other = (await stage.entries()).findLastIndex(e => e.type === 'referral.sent')
      for (const entry of [0, other, 100_000]) {
        const line = `/referral correct ${ref} entry=${entry} ${correction}`
        const answer = await stage.say('hkc.o2', line)
        expect([entry, answer.kind]).toEqual([entry, 'refusal'])
      }
      expect((await stage.say('hkc.o1', `/referral correct ${ref}`)).kind).toBe('refusal')
      const form = await stage.say('hkc.o2', `/audit correct ${ref}`)
      const wrong = await stage.submit('hkc.o2', form, {
        entry: '100000',
        correction: 'x',
        language: 'en',
      })
      expect(readAnswer(wrong)).toMatch(/^form/)
      expect((await stage.entries()).length).toBe(length)
      told(stage)
    },
  )
})
