import { expect } from 'vitest'
import { days } from '../../src/kit/time.ts'
import { readAnswer } from '../rigs/reading.ts'
import { stageSettings, withThirdDesk } from '../rigs/stage-config.ts'
import { onEveryStore } from './on-every-store.ts'
import {
  answered,
  begun,
  cardAt,
  closedWith,
  crocodile,
  fieldsAt,
  given,
  operation,
  ref,
  tag,
} from './operation-scenes.ts'
import { told, until } from './told.ts'

const first = 'HK-2026-000001'
const second = 'HK-2026-000002'

onEveryStore('given an operation of two desks', story => {
  story(
    'when referrals are counted in it, then its cards have what came of each, once, as soon as it is known',
    async stage => {
      await begun(stage)
      expect(fieldsAt(stage, 'kcs-desk')).toEqual([
        'Begin: 2026-11-23 01:00 KST / 00:00 HKT',
        'End: 2027-01-18 01:00 KST / 00:00 HKT',
        'Led by: Hong Kong Customs, contact point',
        'Participants: Hong Kong Customs, contact point',
        'Not yet answered: Korea Customs Service, contact point',
        'Targets: Tobacco',
        'Referrals counted: 0',
      ])
      // Who has not answered counts nothing.
      await answered(stage, first)
      expect(readAnswer(await tag(stage, 'kcs.o1', first))).toContain('아직 이 합동단속에 참여하지')
      await stage.press('kcs.o1', 'kcs-desk', 'o-join')
      expect(cardAt(stage, 'hkc-desk')).not.toContain('Not yet answered')

      expect((await tag(stage, 'kcs.o1', first)).kind).toBe('card')
      expect(readAnswer(await tag(stage, 'hkc.o1', first))).toContain(`轉介 ${first} 已計入 ${ref}`)
      expect(cardAt(stage, 'hkc-desk')).toContain('No results in figures yet')

      // What comes of it later is on the cards at once, though nobody touched the operation.
      await closedWith(stage, first, '3580000')
      for (const place of ['hkc-desk', 'kcs-desk'])
        expect(cardAt(stage, place)).toContain(
          'Cigarettes: 3,580,000 sticks = 179,000 packs of 20 (Own seizure or result) | Estimated market value: HKD 85,000,000.00 (Own seizure or result) | Each referral counts in one operation only, and each result once.',
        )
      // A third state's seizure stays in a row of its own.
      await answered(stage, second)
      await closedWith(stage, second, '8000000', 'third')
      await tag(stage, 'hkc.o1', second)
      expect(cardAt(stage, 'kcs-desk')).toContain(
        'Cigarettes: 3,580,000 sticks = 179,000 packs of 20 (Own seizure or result) | Cigarettes: 8,000,000 sticks = 400,000 packs of 20 (By a third administration)',
      )
      stage.read()
      expect(await stage.story(ref)).toEqual([
        'operation.begun',
        'operation.joined',
        'operation.tagged',
        'operation.tagged',
      ])
    },
  )

  story(
    'when two operations want the same referral at the same moment, then one has it, and the other is told which',
    async stage => {
      await begun(stage)
      await begun(stage, { name: 'Another', invited: 'hkc.cyber' }, 'kcs.o1')
      await stage.press('kcs.o1', 'kcs-desk', 'o-join')
      await answered(stage, first)
      const own = 'KR-O-2026-000001'
      const answers = await Promise.all([
        tag(stage, 'hkc.o1', first),
        tag(stage, 'kcs.o1', first, own),
      ])
      expect(answers.map(a => a.kind).toSorted()).toEqual(['card', 'refusal'])
      const counted = [await operation(stage), await operation(stage, own)].filter(
        o => o.tags.length > 0,
      )
      expect(counted).toHaveLength(1)
      const refusal = answers.find(a => a.kind === 'refusal')
      expect(refusal && readAnswer(refusal)).toContain(counted[0]?.id)

      // Given up with a reason, it may be counted in the other one; the end of that one keeps it there.
      const [holder, other] = counted[0]?.id === ref ? ['hkc.o1', own] : ['kcs.o1', ref]
      const rival = holder === 'hkc.o1' ? 'kcs.o1' : 'hkc.o1'
      const gave = { referral: first, reason: 'Not of it.', language: 'en' }
      await given(stage, holder, 'untag', gave, counted[0]?.id)
      expect((await tag(stage, rival, first, other)).kind).toBe('card')
      await closedWith(stage, first, '1000')
      await given(stage, rival, 'close', { situation: 'Thank you.', language: 'en' }, other)
      expect(readAnswer(await tag(stage, holder, first, counted[0]?.id))).toContain(other)
      stage.read()
    },
  )

  story(
    'when a report is given, then each desk reads it in its languages, with the change since the last',
    async stage => {
      await begun(stage)
      await stage.press('kcs.o1', 'kcs-desk', 'o-join')
      await answered(stage, first)
      await closedWith(stage, first, '3580000')
      await tag(stage, 'kcs.o1', first)
      await given(stage, 'hkc.o1', 'sitrep', { situation: 'One lorry.', language: 'en' })
      await given(stage, 'kcs.o1', 'proxy', {
        administration: 'Dogane di Genova',
        'measure-1-kind': 'cigarettes',
        'measure-1-value': '8000000',
        'measure-1-basis': 'own',
        language: 'en',
      })
      await answered(stage, second)
      await closedWith(stage, second, '1000')
      await tag(stage, 'kcs.o1', second)
      stage.read()
      await given(stage, 'hkc.o1', 'sitrep', { situation: 'Two.', language: 'en' })
      const reports = told(stage).filter(l => l.includes('situation report'))
      expect(reports.map(l => l.split(' | ')[0]).toSorted()).toEqual([
        `11-24 15:00 hkc-desk new ${ref}: situation report 2`,
        `11-24 15:00 kcs-desk new ${ref}: situation report 2`,
      ])
      expect(reports[0]).toContain('Since the last report: +1,000 sticks = 50 packs of 20')
      expect(reports[0]).toContain(
        'Administration 1 (not on Liaison, entered by Korea Customs Service, contact point)',
      )
      expect(reports[0]).toContain('“Project Crocodile” | “Two.” | “Dogane di Genova”')
      // In private it is the officer's own language; only who leads may.
      const view = readAnswer(await stage.say('kcs.o1', `/operation view ${ref}`))
      expect(view).toMatch(/^card ko .*집계된 의뢰 전체의 실적:.*3,581,000개비/)
      expect(readAnswer(await stage.say('kcs.o1', `/operation sitrep ${ref}`))).toContain('주관')
    },
  )

  story(
    'when no report comes, then the desk that leads is called, over a restart, and the end report ends it',
    async stage => {
      await begun(stage, { to: '2026-12-07 00:00 HKT' })
      await stage.press('kcs.o1', 'kcs-desk', 'o-join')
      stage.read()
      await stage.fastForward(days(5))
      await stage.restart()
      await stage.pump()
      await until(stage, '2026-12-02 16:00')
      expect(told(stage).filter(l => l.includes(' new '))).toEqual([
        `12-01 15:00 hkc-desk new ${ref}: the situation report of Hong Kong Customs, contact point was due by 2026-12-01 14:00 HKT / 15:00 KST. | Please give the situation report. It may say that nothing has changed. | [o-sitrep] | [view] | @hkc.o1`,
        expect.stringMatching(/^12-02 15:00 hkc-desk new .* was due by .* \| @hkc\.o1/),
      ])
      await given(stage, 'hkc.o1', 'sitrep', { situation: 'Nothing new.', language: 'en' })
      expect(told(stage).filter(l => l.includes('No longer due'))).toHaveLength(2)
      // The period ends before another week is over; on Monday somebody is at the desk.
      await until(stage, '2026-12-07 12:00')
      const asked = told(stage).filter(l => l.includes(' new '))
      expect(asked.map(l => l.slice(0, 30))).toEqual([
        `12-07 10:00 hkc-desk new ${ref}`.slice(0, 30),
      ])
      expect(asked[0]).toContain('has given no end report')
      expect(cardAt(stage, 'kcs-desk')).toContain('Joint operation, period is over')
      await given(stage, 'hkc.o1', 'close', { situation: 'Ended.', language: 'en' })
      for (const place of ['hkc-desk', 'kcs-desk']) {
        expect(cardAt(stage, place, 'operation-end')).toMatch(new RegExp(`^${ref}: end report`))
        expect(cardAt(stage, place)).toMatch(/Joint operation, ended/)
      }
      stage.read()
      await stage.fastForward(days(14))
      expect(told(stage)).toEqual([])
      expect(readAnswer(await tag(stage, 'kcs.o1', first))).toMatch(/^refusal ko/)
    },
  )
})

onEveryStore('given a third desk that is invited', story => {
  const config = withThirdDesk(stageSettings())

  story(
    'when it declines, then it sees no more of it, and it counts nothing that is not its own',
    async stage => {
      await begun(stage, { invited: 'kcs.cyber,tst.cyber' })
      await answered(stage, first)
      await stage.press('tst.o1', 'tst-desk', 'o-join')
      // A referral between two others is as unknown to it as one that is not there.
      for (const other of [first, 'HK-2026-000099'])
        expect(readAnswer(await tag(stage, 'tst.o1', other))).toContain(`${other} was not found`)

      const form = await stage.press('kcs.o1', 'kcs-desk', 'o-decline')
      await stage.submit('kcs.o1', form, { reason: 'No ships of ours.', language: 'en' })
      expect(cardAt(stage, 'kcs-desk')).toBe(
        `${ref}: Joint operation, running | Your desk takes no part in it.`,
      )
      expect(readAnswer(await stage.say('kcs.o1', `/operation view ${ref}`))).toMatch(/^refusal/)
      expect(readAnswer(await stage.say('kcs.o1', '/operation list'))).not.toContain(ref)
      stage.read()
      await given(stage, 'hkc.o1', 'sitrep', { situation: 'So far.', language: 'en' })
      expect(Object.keys(stage.read()).toSorted()).toEqual(['hkc-desk', 'tst-desk'])
    },
    { config },
  )

  story(
    'when something is wrong, then it is said, and nothing changes',
    async stage => {
      const tried = async (values: Readonly<Record<string, string>>) => {
        const answer = await begun(stage, values)
        return answer.kind === 'form'
          ? answer.form.inputs.flatMap(i => (i.problem ? [i.name] : []))
          : answer.kind
      }
      expect(await tried({ from: crocodile['to'] ?? '', to: crocodile['from'] ?? '' })).toEqual([
        'to',
      ])
      expect(await tried({ to: '2027-01-18 00:00' })).toEqual(['to'])
      expect(await tried({ invited: 'hkc.cyber' })).toEqual(['invited'])
      expect(await tried({ categories: 'everything' })).toEqual(['categories'])
      expect(await tried({ name: ' ' })).toEqual(['name'])
      const types = (await stage.entries()).map(e => e.type)
      expect(types.filter(t => t.startsWith('operation.'))).toEqual([])
      const unknown = await tag(stage, 'hkc.o1', first, 'HK-O-2026-000009')
      expect(readAnswer(unknown)).toContain('HK-O-2026-000009')
      expect(readAnswer(await stage.say('hkc.o1', '/operation tagg'))).toContain('/operation tag')
    },
    { config },
  )
})
