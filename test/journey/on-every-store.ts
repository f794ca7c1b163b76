import { afterAll, describe, expect, test } from 'vitest'
import { type StoreKey, stores } from '../../adapters/index.ts'
import { raiseStage, type Stage, type StageOptions } from '../rigs/stage.ts'

export const storeKeys = Object.keys(stores) as StoreKey[]

type Tell = (
  title: string,
  act: (stage: Stage) => Promise<void>,
  options?: Omit<StageOptions, 'store'>,
) => void

/**
 * Tells the same stories over every store of the registry. Each story ends with `stage.end()`, so a
 * message that it didn't read fails it.
 */
export const onEveryStore = (title: string, stories: (story: Tell) => void): void => {
  const told = new Map<string, number>()
  describe.each(storeKeys)(`${title} (%s)`, store => {
    stories((name, act, options) => {
      test(name, async () => {
        const stage = await raiseStage({ store, ...options })
        await act(stage).catch(async (error: unknown) => {
          await stage.end().catch(() => {})
          throw error
        })
        await stage.end()
        told.set(store, (told.get(store) ?? 0) + 1)
      })
    })
  })
  afterAll(() => {
    const counts = [...told.values()]
    expect([...told.keys()], 'stores that told a story').toEqual(storeKeys)
    expect(storeKeys.length).toBeGreaterThanOrEqual(2)
    expect(new Set(counts).size, `as many on each: ${counts}`).toBe(1)
  })
}
