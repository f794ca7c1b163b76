import { expect, it } from 'vitest'
import { hmac } from '../../adapters/keys/hashes.ts'
import { createMemoryVault } from '../../adapters/memory/vault.ts'
import { createHear } from '../../src/bot/hear.ts'
import type { World } from '../../src/bot/world.ts'
import { defaultPolicy } from '../../src/escalation/policy.ts'
import type { ReferralId } from '../../src/kit/ids.ts'
import type { CommitResult } from '../../src/ports/store.ts'
import type { Vault } from '../../src/ports/vault.ts'
import { commands } from '../../src/referral/commands/index.ts'
import { directory, hkc, officerAt } from '../referral/desks.ts'
import { goodValues, start } from '../referral/sample.ts'
import { noFigures } from '../rigs/no-figures.ts'
import { catalogue, speaker } from './spoken.ts'

const unexpected = (): never => {
  throw new Error('nobody asked for this')
}

/** What an officer's new referral does, in order, where the commits end like these. */
const callsWhere = async (outcomes: readonly CommitResult[]): Promise<readonly string[]> => {
  const calls: string[] = []
  const left = [...outcomes]
  let drawn = 0
  const random = (n: number) => {
    drawn += 1
    return new Uint8Array(n).fill(drawn)
  }
  const kept = createMemoryVault({ random, hmac })
  const noted =
    <A extends readonly unknown[], R>(name: string, call: (...args: A) => R) =>
    (...args: A): R => {
      calls.push(name)
      return call(...args)
    }
  const vault: Vault = {
    ...kept,
    put: noted('put', kept.put),
    index: noted('index', kept.index),
    discard: noted('discard', kept.discard),
  }
  const world: World = {
    store: {
      load: () => Promise.resolve(undefined),
      list: () => Promise.resolve([]),
      latest: () => Promise.resolve(undefined),
      heard: () => Promise.resolve(false),
      commit: noted('commit', () =>
        Promise.resolve(left.shift() ?? { kind: 'committed' as const, size: 1 }),
      ),
      lease: unexpected,
      claimTimers: unexpected,
      claimOutbox: unexpected,
      owedNext: unexpected,
      posted: unexpected,
      watched: unexpected,
      readEntries: unexpected,
      history: unexpected,
      hashes: unexpected,
      head: unexpected,
      close: () => Promise.resolve(),
    },
    vault,
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
  const actor = officerAt(hkc, 'officer').identities.find(i => 'user' in i)
  if (!actor) throw new Error('an officer without an identity')
  const values = goodValues['create'] ?? {}
  const act = { kind: 'form' as const, data: 'v1:-:create:0', values }
  const answer = await createHear(world, speaker).hear({ key: 'k', actor, act })
  return [...calls, answer.kind]
}

const conflict: CommitResult = { kind: 'conflict', subject: 'HK-2026-000001' as ReferralId }

it('given a new referral, then its words and index are in the vault before the log is written', async () => {
  expect(await callsWhere([])).toEqual(['put', 'index', 'commit', 'form'])
})

it('given a commit that comes too late, then its words are taken out again before the next try', async () => {
  expect(await callsWhere([conflict])).toEqual([
    ...['put', 'index', 'commit', 'discard'],
    ...['put', 'index', 'commit', 'form'],
  ])
  expect(await callsWhere([{ kind: 'duplicate' }])).toEqual([
    ...['put', 'index', 'commit', 'discard', 'none'],
  ])
})
