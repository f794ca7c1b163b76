import { expect, test } from 'vitest'
import { raiseStage } from '../rigs/stage.ts'
import { storeKeys } from './on-every-store.ts'
import { filmCase, newForm } from './scenes.ts'

test.each(storeKeys)(
  'given a message that no story read, when the stage on %s ends, then it fails',
  async store => {
    const stage = await raiseStage({ store })
    await stage.submit('hkc.o1', newForm, filmCase)
    await expect(stage.end()).rejects.toThrow(/nobody expected it: .*"hkc-desk"/s)
  },
)

test.each(storeKeys)(
  'given a crash on %s, when what was written before is looked for, then only that is there',
  async store => {
    const stage = await raiseStage({ store })
    await stage.submit('hkc.o1', newForm, filmCase)
    stage.read()
    const before = await stage.store().head()
    const lost = stage.store()
    await stage.crash()
    expect(await stage.store().head()).toEqual(before)
    await expect(lost.head()).rejects.toThrow()
    await stage.end()
  },
)
