import { expect } from 'vitest'
import { createErase } from '../../src/bot/erase.ts'
import { createMatchKeys } from '../../src/bot/match-keys.ts'
import { matters } from '../../src/matter/index.ts'
import type { Stage } from '../rigs/stage.ts'
import { allOf, began, sentMatter } from './matter.ts'
import { onEveryStore } from './on-every-store.ts'

const first = 'HK-2026-000001'
const container = { identifiers: 'MSKU 123456-5' }
const key = 'container:MSKU1234565'

const erasing = (stage: Stage) => ({
  store: stage.store(),
  vault: stage.vault(),
  clock: { ...stage.clock, monotonic: () => 0 },
  directory: stage.directory,
  matters,
})

/** Whether Korea hears, at a new matter of its own, that another names the same container. */
const isTold = async (stage: Stage): Promise<boolean> =>
  allOf(await began(stage, 'kcs.o1', { to: 'hkc.cyber', ...container })).includes(first)

onEveryStore('given a referral that was compared with others', story => {
  story(
    'when another process erased its words, then a round later the bot has forgotten what they were compared by',
    async stage => {
      await sentMatter(stage, first, container)
      expect(await isTold(stage)).toBe(true)
      const { id } = await stage.referral(first)
      // As far as a process came that ended before it could say so in the log.
      expect(await stage.vault().erase(id)).toMatchObject({ ok: true })
      await stage.bot().check()
      // Only the index brings the two together again; what the bot remembers decides.
      await stage.vault().index(id, [key])
      expect(await isTold(stage)).toBe(false)
    },
  )

  story('when this process erases it, then its keys are gone at once', async stage => {
    await sentMatter(stage, first, container)
    const referral = await stage.referral(first)
    const matchKeys = createMatchKeys(stage.vault())
    const keys = await matchKeys.of(referral, 1)
    expect(keys).toContain(key)
    expect(await matchKeys.of(referral, 1), 'they are kept').toBe(keys)
    const erase = createErase({ ...erasing(stage), matchKeys })
    expect(await erase({ id: referral.id, actor: 'admin' })).toBe('erased')
    expect(await matchKeys.of(referral, 1)).toEqual([])
    await stage.pump()
    stage.read()
  })

  story(
    'when words were erased while they were read, then some rounds later their keys are gone',
    async stage => {
      await sentMatter(stage, first, container)
      const referral = await stage.referral(first)
      const matchKeys = createMatchKeys(stage.vault())
      const others = Array.from({ length: 45 }, (_, i) => ({ ...referral, id: `${first}-${i}` }))
      for (const other of others) await matchKeys.of(other as typeof referral, 1)
      await matchKeys.of(referral, 1)
      await matchKeys.step()
      expect(await matchKeys.of(referral, 1), 'its words are there').toContain(key)
      await stage.vault().erase(referral.id)
      for (let round = 0; round < 4; round++) await matchKeys.step()
      expect(await matchKeys.of(referral, 1)).toEqual([])
    },
  )
})
