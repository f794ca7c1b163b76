import { createHear } from '../../src/bot/hear.ts'
import type { World } from '../../src/bot/world.ts'
import { defaultPolicy } from '../../src/escalation/policy.ts'
import { asJson } from '../../src/kit/json.ts'
import type { Snapshot } from '../../src/ports/store.ts'
import { commands } from '../../src/referral/commands/index.ts'
import type { Referral } from '../../src/referral/referral.ts'
import { directory } from '../referral/desks.ts'
import { start } from '../referral/sample.ts'
import { noFigures } from '../rigs/no-figures.ts'
import { catalogue, speaker } from './spoken.ts'

const unexpected = (what: string) => (): never => {
  throw new Error(`nobody asked for ${what}`)
}

/** Hears about one referral over a store in which somebody else was always first. */
export const hearWhereOthersWereFirst = (referral: Referral) => {
  let tries = 0
  const snapshot: Snapshot = {
    subject: referral.id,
    version: 1,
    state: asJson(referral),
    parties: [referral.from, referral.to],
    open: true,
  }
  const world: World = {
    store: {
      load: subject => Promise.resolve(subject === referral.id ? snapshot : undefined),
      list: () => Promise.resolve([]),
      latest: () => Promise.resolve(undefined),
      heard: () => Promise.resolve(false),
      commit: () => {
        tries++
        return Promise.resolve({ kind: 'conflict', subject: referral.id })
      },
      lease: unexpected('the lease'),
      claimTimers: unexpected('timers'),
      claimOutbox: unexpected('the outbox'),
      owedNext: unexpected('the outbox'),
      posted: unexpected('messages'),
      watched: unexpected('what is open'),
      readEntries: unexpected('entries'),
      history: unexpected('entries'),
      hashes: unexpected('the tree'),
      head: unexpected('the head'),
      close: () => Promise.resolve(),
    },
    vault: {
      put: () => Promise.resolve({ item: 'a', commit: 'b', bytes: 1 }),
      get: () => Promise.resolve(undefined),
      matches: unexpected('a commitment'),
      discard: () => Promise.resolve(),
      index: () => Promise.resolve(),
      matching: () => Promise.resolve([]),
      keepDraft: () => Promise.resolve(),
      draft: () => Promise.resolve(undefined),
      dropDraft: () => Promise.resolve(),
      erase: unexpected('erasure'),
      close: () => Promise.resolve(),
    },
    catalogue,
    clock: { now: () => start, monotonic: () => 0 },
    directory,
    policyOf: () => defaultPolicy,
    commands,
    dutyCommands: [],
    matters: [],
    platforms: [],
    ...noFigures,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    holder: 'test',
  }
  return { ...createHear(world, speaker), tries: () => tries }
}
