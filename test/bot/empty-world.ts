import type { World } from '../../src/bot/world.ts'
import { defaultPolicy } from '../../src/escalation/policy.ts'
import type { Store } from '../../src/ports/store.ts'
import { noFigures } from '../rigs/no-figures.ts'
import { catalogue } from './spoken.ts'

const unexpected = (what: string) => (): never => {
  throw new Error(`nobody asked for ${what}`)
}

async function* nothing(): AsyncGenerator<never> {}

/** A world in which nothing ever happened, with no platform, but for what a test puts into it. */
export const emptyWorld = (
  parts: Pick<World, 'clock' | 'directory'> & { readonly store: Partial<Store> },
): World => ({
  vault: {
    put: unexpected('words'),
    get: unexpected('words'),
    matches: unexpected('a commitment'),
    discard: unexpected('words'),
    index: unexpected('the index'),
    matching: unexpected('the index'),
    keepDraft: unexpected('a draft'),
    draft: unexpected('a draft'),
    dropDraft: unexpected('a draft'),
    erase: unexpected('erasure'),
    close: unexpected('an end'),
  },
  catalogue,
  policyOf: () => defaultPolicy,
  commands: [],
  dutyCommands: [],
  matters: [],
  platforms: [],
  ...noFigures,
  log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  holder: 'test',
  ...parts,
  store: {
    load: async () => undefined,
    list: async () => [],
    latest: async () => undefined,
    heard: async () => false,
    commit: unexpected('a commit'),
    lease: async () => ({ kind: 'held', epoch: 1 }),
    claimTimers: async () => [],
    claimOutbox: async () => [],
    owedNext: async () => undefined,
    posted: async () => [],
    watched: async () => [],
    readEntries: nothing,
    history: nothing,
    hashes: async () => [],
    head: async () => ({ size: 0, note: '' }),
    close: async () => undefined,
    ...parts.store,
  },
})
