import { asJson } from '../kit/json.ts'
import type { Result } from '../kit/result.ts'
import { hours, minutes, seconds } from '../kit/time.ts'
import type { WitnessFault } from '../ports/witness.ts'
import { newestOf, type Released, type Witness, type WitnessedLog } from '../witness/witnessed.ts'
import { requestText } from './checkpoint-text.ts'
import { readCosigned } from './cosignature-line.ts'
import { loadWitnessed, logBatchOf } from './witnessed.ts'
import type { World } from './world.ts'

/** Tries at one commit while officers and the clock act on the log too. */
const maxTries = 8

/** After the first try that failed, after the second, and so on; the last again and again. */
const waits = [seconds(10), minutes(1), minutes(5), minutes(30), hours(1)] as const

interface Asking {
  /** Of the checkpoint that it is asked for. */
  readonly size: number
  /** Where its own proof must begin, as it said itself. */
  old?: number
  failures: number
  /** By the monotonic clock. */
  next: number
  flying: boolean
}

interface Landed {
  readonly vkey: string
  readonly size: number
  readonly result: Result<readonly string[], WitnessFault>
}

/**
 * Asks the witnesses that have an address for their cosignature of the newest checkpoint, outside of any commit.
 * What is asked follows from the state alone: after a restart whoever owes a cosignature is asked again, and who
 * cosigned without our knowing answers with its size.
 */
export const createAskWitnesses = (world: World) => {
  const { store, clock, directory, digest, log, witnessing } = world
  const askings = new Map<string, Asking>()
  const landed: Landed[] = []

  const wait = (asking: Asking): void => {
    asking.next = clock.monotonic() + (waits[asking.failures] ?? hours(1))
    asking.failures += 1
  }

  const launch = async (
    asking: Asking,
    witness: Witness,
    url: string,
    released: Released,
  ): Promise<void> => {
    const client = witnessing?.client
    if (!client) return
    asking.flying = true
    const old = asking.old ?? witness.size
    const body = await requestText({ store, digest }, old, released)
    void client.ask(url, body).then(result => {
      landed.push({ vkey: witness.vkey, size: released.size, result })
    })
  }

  const record = async (line: string): Promise<boolean> => {
    if (!witnessing) return false
    const { verifySignature, rules } = witnessing
    for (let tries = 0; tries < maxTries; tries++) {
      const loaded = await loadWitnessed(store)
      const read = loaded.log && readCosigned(line, loaded.log, { digest, verifySignature })
      if (!read?.ok) return false
      const { batch } = logBatchOf({
        loaded,
        events: [read.value],
        actor: asJson({ witness: read.value.witness }),
        now: clock.now(),
        directory,
        rules,
      })
      const { kind } = await store.commit(batch)
      if (kind !== 'conflict') return kind === 'committed'
    }
    return false
  }

  const failed = (asking: Asking, witness: Witness, fault: WitnessFault): void => {
    const facts = { agency: witness.agency, size: asking.size, fault: fault.kind }
    if (fault.kind === 'OtherSize' && fault.size <= asking.size && fault.size !== asking.old) {
      asking.old = fault.size
      asking.next = clock.monotonic()
      return
    }
    wait(asking)
    // A witness that has seen more than there is proves that entries are gone: no retry mends that.
    if (fault.kind === 'OtherSize')
      log.error('a witness has cosigned a longer log than this one', { ...facts, seen: fault.size })
    else if (fault.kind === 'Refused')
      log.error('a witness refuses to cosign', { ...facts, status: fault.status })
    else log.warn('a witness did not cosign', facts)
  }

  const settle = async (state: WitnessedLog): Promise<void> => {
    for (const { vkey, size, result } of landed.splice(0)) {
      let taken = false
      for (const line of result.ok ? result.value : []) taken = (await record(line)) || taken
      const asking = askings.get(vkey)
      const witness = state.witnesses.find(w => w.vkey === vkey)
      // An answer about an older checkpoint is taken, but says nothing of the newest.
      if (!asking || !witness || asking.size !== size) continue
      asking.flying = false
      if (taken) askings.delete(vkey)
      else failed(asking, witness, result.ok ? { kind: 'NotALine' } : result.error)
    }
  }

  /** Records what has come back, and asks who is to be asked now. Waits for no answer. */
  const step = async (): Promise<void> => {
    const addressed = witnessing?.witnesses.filter(w => w.url !== undefined) ?? []
    if (addressed.length === 0 || !witnessing?.client) return
    const before = (await loadWitnessed(store)).log
    if (!before) return
    await settle(before)
    const state = (await loadWitnessed(store)).log
    const newest = state && newestOf(state)
    if (!state || !newest) return
    for (const { vkey, url } of addressed) {
      const witness = state.witnesses.find(w => w.vkey === vkey)
      if (!witness || url === undefined || witness.size >= newest.size) continue
      const known = askings.get(vkey)
      const asking: Asking =
        known?.size === newest.size
          ? known
          : { size: newest.size, failures: 0, next: clock.monotonic(), flying: false }
      askings.set(vkey, asking)
      if (!asking.flying && asking.next <= clock.monotonic())
        await launch(asking, witness, url, newest)
    }
  }

  return { step }
}
