import type { World } from '../../src/bot/world.ts'

const unexpected = (): never => {
  throw new Error('nobody asked for figures')
}

/** For a world in which no week is summed up and no two referrals are compared. */
export const noFigures: Pick<World, 'digest' | 'ledger' | 'matchKeys'> = {
  digest: unexpected,
  ledger: {
    step: async () => undefined,
    read: async () => undefined,
    ready: () => true,
    week: () => undefined,
    sofar: () => undefined,
    summaries: () => [],
    save: async () => undefined,
  },
  matchKeys: {
    of: async () => [],
    forget: () => undefined,
  },
}
