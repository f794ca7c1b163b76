import { expect } from 'vitest'
import type { Stage } from '../rigs/stage.ts'
import { stageSettings, withThirdDesk } from '../rigs/stage-config.ts'
import { act, began, sentMatter, withdrawnMatter } from './matter.ts'
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

/** Two that are open and two that are over, an exercise and a draft that are over, and one of another pair. */
const several = async (stage: Stage): Promise<void> => {
  await withdrawnMatter(stage, 'HK-2026-000001')
  await sentMatter(stage, 'HK-2026-000002')
  await withdrawnMatter(stage, 'HK-2026-000003')
  await sentMatter(stage, 'HK-2026-000004')
  await stage.say('hkc.o2', '/drill to=kcs.cyber')
  await stage.say('kcs.o1', '/referral acknowledge HK-2026-000005')
  await began(stage, 'hkc.o1')
  await act(stage, 'hkc.o1', 'HK-2026-000006', 'withdraw', { explanation: 'Not needed.' })
  await withdrawnMatter(stage, 'HK-2026-000007', { to: 'tst.cyber' })
  stage.read()
}

const config = withThirdDesk(stageSettings())
const ofPair = ['HK-2026-000004', 'HK-2026-000002', 'HK-2026-000003', 'HK-2026-000001']

onEveryStore('given referrals that are open and some that are over', story => {
  story(
    'when an input of a command names one, then the open ones come first, each newest first, and no other desk sees them',
    async stage => {
      await several(stage)
      const found = async (officer: string, line: string, option: string, typed = '') =>
        (await asking(stage, officer)(line, option, typed)).map(s => s.value)
      expect(await found('kcs.o1', '/operation tag', 'referral')).toEqual(ofPair)
      expect(await found('kcs.o1', '/operation tag', 'referral', '0003')).toEqual([ofPair[2]])
      expect(await found('kcs.o1', '/action new', 'link')).toEqual(ofPair)
      const own = ofPair.toSpliced(2, 0, 'HK-2026-000007')
      expect(await found('hkc.o1', '/operation tag', 'referral')).toEqual(own)
      expect(await found('tst.o1', '/operation tag', 'referral')).toEqual(['HK-2026-000007'])
      // What a command is about must be open, as before.
      expect(await found('kcs.o1', '/referral view', 'ref')).toEqual(ofPair.slice(0, 2))
    },
    { config },
  )

  story(
    'when a line is typed up to such an input, then the input is offered and then the same references',
    async stage => {
      await several(stage)
      const line = '/operation tag HK-O-2026-000001 '
      const offers = async (officer: string, text: string) =>
        (await stage.bot().complete(stage.actorOf(officer), text)).map(c => c.insert)
      expect(await offers('kcs.o1', line)).toEqual([`${line}referral=`])
      expect(await offers('kcs.o1', `${line}ref`)).toEqual([`${line}referral=`])
      const all = ofPair.map(r => `${line}referral=${r}`)
      expect(await offers('kcs.o1', `${line}referral=`)).toEqual(all)
      expect(await offers('kcs.o1', `${line.slice(1)}REFERRAL＝hk-2026-000003`)).toEqual([all[2]])
      expect(await offers('tst.o1', `${line}referral=HK-2026-000001`)).toEqual([])
      const action = '/action new what="Two words" link='
      expect(await offers('kcs.o1', action)).toEqual(ofPair.map(r => `${action}${r}`))
      for (const other of [`${line}reason=`, `${line}x`, '/action new ', '/me referral='])
        expect(await offers('kcs.o1', other), other).toEqual([])
    },
    { config },
  )

  story(
    'when there are more than a list holds, then it has the open one and the newest',
    async stage => {
      await sentMatter(stage, 'HK-2026-000001')
      const refs = Array.from({ length: 26 }, (_, i) => `HK-2026-${String(i + 2).padStart(6, '0')}`)
      for (const ref of refs) await withdrawnMatter(stage, ref)
      const found = await asking(stage, 'kcs.o1')('/operation tag', 'referral')
      const newest = refs.toReversed().slice(0, 24)
      expect(found.map(s => s.value)).toEqual(['HK-2026-000001', ...newest])
    },
  )
})
