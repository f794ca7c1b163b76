import { expect } from 'vitest'
import type { Stage } from '../rigs/stage.ts'
import { stageSettings, withThirdDesk } from '../rigs/stage-config.ts'
import { act, allOf, began, filled, linesOf, sentMatter, whole, withdrawnMatter } from './matter.ts'
import { onEveryStore } from './on-every-store.ts'

const first = 'HK-2026-000001'
const container = {
  identifiers: 'MSKU 123456-5',
  subject: 'Ours alone',
  narrative: 'Secret of ours.',
}
const spelled = { identifiers: 'Container: msku1234565' }

const config = withThirdDesk(stageSettings())

/** Korea begins a matter of its own, to the third desk. */
const korean = (stage: Stage, values: Readonly<Record<string, string>>) =>
  began(stage, 'kcs.o1', { to: 'tst.cyber', ...values })

const told = (lines: readonly string[]): readonly string[] =>
  lines.filter(line => /[A-Z]{2}-2026-\d{6}/.test(line))

onEveryStore('given an open referral that names a container', story => {
  story(
    'when a desk that has no part in it names the same, then it learns the reference and whom to call, and nothing else',
    async stage => {
      await sentMatter(stage, first, container)
      const answer = await began(stage, 'tst.o1', { to: 'kcs.cyber', ...spelled })
      expect(told(linesOf(answer))).toEqual([
        `Open referral ${first} names the same identifier. Please contact Hong Kong Customs, contact point: +852 0000 0001`,
      ])
      for (const theirs of ['Ours alone', 'Secret of ours', 'Sent', '123456-5'])
        expect(allOf(answer)).not.toContain(theirs)
      // Nobody else hears of it, and the log holds neither the match nor what was matched.
      const text = JSON.stringify(await stage.entries())
      expect(text.toUpperCase()).not.toContain('MSKU')
      expect(JSON.stringify((await stage.referral('TS-2026-000001')).details)).not.toContain(first)
    },
    { config },
  )

  story(
    'when one of its own desks names the same, then it is told whom to call at the other',
    async stage => {
      await sentMatter(stage, first, container)
      const lines = told(linesOf(await korean(stage, spelled)))
      expect(lines).toHaveLength(1)
      expect(lines[0]).toContain('+852 0000 0001')
      const own = told(linesOf(await began(stage, 'hkc.o2', { to: 'tst.cyber', ...spelled })))
      // The draft of Korea is not told of.
      expect(own).toHaveLength(1)
      expect(own[0]).toContain('+82 00 0000 0002')
    },
    { config },
  )

  story(
    'when the form names the same, then filling it in tells',
    async stage => {
      await sentMatter(stage, first, container)
      await korean(stage, {})
      const answer = await filled(stage, 'kcs.o1', 'KR-2026-000001', {
        conveyance: 'MSKU1234565',
      })
      expect(told(linesOf(answer))).toHaveLength(1)
      await act(stage, 'kcs.o1', 'KR-2026-000001', 'send')
      // What was told once is told again to whoever names it next, both times.
      const again = await began(stage, 'hkc.o2', { to: 'tst.cyber', ...spelled })
      const refs = linesOf(again).flatMap(l => /[A-Z]{2}-2026-\d{6}/.exec(l)?.[0] ?? [])
      expect(refs).toEqual([first, 'KR-2026-000001'])
    },
    { config },
  )

  story(
    'when it is a draft, is withdrawn, or names something else, then there is no match',
    async stage => {
      await began(stage, 'hkc.o1', container)
      expect((await korean(stage, spelled)).kind).toBe('form')
      await filled(stage, 'hkc.o1', first)
      await act(stage, 'hkc.o1', first, 'send')
      expect((await korean(stage, { identifiers: 'MSKU1234570' })).kind).toBe('form')
      expect((await korean(stage, spelled)).kind).toBe('card')
      await act(stage, 'hkc.o1', first, 'withdraw', { explanation: 'Over.' })
      expect((await korean(stage, spelled)).kind).toBe('form')
      await withdrawnMatter(stage, 'HK-2026-000002', container)
      expect((await korean(stage, spelled)).kind).toBe('form')
    },
    { config },
  )

  story(
    'when it was found once and names another container since, then it is found by that too',
    async stage => {
      await sentMatter(stage, first, container)
      expect((await korean(stage, spelled)).kind).toBe('card')
      const values = { ...whole, priority: 'routine', conveyance: 'TGHU1234567' }
      await act(stage, 'hkc.o1', first, 'amend', values)
      const answer = await korean(stage, { identifiers: 'TGHU1234567' })
      expect(told(linesOf(answer))).toHaveLength(1)
    },
    { config },
  )

  story(
    'when an address is the same but the moment is not, then there is no match',
    async stage => {
      const seen = { identifiers: '198.51.100.7:6881', observed: '2026-11-23 21:40 +08:00' }
      await sentMatter(stage, first, seen)
      const later = await korean(stage, { ...seen, observed: '2026-11-23 21:40 +09:00' })
      expect(later.kind).toBe('form')
      const same = await korean(stage, { ...seen, observed: '2026-11-23 22:40 KST' })
      expect(told(linesOf(same))).toHaveLength(1)
    },
    { config },
  )

  story(
    'when a check digit is wrong, then the answer says so, the form goes through, the log has the name',
    async stage => {
      expect((await began(stage, 'hkc.o1', { identifiers: 'MSKU1234560' })).kind).toBe('form')
      const answer = await filled(stage, 'hkc.o1', first, { conveyance: 'IMO 9074728' })
      const lines = linesOf(answer)
      expect(
        lines.filter(l => l.startsWith('MSKU1234560')),
        lines.join('\n'),
      ).toHaveLength(1)
      expect(lines.filter(l => l.startsWith('IMO 9074728'))).toHaveLength(1)
      expect((await stage.referral(first)).details).toMatchObject({ warnings: 'vessel_digit' })
      const entry = (await stage.entries()).find(e => e.type === 'referral.filled')
      expect(entry?.event).toMatchObject({ details: { warnings: 'vessel_digit' } })
      expect(JSON.stringify(entry)).not.toContain('9074728')
      await act(stage, 'hkc.o1', first, 'send')
      expect((await stage.referral(first)).state).toBe('sent')
    },
  )
})

onEveryStore('given words and index that reached the vault before the log did', story => {
  story(
    'when the commit never came, then they match nothing and show nowhere',
    async stage => {
      await sentMatter(stage, first, container)
      const id = (await stage.referral(first)).id
      // As an act leaves it that ended between the vault and the log.
      const lost = await stage.vault().put(id, { identifiers: 'TGHU1234567' })
      await stage.vault().index(id, ['container:TGHU1234567'])
      await stage.crash()
      stage.read()
      expect(await stage.vault().matching(['container:TGHU1234567'])).toEqual([id])
      expect((await korean(stage, { identifiers: 'TGHU1234567' })).kind).toBe('form')
      const view = await stage.say('hkc.o1', `/referral view ${first}`)
      expect(allOf(view)).not.toContain('TGHU')
      expect(await stage.vault().get(lost.item)).toBeDefined()
      expect((await stage.verify()).kind).toBe('proven')
    },
    { config },
  )
})
