import { expect } from 'vitest'
import { minutes } from '../../src/kit/time.ts'
import type { FiguresAnswer, FiguresAsked, SpokenFigures } from '../../src/ports/figures.ts'
import { readAnswer } from '../rigs/reading.ts'
import type { Stage } from '../rigs/stage.ts'
import { act } from './matter.ts'
import { onEveryStore } from './on-every-store.ts'
import { sentBy, seoul, told, until } from './told.ts'

const given = { start: seoul('2026-11-29 20:00'), rosters: true } as const

const week = async (stage: Stage): Promise<void> => {
  await stage.pump()
  await sentBy(stage, 'hkc.o1', 'HK-2026-000001', 'immediate')
  await stage.fastForward(minutes(9))
  await stage.press('kcs.o1', 'kcs-desk', 'acknowledge')
  await sentBy(stage, 'kcs.o1', 'KR-2026-000001')
  await act(stage, 'hkc.o1', 'KR-2026-000001', 'acknowledge')
  await until(stage, '2026-11-30 10:05')
  told(stage)
}

const ask = (stage: Stage, officer: string, asked: FiguresAsked = {}): Promise<FiguresAnswer> =>
  stage.bot().figures(stage.actorOf(officer), asked)

const shownTo = async (
  stage: Stage,
  officer: string,
  asked?: FiguresAsked,
): Promise<SpokenFigures> => {
  const answer = await ask(stage, officer, asked)
  if (answer.kind !== 'figures') throw new Error(readAnswer(answer))
  return answer.figures
}

onEveryStore('given a week that is over', story => {
  story(
    'when officers of both sides look at its figures, then they see the same, each in their language',
    async stage => {
      await week(stage)
      const [ours, theirs] = [await shownTo(stage, 'hkc.o1'), await shownTo(stage, 'kcs.o1')]
      expect([ours.week, ours.pair, theirs.pair]).toEqual(['2026-W48', 'kcs.cyber', 'hkc.cyber'])
      expect(ours.weeks.map(w => w.id)).toEqual(['2026-W49', '2026-W48'])
      expect(ours.weeks[0]?.label).toBe('2026-W49（至今）')
      expect(theirs.title).toContain('주간 요약 2026-W48')
      expect([ours.csv, ours.json]).toEqual([theirs.csv, theirs.json])
      const bars = (f: SpokenFigures, group: string) =>
        f.groups.find(g => g.id === group)?.rows.map(r => r.sides.map(s => s[0]))
      expect(bars(ours, 'all')).toEqual(bars(theirs, 'all'))
      expect(bars(ours, 'all')?.[0]).toEqual([{ value: 1 }, { value: 1 }])
      expect(bars(ours, 'immediate')?.[0]).toEqual([{ value: 1 }, { value: 0 }])
      expect(bars(ours, 'immediate')?.[2]?.[1]).toEqual({ value: 1, of: 1 })
      // There was no week before, and none a year ago.
      expect(ours.groups[0]?.rows[0]?.sides[0]?.slice(1)).toEqual([null, null])
      const next = await shownTo(stage, 'hkc.o1', { week: '2026-w49', pair: 'hkc.cyber+kcs.cyber' })
      expect(next.groups[0]?.rows[0]?.sides.map(s => s.map(b => b?.value))).toEqual([
        [0, 1, undefined],
        [0, 1, undefined],
      ])
    },
    given,
  )

  story(
    'when a week that is none, a desk that shares no channel or nobody known asks, then it is refused',
    async stage => {
      await week(stage)
      const size = (await stage.entries()).length
      for (const asked of [{ week: '2026-W54' }, { week: '2025-W10' }, { pair: 'xyz.cyber' }])
        expect((await ask(stage, 'hkc.o1', asked)).kind).toBe('refusal')
      const stranger = { ...stage.actorOf('hkc.o1'), user: 'nobody' }
      expect((await stage.bot().figures(stranger, {}, ['ko'])).kind).toBe('refusal')
      expect((await stage.entries()).length).toBe(size)
    },
    given,
  )
})
