import { expect } from 'vitest'
import { createMatchKeys } from '../../src/bot/match-keys.ts'
import { erase } from './erased.ts'
import { sentMatter } from './matter.ts'
import { onEveryStore } from './on-every-store.ts'

const first = 'HK-2026-000001'
const container = { identifiers: 'MSKU 123456-5' }
const key = 'container:MSKU1234565'

onEveryStore('given a referral that is compared with others', story => {
  story('when it is erased, then its keys are gone at once', async stage => {
    await sentMatter(stage, first, container)
    const referral = await stage.referral(first)
    const matchKeys = createMatchKeys(stage.vault())
    const keys = await matchKeys.of(referral, 1)
    expect(keys).toContain(key)
    expect(await matchKeys.of(referral, 1), 'they are kept').toBe(keys)
    expect(await erase(stage, first, matchKeys)).toBe('erased')
    expect(await matchKeys.of(referral, 1)).toEqual([])
    await stage.pump()
    stage.read()
  })

  story('when it is erased while its words are read, then its keys are not kept', async stage => {
    await sentMatter(stage, first, container)
    const referral = await stage.referral(first)
    const matchKeys = createMatchKeys(stage.vault())
    const reading = matchKeys.of(referral, 1)
    expect(await erase(stage, first, matchKeys)).toBe('erased')
    expect(await reading, 'they were read before').toContain(key)
    expect(await matchKeys.of(referral, 1)).toEqual([])
    await stage.pump()
    stage.read()
  })

  story('when its words can not be read once, then they are read the next time', async stage => {
    await sentMatter(stage, first, container)
    const referral = await stage.referral(first)
    const vault = stage.vault()
    let broken = true
    const matchKeys = createMatchKeys({
      ...vault,
      get: item => (broken ? Promise.reject(new Error('the disk')) : vault.get(item)),
    })
    await expect(matchKeys.of(referral, 1)).rejects.toThrow('the disk')
    broken = false
    expect(await matchKeys.of(referral, 1)).toContain(key)
  })
})
