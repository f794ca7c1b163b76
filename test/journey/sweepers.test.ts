import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createCatalogue } from '../../adapters/i18next/index.ts'
import { createSweep } from '../../src/bot/sweep.ts'
import { createVigil } from '../../src/bot/vigil.ts'
import type { World } from '../../src/bot/world.ts'
import { createPolicyOf } from '../../src/escalation/agreed.ts'
import { hours, instant, minutes, seconds } from '../../src/kit/time.ts'
import { matters } from '../../src/matter/index.ts'
import type { Store } from '../../src/ports/store.ts'
import { commands } from '../../src/referral/commands/index.ts'
import { dutyCommands } from '../../src/roster/commands/index.ts'
import { noFigures } from '../rigs/no-figures.ts'
import { raiseStage, type Stage } from '../rigs/stage.ts'
import { stageSettings } from '../rigs/stage-config.ts'
import { onEveryStore, storeKeys } from './on-every-store.ts'
import { sentBy, seoul, told } from './told.ts'

const start = seoul('2026-11-24 15:00')
const ref = (n: number): string => `HK-2026-${String(n).padStart(6, '0')}`
const catalogue = createCatalogue({ dir: join(import.meta.dirname, '../../locales') })

/** One more process that sweeps the store of the stage, on the clock of the same host. */
const sweeper = (stage: Stage, holder: string, over: Partial<Store> = {}) => {
  const began = stage.clock.now()
  const world: World = {
    store: { ...stage.store(), ...over },
    vault: stage.vault(),
    catalogue,
    clock: { now: stage.clock.now, monotonic: () => stage.clock.now() - began },
    directory: stage.directory,
    policyOf: createPolicyOf(stageSettings()),
    commands,
    dutyCommands,
    matters,
    platforms: [],
    ...noFigures,
    log: { info: () => {}, warn: () => {}, error: () => {} },
    holder,
  }
  return createSweep(world, createVigil(world))
}

/** So many immediate referrals, all unacknowledged; the bot that sent them sweeps no more. */
const waiting = async (stage: Stage, count: number): Promise<void> => {
  for (let n = 1; n <= count; n++) await sentBy(stage, 'hkc.o1', ref(n), 'immediate')
  await stage.bot().leave()
}

/** Each step that was taken, and each that was named as leapt over, once per referral. */
const stepsOf = async (stage: Stage, id: string): Promise<readonly number[]> =>
  (await stage.entries())
    .filter(e => e.type === 'referral.escalated' && e.subject?.id === id)
    .map(e => e.event as unknown as { deadline: string; step: number; missed: number[] })
    .filter(e => e.deadline === 'ack')
    .flatMap(e => [...e.missed, e.step])

onEveryStore('given two bots that sweep one store', story => {
  story(
    'when both sweep at each moment, then each step is taken once',
    async stage => {
      await waiting(stage, 3)
      const one = sweeper(stage, 'one')
      const two = sweeper(stage, 'two')
      let taken = 0
      for (let n = 0; n < 76; n++) {
        stage.jump(minutes(1))
        const counts = await Promise.all([two.sweep(), one.sweep(), two.sweep(), one.sweep()])
        taken += counts.reduce((a, b) => a + b, 0)
      }
      for (const n of [1, 2, 3]) expect(await stepsOf(stage, ref(n))).toEqual([0, 1, 2, 3, 4, 5])
      expect(taken).toBe(18)
      stage.jump(seconds(1))
      await two.leave()
      await one.leave()
      await stage.pump()
      told(stage)
    },
    { start },
  )

  story(
    'when the first falls asleep between its decision and its commit, then the second takes the step',
    async stage => {
      await waiting(stage, 1)
      const gate = Promise.withResolvers<void>()
      const reached = Promise.withResolvers<void>()
      const results: string[] = []
      let drowsy = false
      const one = sweeper(stage, 'one', {
        commit: async batch => {
          if (!drowsy) return stage.store().commit(batch)
          reached.resolve()
          await gate.promise
          const result = await stage.store().commit(batch)
          results.push(result.kind)
          return result
        },
      })
      const two = sweeper(stage, 'two')
      expect(await one.sweep()).toBe(0)
      stage.jump(minutes(8))
      drowsy = true
      const asleep = one.sweep()
      await reached.promise
      expect(await two.sweep()).toBe(0)
      expect(two.quietUntil()).toBe(stage.clock.now() + seconds(15))
      stage.jump(seconds(14))
      expect(await two.sweep()).toBe(0)
      stage.jump(seconds(1))
      expect(await two.sweep()).toBe(1)
      gate.resolve()
      expect(await asleep).toBe(0)
      expect(results).toEqual(['fenced'])
      expect(await stepsOf(stage, ref(1))).toEqual([0])
      drowsy = false
      // It wakes, asks, and is told who sweeps; it takes over only when that one has stopped.
      expect(await one.sweep()).toBe(0)
      await two.leave()
      stage.jump(minutes(5))
      expect(await one.sweep()).toBe(0)
      stage.jump(minutes(1))
      expect(await one.sweep()).toBe(1)
      expect(await stepsOf(stage, ref(1))).toEqual([0, 1])
      await one.leave()
      await stage.pump()
      told(stage)
    },
    { start },
  )
})

test.each(storeKeys)(
  'given any order of sweeps, sleeps and restarts of two bots on %s, then each step is taken once',
  async store => {
    let looked = 0
    const act = fc.oneof(
      fc.record({ kind: fc.constant('sweep' as const), who: fc.constantFrom(0, 1) }),
      fc.record({ kind: fc.constant('both' as const) }),
      fc.record({ kind: fc.constant('wait' as const), for: fc.integer({ min: 1, max: 900 }) }),
      fc.record({ kind: fc.constant('anew' as const), who: fc.constantFrom(0, 1) }),
      fc.record({ kind: fc.constant('leave' as const), who: fc.constantFrom(0, 1) }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 40 }), async acts => {
        const stage = await raiseStage({ store, start })
        await waiting(stage, 1)
        const bots = [sweeper(stage, 'a'), sweeper(stage, 'b')]
        let born = 0
        for (const a of acts) {
          if (a.kind === 'wait') stage.jump(seconds(a.for))
          if (a.kind === 'both') await Promise.all(bots.map(b => b.sweep()))
          if (a.kind === 'sweep') await bots[a.who]?.sweep()
          if (a.kind === 'leave') await bots[a.who]?.leave()
          if (a.kind === 'anew') {
            born += 1
            bots[a.who] = sweeper(stage, `new-${born}`)
          }
        }
        // Whatever came before: whoever is left catches up within a few minutes.
        stage.clock.set(instant(Math.max(stage.clock.now(), start + hours(2))))
        for (let n = 0; n < 4; n++) {
          stage.jump(minutes(1))
          await bots[0]?.sweep()
        }
        const steps = await stepsOf(stage, ref(1))
        expect(steps.slice(0, 6)).toEqual([0, 1, 2, 3, 4, 5])
        expect(new Set(steps).size).toBe(steps.length)
        looked += steps.length
        await bots[0]?.leave()
        stage.read()
        await stage.bot().deliver()
        while ((await stage.bot().deliver()) > 0);
        stage.read()
        await stage.end()
      }),
      { numRuns: store === 'memory' ? 30 : 6 },
    )
    expect(looked).toBeGreaterThan(30)
  },
)
