import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { replay, startOf } from '../../src/bot/scenario.ts'
import type { MatterId } from '../../src/kit/ids.ts'
import { fromRfc3339, minutes } from '../../src/kit/time.ts'
import { onEveryStore } from '../journey/on-every-store.ts'
import { type Stage, tuesday } from '../rigs/stage.ts'
import { demoSettings } from '../rigs/stage-config.ts'
import { finished, joint, running } from './cases.ts'

const config = demoSettings()

const stageOf = (stage: Stage) => ({
  bot: stage.bot(),
  store: stage.store(),
  directory: stage.directory,
  clock: stage.clock,
})

/** Minute and type of each act of a referral, deliveries left out. */
const minutesOf = async (stage: Stage, ref: string, start: number) =>
  (await stage.entries())
    .filter(e => e.subject?.id === ref && e.actor !== 'delivery')
    .map(e => [(fromRfc3339(e.at) - start) / minutes(1), e.type])

onEveryStore('given the cases of the demo', story => {
  story(
    'when the finished one is replayed, then it was missed, told, acknowledged and closed at its minutes',
    async stage => {
      const start = startOf(finished, tuesday)
      expect(start).toBe(tuesday - minutes(260 + 60))
      await replay(stageOf(stage), finished, start)
      expect(await minutesOf(stage, 'KR-2026-000001', start)).toEqual([
        [0, 'referral.drafted'],
        [0, 'referral.filled'],
        [1, 'referral.sent'],
        [3, 'referral.escalated'],
        [4, 'referral.escalated'],
        [6, 'referral.acknowledged'],
        [14, 'referral.accepted'],
        [190, 'referral.answered'],
        [260, 'referral.closed'],
      ])
      expect(await stage.referral('KR-2026-000001')).toMatchObject({
        state: 'closed',
        outcome: 'success',
        category: 'tobacco',
        results: [
          { action: 'confirm-movement', result: 'yes' },
          { action: 'notify-third-administration', result: 'yes' },
        ],
        measures: [{ kind: 'cigarettes', value: '8000000', unit: 'stick', basis: 'third' }],
        escalations: 2,
        deadlines: [],
      })
      expect(await minutesOf(stage, 'KR-S-2026-000001', start)).toEqual([
        [20, 'shipment.begun'],
        [60, 'shipment.fed_back'],
        [120, 'shipment.leg_added'],
        [120, 'shipment.alarmed'],
        [124, 'shipment.seen'],
        [126, 'shipment.seen'],
        [185, 'shipment.fed_back'],
        [255, 'shipment.closed'],
      ])
      const shown = Object.values(stage.read()).flat()
      expect(shown.filter(m => m.startsWith('ping'))).toHaveLength(3)
      const ofReferral = shown.filter(m => !m.includes('KR-S-'))
      const lines = 2 * 5
      expect(ofReferral).toHaveLength(1 + 1 + 4 + 5 + 6 + 4 * 4 + 3 + lines)
      // A card at both desks for each of its events but one (of one commit), two alarms, both taken back.
      expect(shown.length - ofReferral.length).toBe(2 * 7 + 2 + 2)
      stage.jump(minutes(1e6))
      await stage.pump()
    },
    { config },
  )

  story(
    'when its shipment is looked at, then Italy is outside, the goods changed, and the source is the referral',
    async stage => {
      await replay(stageOf(stage), finished, startOf(finished, tuesday))
      stage.read()
      const snapshot = await stage.store().load('KR-S-2026-000001' as MatterId)
      expect(snapshot?.open).toBe(false)
      expect(snapshot?.state).toMatchObject({
        source: 'KR-2026-000001',
        outcome: 'success',
        legs: [
          { from: 'KRPUS', to: 'HKHKG', custodian: 'hkc.cyber' },
          { from: 'HKHKG', feedback: [{ desk: 'hkc.cyber', result: 'seized' }] },
        ],
        alarms: [{ leg: 2, against: 1, what: ['chapter'], seen: [{}, {}] }],
        // Its times are those of 2003, so nobody is called to act before an arrival.
        clocks: [],
      })
    },
    { config },
  )

  story(
    'when the running one is replayed, then it is sent, waits, and its clock calls the duty officer',
    async stage => {
      expect(startOf(running, tuesday)).toBe(tuesday)
      await replay(stageOf(stage), running, tuesday)
      expect(await stage.story('HK-2026-000001')).toEqual(['drafted', 'filled', 'sent'])
      const [timer] = await stage.store().claimTimers({
        now: (await stage.referral('HK-2026-000001')).deadlines[0]?.due ?? tuesday,
        max: 9,
      })
      expect(timer).toMatchObject({ deadline: 'ack', step: 0, due: tuesday + minutes(2) })
      expect(stage.button('kcs-desk', 'acknowledge')).toBe('v1:HK-2026-000001:acknowledge:3')
      expect(Object.values(stage.read()).flat()).toHaveLength(6)
      await stage.fastForward(minutes(2))
      const pings = Object.entries(stage.read()).flatMap(([place, lines]) =>
        lines.filter(l => l.startsWith('ping')).map(l => `${place} ${l.split('| ').at(-1)}`),
      )
      expect(pings).toEqual(['kcs-desk @kcs.o1'])
    },
    { config },
  )

  story(
    'when the operation is replayed, then its result counts, what is outside stands apart, and it goes on',
    async stage => {
      const start = startOf(joint, tuesday)
      // After the one that has ended, in one log with it.
      expect(start).toBeGreaterThan(startOf(finished, tuesday) + minutes(260))
      await replay(stageOf(stage), joint, start)
      expect(await minutesOf(stage, 'HK-O-2026-000001', start)).toEqual([
        [0, 'operation.begun'],
        [2, 'operation.joined'],
        [26, 'operation.tagged'],
        [30, 'operation.proxied'],
        [34, 'operation.reported'],
      ])
      const snapshot = await stage.store().load('HK-O-2026-000001' as MatterId)
      expect(snapshot?.open).toBe(true)
      expect(snapshot?.state).toMatchObject({
        tags: [{ ref: 'KR-2026-000001', desk: 'kcs.cyber' }],
        reports: [
          {
            tally: {
              sums: [
                { kind: 'cigarettes', amount: 31_000_000 },
                { kind: 'market-value', currency: 'HKD', amount: 8_500_000_000 },
              ],
              outside: [{ proxy: 1, sums: [{ amount: 1_000_000 }] }],
            },
          },
        ],
      })
      const shown = Object.values(stage.read()).flat()
      expect(shown.filter(m => /情況報告 1|상황 보고 1|situation report 1/.test(m))).toHaveLength(2)
      expect(shown.filter(m => m.startsWith('ping'))).toEqual([])
    },
    { config },
  )

  story(
    'when one follows the other in one log, then their references and their states stand apart',
    async stage => {
      await replay(stageOf(stage), finished, startOf(finished, tuesday))
      stage.clock.set(tuesday)
      await replay(stageOf(stage), running, tuesday)
      stage.read()
      expect((await stage.referral('KR-2026-000001')).state).toBe('closed')
      expect((await stage.referral('HK-2026-000001')).state).toBe('sent')
    },
    { config },
  )
})

test('given the case files, then each says what is on record and what is not', () => {
  const files = readdirSync(join(import.meta.dirname, '../../demo')).filter(f => /^\d{4}-/.test(f))
  expect(files).toEqual(['2003-cigarettes.json', '2005-film-sharing.json', '2020-crocodile.json'])
  expect(joint.record).toMatch(/public record .*11 June 2004 .*February 2020 .*31 million/)
  expect(joint.illustrative).toMatch(/operation of two desks.*illustrative.*are not given/)
  expect(finished.record).toMatch(/public record .*March 2003 .*Busan.*Italy in April 2003/)
  expect(finished.illustrative).toMatch(
    /goods declared on each of them.*illustrative.*not published and are not given/,
  )
  expect(finished.ended).toBe(true)
  expect(running.record).toMatch(/public record .*January 2005 .*12 January/)
  expect(running.illustrative).toMatch(/not handed to Korea.*reserved for documentation/)
  expect(running.ended).toBe(false)
  // RFC 5737: an address that is nobody's.
  const addresses = JSON.stringify([finished, running]).match(/\b\d{1,3}(?:\.\d{1,3}){3}\b/g)
  expect(new Set(addresses)).toEqual(new Set(['192.0.2.10']))
})
