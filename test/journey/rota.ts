import { configSchema } from '../../src/config.ts'
import { readAnswer } from '../rigs/reading.ts'
import type { Stage } from '../rigs/stage.ts'
import { demoSettings, stageSettings } from '../rigs/stage-config.ts'
import { seoul, shippedCalendars, told } from './told.ts'

/** Turns of a day each, in Korea only: Kim and Park by day, whoever comes next behind them. */
export const daily = configSchema.parse({
  ...stageSettings(),
  contactPoints: stageSettings().contactPoints.map(d =>
    d.id === 'kcs.cyber'
      ? {
          ...d,
          duty: demoSettings()
            .contactPoints.filter(x => x.id === d.id)
            .flatMap(x => x.duty.slice(0, 1))
            .map(r => ({ ...r, everyDays: 1 })),
        }
      : d,
  ),
})

/** A Monday, an hour after the hand-over: it is Kim's turn. */
const rosters = { rosters: true, config: daily, calendars: shippedCalendars() } as const
export const monday = { ...rosters, start: seoul('2026-11-23 10:00') }

/** The first note is accepted, the other desk has no turns. */
export const settled = async (stage: Stage): Promise<void> => {
  await stage.pump()
  told(stage)
  await stage.press('kcs.o1', 'kcs-desk', 'duty-accept')
  told(stage)
}

export const who = async (stage: Stage): Promise<string> => {
  const line = readAnswer(await stage.say('hkc.o2', '/duty now')).split(' | ')
  return line.filter(l => /^(On duty|Nobody|Backup)/.test(l)).at(0) ?? ''
}
