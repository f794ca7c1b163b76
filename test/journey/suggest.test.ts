import { expect } from 'vitest'
import type { Stage } from '../rigs/stage.ts'
import { onEveryStore } from './on-every-store.ts'
import { firstRef, sent } from './scenes.ts'

const asking =
  (stage: Stage, officer: string) =>
  (line: string, option: string, typed = '') =>
    stage.bot().suggest(stage.actorOf(officer), { line, option, typed })

onEveryStore('given an option of a command that is being filled in', story => {
  story('when it names a referral, then those are offered on which it works', async stage => {
    await sent(stage)
    const [hk, kr] = [asking(stage, 'hkc.o1'), asking(stage, 'kcs.o1')]
    expect(await kr('/referral acknowledge', 'ref')).toEqual([
      { value: firstRef, label: `${firstRef}, 발송, 온라인 저작권 침해` },
    ])
    expect(await kr('/referral acknowledge', 'ref', 'hk-2026')).toHaveLength(1)
    expect(await kr('/referral acknowledge', 'ref', 'KR-')).toEqual([])
    expect(await hk('/referral acknowledge', 'ref')).toEqual([])
    expect(await hk('/referral withdraw', 'ref')).toHaveLength(1)
    expect(await hk('/referral view', 'ref')).toHaveLength(1)
    expect(await hk('/referral duplicate', 'of')).toHaveLength(1)
  })

  story('when it names people, desks or codes, then by value and by label', async stage => {
    const hk = asking(stage, 'hkc.o1')
    const values = async (...given: Parameters<typeof hk>) => (await hk(...given)).map(s => s.value)
    expect(await values('/referral new', 'to')).toEqual(['kcs.cyber'])
    expect(await values('/referral assign', 'officer')).toEqual(
      expect.arrayContaining(['hkc.o1', 'hkc.o2']),
    )
    expect(await values('/referral assign', 'officer', 'O2')).toEqual(['hkc.o2'])
    expect(await values('/referral new', 'category', '煙草')).toEqual(['tobacco'])
    expect(await values('/referral close', 'measure-1-kind')).toHaveLength(23)
    const first = await values('/referral fill', 'handling', 'h')
    expect(first).toEqual(['h0', 'h1', 'h2', 'h3'])
    expect(await values('/referral fill', 'handling', 'h1,h')).toEqual(['h1,h0', 'h1,h2', 'h1,h3'])
  })

  story('when it is none, or nobody we know asks, then there is nothing', async stage => {
    const hk = asking(stage, 'hkc.o1')
    expect(await hk('/referral new', 'nothing')).toEqual([])
    expect(await hk('/referral nothing', 'ref')).toEqual([])
    const actor = { ...stage.actorOf('hkc.o1'), user: 'nobody' }
    const asked = { line: '/referral new', option: 'to', typed: '' }
    expect(await stage.bot().suggest(actor, asked)).toEqual([])
  })
})
