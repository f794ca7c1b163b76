import { expect } from 'vitest'
import type { SpokenCard } from '../../src/card/spoken.ts'
import { minutes } from '../../src/kit/time.ts'
import type { Answer } from '../../src/ports/platform.ts'
import { readAnswer } from '../rigs/reading.ts'
import type { Stage } from '../rigs/stage.ts'
import { createTestWitness, witnessedBy } from '../rigs/witness.ts'
import { courier, ref as notified } from './notification-scenes.ts'
import { onEveryStore } from './on-every-store.ts'
import { proven } from './proven.ts'
import { acknowledged, drafted, firstRef, sent } from './scenes.ts'
import { seoul, shippedCalendars, told, until } from './told.ts'

const textOn = ({ verbatim }: SpokenCard): string => verbatim?.text ?? ''

const receiptIn = (answer: Answer): SpokenCard => {
  if (answer.kind !== 'card') throw new Error(readAnswer(answer))
  return answer.card
}

/** The receipts that hang at a place, by the name of their file. */
const receiptsAt = (stage: Stage, place: string) =>
  stage.paper
    .sheets()
    .filter(s => s.place === place && s.outgoing.card.verbatim)
    .map(s => [s.outgoing.card.verbatim?.name, textOn(s.outgoing.card)] as const)

const log = 'stage.example/hkc-kcs'
const places = ['hkc-kcs', 'hkc-desk', 'kcs-desk']

onEveryStore('given a referral from Hong Kong to Korea', story => {
  story(
    'when it is sent and acknowledged, then both sides are given a receipt of each',
    async stage => {
      await sent(stage)
      await stage.fastForward(minutes(2))
      await stage.press('kcs.o1', 'hkc-kcs', 'acknowledge')
      const [shared] = places.map(place => receiptsAt(stage, place))
      expect(shared?.map(([name]) => name)).toEqual([
        `${firstRef}-sent.tlog-proof`,
        `${firstRef}-acknowledged.tlog-proof`,
      ])
      const types = await Promise.all((shared ?? []).map(([, text]) => proven(stage.store(), text)))
      expect(types.map(t => [t.type, t.signers])).toEqual([
        ['referral.sent', [log]],
        ['referral.acknowledged', [log]],
      ])
      stage.read()
    },
  )

  story(
    'when it is asked for, then officers of both sides and an auditor get it in their language',
    async stage => {
      await acknowledged(stage)
      const asked = await Promise.all(
        ['hkc.o1', 'kcs.o1', 'kcs.o3'].map(who => stage.say(who, `/audit receipt ${firstRef}`)),
      )
      const cards = asked.map(receiptIn)
      expect(cards.map(c => c.headline.parts[0]?.text)).toEqual([
        `記錄憑證：${firstRef}`,
        `기록 증명서: ${firstRef}`,
        `Receipt for ${firstRef}`,
      ])
      expect(new Set(cards.map(textOn)).size).toBe(1)
      for (const card of cards) {
        expect((await proven(stage.store(), textOn(card))).type).toBe('referral.acknowledged')
        expect(card.marking?.[0]?.parts[0]?.text).toContain('TLP:AMBER+STRICT')
      }
      const other = receiptIn(await stage.say('hkc.o1', `/audit receipt ${firstRef} what=sent`))
      expect((await proven(stage.store(), textOn(other))).type).toBe('referral.sent')
      expect(other.verbatim?.name).toBe(`${firstRef}-sent.tlog-proof`)
      const before = (await stage.entries()).length
      await stage.say('hkc.o1', `/audit receipt ${firstRef}`)
      expect((await stage.entries()).length).toBe(before)
    },
  )

  story(
    'when there is none yet, or none for who asks, then the refusal says what to do',
    async stage => {
      await drafted(stage)
      const refusals = async (who: string, lines: readonly string[]) => {
        const said = await Promise.all(lines.map(line => stage.say(who, line)))
        expect(said.map(s => s.kind)).toEqual(lines.map(() => 'refusal'))
        return said.map(readAnswer)
      }
      expect(
        await refusals('kcs.o3', [
          `/audit receipt ${firstRef}`,
          '/audit receipt HK-2026-000099',
          '/audit receipt',
          `/audit receipt ${firstRef} what=closed`,
          `/audit receipt ${firstRef} whta=sent`,
          `/audit reciept ${firstRef}`,
        ]),
      ).toEqual([
        // A draft is nobody else's business yet.
        `refusal en Referral ${firstRef} was not found. | /referral list shows those of your desk.`,
        'refusal en Referral HK-2026-000099 was not found. | /referral list shows those of your desk.',
        'refusal en Which referral? A reference is missing. | /referral list shows those of your desk.',
        expect.stringContaining('There is no value named closed here.'),
        expect.stringContaining('Did you mean what?'),
        expect.stringContaining('Did you mean /audit receipt?'),
      ])
      const [draft] = await refusals('hkc.o1', [`/audit receipt ${firstRef}`])
      expect(draft).toContain(`${firstRef} 尚未送出，故未有記錄憑證。`)
      await stage.press('hkc.o1', 'hkc-desk', 'send')
      stage.read()
      const [early] = await refusals('kcs.o3', [`/audit receipt ${firstRef} what=acknowledged`])
      expect(early).toBe(
        `refusal en Nobody has acknowledged ${firstRef} yet, so there is no receipt of that. | Please ask again once it has been done; the thread under its card then shows the receipt too.`,
      )
      const now = receiptIn(await stage.say('kcs.o3', `/audit receipt ${firstRef}`))
      expect((await proven(stage.store(), textOn(now))).type).toBe('referral.sent')
    },
  )
})

onEveryStore('given an immediate notification', story => {
  story(
    'when it is sent and acknowledged, then sender and addressee are given a receipt of each',
    async stage => {
      await stage.say('hkc.o1', `${courier} to=kcs.cyber`)
      await stage.press('kcs.o1', 'kcs-desk', 'n-acknowledge')
      for (const place of ['hkc-desk', 'kcs-desk']) {
        const shown = receiptsAt(stage, place)
        expect(shown.map(([name]) => name)).toEqual([
          `${notified}-sent.tlog-proof`,
          `${notified}-acknowledged.tlog-proof`,
        ])
        const types = await Promise.all(shown.map(([, text]) => proven(stage.store(), text)))
        expect(types.map(t => t.type)).toEqual(['notification.sent', 'notification.acknowledged'])
      }
      const asked = receiptIn(await stage.say('kcs.o3', `/audit receipt ${notified} what=sent`))
      expect((await proven(stage.store(), textOn(asked))).type).toBe('notification.sent')
      stage.read()
    },
  )
})

const raiseWitness = () => createTestWitness('witness.kcs.example', 22)

onEveryStore('given a witness who cosigns by hand', story => {
  story(
    'when the checkpoint is posted and cosigned, then the receipt is under that one, with its cosignature',
    async stage => {
      const witness = raiseWitness()
      await sent(stage)
      const early = receiptIn(await stage.say('hkc.o1', `/audit receipt ${firstRef}`))
      await until(stage, '2026-11-25 09:01')
      const posted = receiptIn(await stage.say('hkc.o1', `/audit receipt ${firstRef}`))
      const request = stage.paper
        .sheets()
        .findLast(s => s.outgoing.card.verbatim?.text.startsWith('old '))
      const line = witness.cosign(request ? textOn(request.outgoing.card) : '')
      if (!line.ok) throw new Error(line.error.kind)
      expect((await stage.say('kcs.o1', `/audit cosign ${line.value}`)).kind).toBe('card')
      const late = receiptIn(await stage.say('kcs.o3', `/audit receipt ${firstRef}`))
      const all = await Promise.all(
        [early, posted, late].map(c => proven(stage.store(), textOn(c))),
      )
      expect(all.map(p => p.signers)).toEqual([[log], [log], [log, 'witness.kcs.example']])
      expect(all[2]?.size).toBe(all[1]?.size)
      expect(all[1]?.size).toBeGreaterThan(all[0]?.size ?? 0)
      expect(late.fields.map(f => f.value.parts[0]?.text)).toContain('witness.kcs.example')
      told(stage)
      stage.read()
    },
    {
      start: seoul('2026-11-24 10:00'),
      calendars: shippedCalendars(),
      rosters: true,
      witnessing: witnessedBy({ kcs: { vkey: raiseWitness().vkey } }),
    },
  )
})
