import { expect } from 'vitest'
import { hours, instant } from '../../src/kit/time.ts'
import type { Answer } from '../../src/ports/platform.ts'
import { readAnswer, readFields } from '../rigs/reading.ts'
import type { Stage } from '../rigs/stage.ts'
import { onEveryStore } from './on-every-store.ts'
import { filmCase, filmForm, firstRef, newForm, sent } from './scenes.ts'

const formOf = (answer: Answer) => {
  if (answer.kind !== 'form') throw new Error(`no form: ${readAnswer(answer)}`)
  return answer.form
}
const cardOf = (answer: Answer) => {
  if (answer.kind !== 'card') throw new Error(`no card: ${readAnswer(answer)}`)
  return answer.card
}
const ownEntries = async (stage: Stage) =>
  (await stage.entries()).filter(e => e.type === 'duty.officer_set')

onEveryStore('given an officer with settings of his own', story => {
  const rosters = { rosters: true } as const

  story(
    'when he changes his language, then forms, cards and his page are in it from then on',
    async stage => {
      const asked = formOf(await stage.say('hkc.o1', '/me'))
      expect(asked.language).toBe('zh-HK')
      expect(asked.inputs.map(i => [i.name, i.value])).toEqual([
        ['language', 'zh-HK'],
        ['quiet-from', ''],
        ['quiet-to', ''],
      ])
      const done = await stage.submit('hkc.o1', asked.data, {
        language: 'ko',
        'quiet-from': '22:00',
        'quiet-to': '7:00',
      })
      expect(readAnswer(done)).toContain('card ko ')
      expect(readFields(cardOf(done))).toEqual([
        '언어: 한국어',
        '알림 제한 시간: 22:00부터 07:00까지, HKT',
      ])
      expect(formOf(await stage.say('hkc.o1', '/referral new')).language).toBe('ko')
      expect(readAnswer(await stage.say('hkc.o1', '/help'))).toContain('card ko ')
      expect(await stage.bot().home(stage.actorOf('hkc.o1'))).toMatchObject({ language: 'ko' })
      const [offer] = await stage.bot().complete(stage.actorOf('hkc.o1'), '/home')
      expect(offer?.label).toBe('조치할 사안, 다가오는 기한, 본인 설정 보기')
      // What a line doesn't name stays; what it names as empty goes.
      expect(readFields(cardOf(await stage.say('hkc.o1', '/duty me language=en')))).toEqual([
        'Language: English',
        'Quiet hours: 22:00 to 07:00, HKT',
      ])
      expect(readAnswer(await stage.say('hkc.o1', '/settings language zh-CN'))).toMatch(
        /^card zh-CN /,
      )
      expect(readAnswer(await stage.say('hkc.o1', '/settings language'))).toMatch(
        /^form zh-CN v1:hkc.cyber:duty-me:0/,
      )
      const cleared = await stage.say('hkc.o1', '/me language= quiet-from= quiet-to=')
      expect(readFields(cardOf(cleared))).toEqual(['語言: 繁體中文（香港）', '免打擾時間: 沒有'])
      const entries = await ownEntries(stage)
      expect(entries.map(e => e.event)).toEqual([
        {
          type: 'duty.officer_set',
          officer: 'hkc.o1',
          language: 'ko',
          quiet: { from: '22:00', to: '07:00' },
        },
        {
          type: 'duty.officer_set',
          officer: 'hkc.o1',
          language: 'en',
          quiet: { from: '22:00', to: '07:00' },
        },
        {
          type: 'duty.officer_set',
          officer: 'hkc.o1',
          language: 'zh-CN',
          quiet: { from: '22:00', to: '07:00' },
        },
        { type: 'duty.officer_set', officer: 'hkc.o1' },
      ])
      // Nobody else is told, and nobody else's language changed.
      expect(stage.read()).toEqual({})
      expect(formOf(await stage.say('hkc.o2', '/me')).language).not.toBe('ko')
    },
    rosters,
  )

  story(
    'when a form of settings is wrong, then it comes back and nothing is logged',
    async stage => {
      const { data } = formOf(await stage.say('hkc.o1', '/me'))
      const again = await stage.submit('hkc.o1', data, { language: 'ko', 'quiet-from': '22:00' })
      expect(readAnswer(again)).toMatch(/^form zh-HK .*quiet-to: /)
      const refused = await stage.say('hkc.o1', '/me language=tlh')
      expect(readAnswer(refused)).toMatch(/^refusal zh-HK /)
      // Oneself only: the button of another desk's card is none of one's own.
      const other = await stage.submit('hkc.o1', 'v1:kcs.cyber:duty-me:0', { language: 'ko' })
      expect(other.kind).toBe('refusal')
      expect(await ownEntries(stage)).toEqual([])
    },
    rosters,
  )

  story(
    'when he asks for his page, then what his desk must do is on it, and he gets to it from there',
    async stage => {
      await sent(stage)
      stage.read()
      const idle = cardOf(await stage.say('hkc.o1', '/home'))
      expect(idle.buttons.map(b => b.data)).toEqual(['v1:hkc.cyber:duty-me:0'])
      const { data } = formOf(
        await stage.say('kcs.o1', '/me language=en').then(() => stage.say('kcs.o1', '/me')),
      )
      expect(data).toBe('v1:kcs.cyber:duty-me:0')
      const mine = cardOf(await stage.say('kcs.o1', '/home'))
      expect(mine.lines.map(l => l.parts[0]?.text)).toEqual(
        expect.arrayContaining([
          expect.stringContaining(`${firstRef}: Sent.`),
          expect.stringContaining(`${firstRef}: acknowledgement of receipt, due `),
        ]),
      )
      const [view] = mine.buttons
      expect(view?.label.parts[0]?.text).toBe(`View ${firstRef}`)
      const shown = await stage.hear('kcs.o1', { kind: 'button', data: view?.data ?? '' })
      expect(readAnswer(shown)).toContain(`card en Immediate: referral ${firstRef}`)
      const page = await stage.bot().home(stage.actorOf('kcs.o1'))
      if (page.kind !== 'home') throw new Error('no page')
      expect(page.parts.map(p => [p.name, p.cards.length])).toEqual([
        ['turn', 1],
        ['soon', 1],
        ['duty', 1],
        ['settings', 1],
        ['help', 1],
      ])
      const stranger = { ...stage.actorOf('kcs.o1'), user: 'nobody' }
      expect(await stage.bot().home(stranger, ['ko-KR'])).toMatchObject({
        kind: 'refusal',
        language: 'ko',
      })
    },
    rosters,
  )
})

onEveryStore('given an officer in quiet hours', story => {
  /** A referral of that priority is sent to Korea at noon, when its duty officer wants no calls. */
  const calledBy = async (stage: Stage, priority: string): Promise<readonly string[]> => {
    await stage.say('kcs.o1', '/me quiet-from=15:00 quiet-to=08:00')
    await stage.say('kcs.o2', '/me quiet-from=15:00 quiet-to=08:00')
    const draft = await stage.submit('hkc.o1', newForm, { ...filmCase, priority })
    await stage.submit('hkc.o1', draft, filmForm)
    await stage.press('hkc.o1', 'hkc-desk', 'send')
    return Object.values(stage.read()).flat()
  }
  const start = instant(Date.parse('2026-11-24T06:00:00Z'))
  const given = { rosters: true, start } as const

  story(
    'when a routine matter reaches his desk, then he is not called until its deadline calls him',
    async stage => {
      const lines = await calledBy(stage, 'routine')
      expect(lines.filter(l => l.startsWith('line')).join()).not.toContain('@kcs')
      await stage.fastForward(hours(24 * 4))
      const calls = Object.values(stage.read())
        .flat()
        .filter(l => l.startsWith('ping'))
      expect(calls.join()).toContain('@kcs')
    },
    given,
  )

  story(
    'when an immediate one does, then he is called all the same',
    async stage => {
      const lines = await calledBy(stage, 'immediate')
      expect(lines.join()).toContain('@kcs')
    },
    given,
  )
})
