import { expect } from 'vitest'
import {
  createWitnessClient,
  serveWitness,
  type WitnessAnswer,
} from '../../adapters/witness/index.ts'
import { minutes } from '../../src/kit/time.ts'
import type { WitnessClient } from '../../src/ports/witness.ts'
import type { Stage } from '../rigs/stage.ts'
import { createTestWitness, type TestWitness, witnessedBy } from '../rigs/witness.ts'
import { onEveryStore } from './on-every-store.ts'
import { seoul, shippedCalendars, told, until } from './told.ts'

/** Each story has a host of its own; its address is known before the stage is. */
interface Host {
  readonly witness: TestWitness
  readonly bodies: string[]
  answer: (body: string) => WitnessAnswer
}

const answers =
  (witness: TestWitness) =>
  (body: string): WitnessAnswer => {
    const line = witness.cosign(body)
    if (line.ok) return { status: 200, lines: `${line.value}\n` }
    return line.error.kind === 'OtherSize'
      ? { status: 409, size: line.error.size }
      : { status: line.error.kind === 'Inconsistent' ? 422 : 403 }
  }

const fresh = (): Host => {
  const witness = createTestWitness('witness.kcs.example', 22)
  return { witness, bodies: [], answer: answers(witness) }
}
let host = fresh()

const raise = (): Host => {
  host = fresh()
  return host
}

const pending: Promise<unknown>[] = []
const real = createWitnessClient({ timeoutMs: 5000 })
/** What is asked is remembered, so that a story can wait for it. */
const client: WitnessClient = {
  ask: (url, body) => {
    const asked = real.ask(url, body)
    pending.push(asked)
    return asked
  },
  close: () => {},
}

const server = await serveWitness({
  host: '127.0.0.1',
  port: 0,
  answer: body => {
    host.bodies.push(body)
    return host.answer(body)
  },
})
if (!server.ok) throw new Error(server.error.kind)

const given = {
  start: seoul('2026-11-24 10:00'),
  calendars: shippedCalendars(),
  rosters: true,
  witnessing: witnessedBy({ kcs: { vkey: host.witness.vkey, url: server.value.url } }, { client }),
} as const

/** Rounds of the loops until nothing is asked any more. */
const settle = async (stage: Stage): Promise<void> => {
  do {
    await Promise.all(pending.splice(0))
    await stage.pump()
  } while (pending.length > 0)
}

const cosigned = async (stage: Stage): Promise<readonly unknown[]> =>
  (await stage.entries()).flatMap(e => (e.type === 'log.cosigned' ? [e.event] : []))

onEveryStore('given a witness that listens', story => {
  story(
    'when a checkpoint is released, then it is asked, and its line is recorded',
    async stage => {
      const { witness, bodies } = raise()
      await until(stage, '2026-11-25 09:01')
      await settle(stage)
      expect(bodies).toHaveLength(1)
      expect(await cosigned(stage)).toEqual([
        expect.objectContaining({ agency: 'kcs', size: witness.remembered()?.size }),
      ])
      await until(stage, '2026-11-27 09:01')
      await settle(stage)
      expect(bodies.at(-1)).toMatch(/^old [1-9]/)
      expect(await cosigned(stage)).toHaveLength(3)
      expect(stage.faults()).toEqual([])
      told(stage)
    },
    given,
  )

  story(
    'when it has signed without our knowing, then its size is heard and the proof begins there',
    async stage => {
      const { bodies, witness } = raise()
      let lost = 1
      host.answer = body => {
        const answered = answers(witness)(body)
        return lost-- > 0 ? { status: 500 } : answered
      }
      await until(stage, '2026-11-25 09:01')
      await settle(stage)
      expect(await cosigned(stage)).toEqual([])
      // Nobody remembers, in the end: the state alone says what is owed.
      await stage.restart()
      await stage.pump()
      await settle(stage)
      expect(bodies.map(b => b.split('\n')[0])).toEqual([
        'old 0',
        'old 0',
        `old ${witness.remembered()?.size}`,
      ])
      expect(await cosigned(stage)).toHaveLength(1)
      told(stage)
    },
    given,
  )

  story(
    'when it can’t be reached, then it is asked less and less often, also after a power cut',
    async stage => {
      const { bodies, witness } = raise()
      host.answer = () => ({ status: 500 })
      await until(stage, '2026-11-25 09:01')
      await settle(stage)
      await stage.pump()
      expect(bodies).toHaveLength(1)
      for (let n = 0; n < 60; n++) {
        await stage.fastForward(minutes(1))
        await settle(stage)
      }
      // After 10 s, a minute, five and thirty.
      expect(bodies).toHaveLength(5)
      await stage.crash()
      host.answer = answers(witness)
      await stage.pump()
      await settle(stage)
      expect(await cosigned(stage)).toHaveLength(1)
      told(stage)
    },
    given,
  )

  story(
    'when it refuses, or has seen a longer log, then the operator is alarmed and nothing is recorded',
    async stage => {
      raise()
      host.answer = () => ({ status: 422 })
      await until(stage, '2026-11-25 09:01')
      await settle(stage)
      expect(stage.alarms()).toEqual(['a witness refuses to cosign'])
      host.answer = () => ({ status: 409, size: 1_000_000 })
      await stage.fastForward(minutes(1))
      await settle(stage)
      expect(stage.alarms()).toEqual(['a witness has cosigned a longer log than this one'])
      host.answer = () => ({ status: 200, lines: '— witness.kcs.example AAAA\n' })
      await stage.fastForward(minutes(2))
      await settle(stage)
      expect(stage.alarms()).toEqual([])
      expect(await cosigned(stage)).toEqual([])
      told(stage)
    },
    given,
  )
})
