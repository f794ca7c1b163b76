import { expect } from 'vitest'
import { notesFor } from '../../src/bot/witnessed.ts'
import { days, minutes } from '../../src/kit/time.ts'
import { readAnswer, readFields } from '../rigs/reading.ts'
import type { Stage } from '../rigs/stage.ts'
import { createTestWitness, rules, witnessedBy } from '../rigs/witness.ts'
import { onEveryStore } from './on-every-store.ts'
import { kst, sentBy, seoul, shippedCalendars, told, until } from './told.ts'

const witnesses = () => ({
  hkc: createTestWitness('witness.hkc.example', 21),
  kcs: createTestWitness('witness.kcs.example', 22),
})

const given = {
  start: seoul('2026-11-24 10:00'),
  calendars: shippedCalendars(),
  rosters: true,
  witnessing: witnessedBy(witnesses()),
} as const

/** Checkpoints as they were first posted: when and where. */
const posts = (stage: Stage): readonly string[] =>
  stage.paper
    .calls()
    .filter(c => c.outgoing.card.name === 'checkpoint' && c.verb === 'post')
    .map(c => `${kst(c.outgoing.at)} ${c.place}`)

const sheet = (stage: Stage, place: string) => {
  const found = stage.paper
    .sheets()
    .filter(s => s.place === place && s.outgoing.card.name === 'checkpoint')
    .at(-1)
  if (!found) throw new Error(`no checkpoint at ${place}`)
  return found.outgoing.card
}

const textAt = (stage: Stage, place: string): string => sheet(stage, place).verbatim?.text ?? ''

const types = async (stage: Stage): Promise<readonly string[]> =>
  (await stage.entries()).flatMap(e =>
    e.subject?.id === 'log' && e.actor !== 'delivery' ? [e.type] : [],
  )

onEveryStore('given a log whose two sides each have a witness', story => {
  story(
    'when days pass and nothing happens, then a checkpoint is posted each morning in every channel',
    async stage => {
      await stage.pump()
      await until(stage, '2026-11-25 08:59')
      expect(posts(stage)).toEqual([])
      await until(stage, '2026-11-27 09:05')
      expect(posts(stage).toSorted()).toEqual(
        ['11-25', '11-26', '11-27'].flatMap(day =>
          ['hkc-desk', 'hkc-kcs', 'kcs-desk'].map(place => `${day} 09:00 ${place}`),
        ),
      )
      await stage.restart()
      await stage.pump()
      expect(posts(stage)).toHaveLength(9)
      expect(stage.faults()).toEqual([])
      told(stage)
    },
    { ...given, witnessing: witnessedBy({}) },
  )

  story(
    'when an officer copies the posted text to the witness and brings its line back, then it is recorded',
    async stage => {
      const { hkc, kcs } = witnesses()
      await stage.pump()
      await sentBy(stage, 'hkc.o1', 'HK-2026-000001')
      await until(stage, '2026-11-25 09:05')
      told(stage)
      const body = textAt(stage, 'kcs-desk')
      expect(body).toMatch(/^old 0\n\nstage\.example\/hkc-kcs\n\d+\n/)
      const line = kcs.cosign(body)
      if (!line.ok) throw new Error(line.error.kind)
      const answer = readAnswer(await stage.say('kcs.o1', `/audit cosign ${line.value}`))
      expect(answer).toContain('공동 서명이 기록되었습니다.')
      // Shown wherever the checkpoint stands, and the text there is now the cosigned note.
      expect(readFields(sheet(stage, 'hkc-kcs'))).toEqual([
        'Log: stage.example/hkc-kcs',
        expect.stringMatching(/^Cosigned by: Korea Customs Service \(2025-11-2/),
        'Still to cosign: Hong Kong Customs',
      ])
      expect(textAt(stage, 'kcs-desk')).toContain(line.value)
      expect(textAt(stage, 'hkc-desk')).toContain(line.value)
      told(stage)
      expect(readAnswer(await stage.say('kcs.o1', `/audit cosign ${line.value}`))).toContain(
        '이미 기록된 공동 서명',
      )
      // The other side signs the same text, whoever brings the line, in a form and with other dashes.
      const other = hkc.cosign(textAt(stage, 'hkc-desk'))
      if (!other.ok) throw new Error(other.error.kind)
      const form = await stage.press('hkc.o1', 'hkc-desk', 'audit-cosign')
      const pasted = ` - ${other.value.slice(2)}\n`
      expect(readAnswer(await stage.submit('hkc.o1', form, { line: pasted }))).toContain(
        '已記錄聯署',
      )
      expect((await types(stage)).slice(-2)).toEqual(['log.cosigned', 'log.cosigned'])
      const note = await notesFor(stage.store(), 3)
      expect(note).toContain(line.value)
      expect(note).toContain(other.value)
      // The next text begins where each stands.
      await until(stage, '2026-11-26 09:05')
      const next = textAt(stage, 'kcs-desk')
      expect(next).toMatch(/^old [1-9]\d*\n[A-Za-z0-9+/=]{44}\n/)
      expect(kcs.cosign(next).ok).toBe(true)
      expect(stage.faults()).toEqual([])
      told(stage)
    },
    given,
  )

  story(
    'when a line is none, of nobody or of another text, then it is refused and nothing is recorded',
    async stage => {
      const { kcs } = witnesses()
      const stranger = createTestWitness('witness.kcs.example', 23)
      await stage.pump()
      await until(stage, '2026-11-25 09:05')
      told(stage)
      const body = textAt(stage, 'kcs-desk')
      const good = kcs.cosign(body)
      const bad = stranger.cosign(body)
      if (!good.ok || !bad.ok) throw new Error('both may sign')
      const other = kcs.sign(body.slice(body.indexOf('\n\n') + 2).replace(/\n\d+\n/, '\n7\n'), 1)
      const before = (await types(stage)).length
      const refused: readonly (readonly [string, string])[] = [
        ['nonsense', '서명 줄이 아닙니다'],
        [bad.value, '증인이 등록되어 있지 않습니다'],
        [other, '맞지 않는 서명'],
        [`${good.value.slice(0, -6)}AAAA==`, '맞지 않는 서명'],
      ]
      for (const [line, why] of refused) {
        const answer = await stage.say('kcs.o1', `/audit cosign line="${line}"`)
        expect(answer.kind).toBe('refusal')
        expect(readAnswer(answer)).toMatch(new RegExp(why))
      }
      expect((await types(stage)).length).toBe(before)
      expect((await stage.say('kcs.o1', '/audit cosign')).kind).toBe('form')
      for (const wrong of ['/audit', '/audit kosign', '/audit cosign x=1'])
        expect((await stage.say('kcs.o1', wrong)).kind).toBe('refusal')
    },
    given,
  )

  story(
    'when no cosignature comes for 26 hours, then supervisors are called, and it is taken back when it comes',
    async stage => {
      const { hkc, kcs } = witnesses()
      await stage.pump()
      await until(stage, '2026-11-25 09:05')
      const first = hkc.cosign(textAt(stage, 'hkc-desk'))
      if (!first.ok) throw new Error(first.error.kind)
      await stage.say('hkc.o1', `/audit cosign ${first.value}`)
      await until(stage, '2026-11-26 10:59')
      told(stage)
      await until(stage, '2026-11-26 11:05')
      const called = told(stage).filter(l => l.includes('no cosignature'))
      expect(called.map(l => l.split(' ').slice(0, 4).join(' '))).toEqual(
        expect.arrayContaining(['11-26 11:00 kcs-desk new', '11-26 11:00 hkc-desk new']),
      )
      expect(called).toHaveLength(2)
      const own = called.find(l => l.includes('kcs-desk'))
      expect(own).toContain('| @kcs.')
      expect(called.find(l => l.includes('hkc-desk'))).not.toContain('| @')
      await stage.crash()
      await until(stage, '2026-11-26 12:00')
      expect(told(stage).filter(l => l.includes('no cosignature'))).toEqual([])
      // The newest text covers the one that was missed.
      const late = kcs.cosign(textAt(stage, 'kcs-desk'))
      if (!late.ok) throw new Error(late.error.kind)
      await stage.say('kcs.o1', `/audit cosign ${late.value}`)
      const over = told(stage).filter(l => l.includes('has cosigned'))
      expect(over.filter(l => l.includes(' now '))).toHaveLength(2)
      await stage.fastForward(minutes(30))
      expect(stage.faults()).toEqual([])
      told(stage)
    },
    given,
  )

  story(
    'when nobody ever cosigns, then three calls are made and no more',
    async stage => {
      await stage.pump()
      await until(stage, '2026-12-04 12:00')
      told(stage)
      const missed = (await types(stage)).filter(t => t === 'log.cosignature_missed')
      expect(missed).toHaveLength(3)
      expect(stage.faults()).toEqual([])
    },
    { ...given, witnessing: witnessedBy({ kcs: witnesses().kcs }) },
  )

  story(
    'when the settings ask for more often, then a checkpoint follows what happened and not its own messages',
    async stage => {
      await stage.pump()
      await until(stage, '2026-11-24 13:00')
      await stage.pump()
      expect(posts(stage)).toHaveLength(3)
      await until(stage, '2026-11-24 20:00')
      await stage.pump()
      expect(posts(stage)).toHaveLength(3)
      await sentBy(stage, 'hkc.o1', 'HK-2026-000001')
      await stage.fastForward(minutes(1))
      await stage.pump()
      expect(posts(stage)).toHaveLength(6)
      told(stage)
    },
    { ...given, witnessing: witnessedBy({}, { rules: { ...rules, everyHours: 2 } }) },
  )

  story(
    'when nothing ran for days, then one checkpoint is released on return',
    async stage => {
      await stage.pump()
      await until(stage, '2026-11-25 09:05')
      stage.jump(days(3))
      await stage.restart()
      await stage.pump()
      await stage.fastForward(minutes(5))
      expect((await types(stage)).filter(t => t === 'log.checkpoint')).toHaveLength(2)
      told(stage)
    },
    { ...given, witnessing: witnessedBy({}) },
  )
})
