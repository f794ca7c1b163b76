import { expect } from 'vitest'
import { days, hours } from '../../src/kit/time.ts'
import { readAnswer } from '../rigs/reading.ts'
import { stageSettings, withThirdDesk } from '../rigs/stage-config.ts'
import {
  actionIn,
  asking,
  begunItem,
  calls,
  cardAt,
  given,
  item,
  sentNotice,
  sitelist,
} from './agreed-scenes.ts'
import { cardOf, linesOf } from './matter.ts'
import { onEveryStore } from './on-every-store.ts'
import { sentBy } from './told.ts'

onEveryStore('given an action item that a conference agreed', story => {
  story(
    'when its owner does nothing, then it is reminded at work, then called, and the other desk told',
    async stage => {
      await begunItem(stage)
      expect(cardAt(stage, 'kcs-desk', 'action')).toMatch(
        /^HK-A-2026-000001: Action item, open \| .*“Send the list of sites/,
      )
      stage.read()
      await stage.fastForward(days(9))
      expect(calls(stage)).toEqual([
        '11-30 09:00 kcs-desk new HK-A-2026-000001: due for Korea Customs Service, contact point by 2026-12-04 23:59 KST / 22:59 HKT. @kcs.o1',
        '12-03 09:00 kcs-desk new HK-A-2026-000001: due for Korea Customs Service, contact point by 2026-12-04 23:59 KST / 22:59 HKT. @kcs.o1',
      ])
      await stage.restart()
      await stage.fastForward(days(7))
      const shortly = (l: string): string => l.replace(/:\d\d (\S+) new .*? (@)/, 'h $1 $2')
      // Over on Friday night: on Monday morning its own desk, two days later supervisors and the other side.
      expect(calls(stage).map(shortly).toSorted()).toEqual([
        '12-07 09h kcs-desk @kcs.o1',
        '12-09 09h hkc-desk @hkc.o1',
        '12-09 09h kcs-desk @kcs.o2',
      ])
      expect(stage.faults()).toEqual([])
      stage.read()
    },
  )

  story(
    'when it is done, taken up again, carried and done at last, then each is told to both',
    async stage => {
      await begunItem(stage)
      stage.read()
      await given(stage, 'kcs.o1', `/action update ${item}`, { progress: 'Half of it.' })
      expect(cardAt(stage, 'hkc-desk', 'action')).toContain('“Half of it.”')
      const form = await stage.press('kcs.o1', 'kcs-desk', 'a-done')
      await stage.submit('kcs.o1', form, { result: 'Sent by letter.' })
      expect(cardAt(stage, 'hkc-desk', 'action')).toMatch(/^HK-A-2026-000001: Action item, done/)
      stage.read()

      const again = await stage.press('hkc.o1', 'hkc-desk', 'a-reopen')
      await stage.submit('hkc.o1', again, { reason: 'Two sites are missing.' })
      expect(cardAt(stage, 'kcs-desk', 'action')).toMatch(/open .*“Two sites are missing.”/)
      await given(stage, 'hkc.o1', `/action carry ${item}`, {
        meeting: '2027-03-10',
        due: '2027-03-31',
        reason: 'To be talked about.',
      })
      expect(cardAt(stage, 'kcs-desk', 'action')).toContain(
        'Carried to the meeting of 2027-03-10. Carried so far: 1',
      )
      stage.read()
      await stage.fastForward(days(20))
      expect(calls(stage)).toEqual([])
      await given(stage, 'kcs.o1', `/action done ${item}`, { result: 'All of it.' })
      stage.read()
      await stage.fastForward(days(200))
      expect(calls(stage)).toEqual([])
      expect(await stage.story(item)).toEqual([
        'action.begun',
        'action.updated',
        'action.done',
        'action.reopened',
        'action.carried',
        'action.done',
      ])
      stage.read()
    },
  )

  story('when a call hangs and it is done, then nobody goes on reading to act', async stage => {
    await begunItem(stage, { due: '2026-11-25' })
    await stage.fastForward(hours(48))
    expect(asking(stage, 'kcs-desk')).toBeGreaterThan(0)
    await given(stage, 'kcs.o1', `/action done ${item}`, { result: 'Done.' })
    expect(asking(stage, 'kcs-desk')).toBe(0)
    stage.read()
  })

  story(
    'when an officer opens the own page, then what the desk owes stands there with its time',
    async stage => {
      await begunItem(stage, { due: '2026-11-25' })
      await sentNotice(stage)
      stage.read()
      const home = await stage.say('kcs.o1', '/home')
      expect(linesOf(home)).toEqual(
        expect.arrayContaining([
          'HK-A-2026-000001: 이행 사항, 진행 중. 기한 2026-11-25 23:59 KST / 22:59 HKT',
          'HK-B-2026-000001: 미열람. 기한 2026-12-01 18:00 KST / 17:00 HKT',
        ]),
      )
      expect(linesOf(home).join()).not.toContain('HK-A-2026-000001: 이행 사항(기한')
      await stage.fastForward(hours(12))
      // Due within a day.
      expect(linesOf(await stage.say('kcs.o1', '/home')).join('\n')).toContain(
        'HK-A-2026-000001: 이행 사항(기한: 2026-11-25 23:59 KST / 22:59 HKT)',
      )
      const hongKong = linesOf(await stage.say('hkc.o1', '/home')).join()
      expect(hongKong).not.toMatch(/HK-[AB]-/)
      stage.read()
    },
  )

  story(
    'when the agenda is asked for, then it has the open items, what was done, and the year in figures',
    async stage => {
      await sentBy(stage, 'hkc.o1', 'HK-2026-000001')
      await begunItem(stage, { link: 'HK-2026-000001' })
      expect((await actionIn(stage)).link).toBe('HK-2026-000001')
      await begunItem(stage, { what: 'Name a new contact.', owner: 'own', due: '2026-12-18' })
      await begunItem(stage, { what: 'Agree on a form.', due: '2026-12-11' })
      await given(stage, 'kcs.o1', '/action done HK-A-2026-000003', { result: 'Agreed.' })
      await stage.fastForward(days(13))
      stage.read()
      const agenda = await stage.say('hkc.o1', '/action agenda')
      const read = readAnswer(agenda)
      expect(agenda.kind).toBe('card')
      const lines = linesOf(agenda)
      expect(lines[0]).toContain('HK-A-2026-000001')
      expect(lines[0]).toContain('逾期')
      expect(lines[1]).toContain('HK-A-2026-000002')
      expect(lines[2]).toContain('已完成：HK-A-2026-000003')
      // One referral in the week before last; last week nothing but silence.
      expect(lines[3]).toMatch(/^香港海關：發出 1，收到 0/)
      expect(read).toContain('“Name a new contact.”')
      expect(cardOf(agenda).buttons.map(b => b.data)).toEqual([
        'v1:HK-A-2026-000001:view:0',
        'v1:HK-A-2026-000002:view:0',
      ])
      // The same to the other side, in its own language and on its own clock.
      const korean = await stage.say('kcs.o1', '/action agenda hkc.cyber')
      expect(linesOf(korean)[0]).toMatch(/^기한 경과: HK-A-2026-000001/)
      expect(readAnswer(await stage.say('kcs.o1', '/action agenda nobody.here'))).toMatch(
        /^refusal/,
      )
      stage.read()
    },
  )
})

onEveryStore('given bad input about action items and bulletins', story => {
  const problems = (text: string): readonly string[] =>
    text
      .split(' | ')
      .slice(1)
      .map(p => p.split(':')[0] ?? '')

  story('when it is submitted, then each is refused at its field', async stage => {
    const wrong = { due: '2026-11-01', with: 'nobody.here', agreed: '2027-01-01' }
    expect(problems(readAnswer(await begunItem(stage, wrong)))).toEqual(['with', 'due', 'agreed'])
    const late = { review: '2026-11-01', to: 'hkc.cyber' }
    expect(problems(readAnswer(await sentNotice(stage, late)))).toEqual(['to', 'review'])
    expect(await stage.story(item)).toEqual([])
    expect(stage.read()).toEqual({})
  })

  story(
    'when it names what another pair or nobody has, then the reference is unknown',
    async stage => {
      await sentBy(stage, 'hkc.o1', 'HK-2026-000001')
      const third = {
        ...sitelist,
        with: 'hkc.cyber',
        link: 'HK-2026-000001',
      }
      const refused = await stage.submit('tst.o1', 'v1:-:a-begin:0', third)
      expect(problems(readAnswer(refused))).toEqual(['link'])
      const none = await begunItem(stage, { link: 'HK-2026-000009' })
      expect(problems(readAnswer(none))).toEqual(['link'])
      expect((await begunItem(stage, { link: 'hk-2026-000001' })).kind).toBe('card')
      expect((await begunItem(stage, { link: item })).kind).toBe('card')
      // Of the two desks that agreed it the third is none.
      expect(readAnswer(await stage.say('tst.o1', `/action view ${item}`))).toMatch(/^refusal/)
      stage.read()
    },
    { config: withThirdDesk(stageSettings()) },
  )
})
