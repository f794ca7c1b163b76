import { afterEach, beforeEach, describe } from 'vitest'
import type { Store } from '../../src/ports/store.ts'
import { commitPromises } from './store-commit.ts'
import { hashPromises, historyPromises } from './store-hashes.ts'
import { leasePromises } from './store-lease.ts'
import { logPromises } from './store-log.ts'
import { outboxPromises } from './store-outbox.ts'
import { postedPromises } from './store-posted.ts'
import { queryPromises } from './store-queries.ts'
import type { Raise, StoreRig } from './store-rig.ts'
import { timerPromises } from './store-timers.ts'
import { turnPromises } from './store-turns.ts'
import { watchedPromises } from './store-watched.ts'

/** The store under test: the one now open, and a restart of it. */
export interface Subject {
  readonly store: () => Store
  readonly restart: () => Promise<Store>
}

/** Every promise of src/ports/store.ts, for any store. */
export const storeContract = (name: string, raise: Raise) => {
  describe(`${name} store`, () => {
    let rig: StoreRig
    let store: Store
    beforeEach(() => {
      rig = raise()
      store = rig.open()
    })
    afterEach(async () => {
      await store.close()
      rig.dispose()
    })
    const subject: Subject = {
      store: () => store,
      restart: async () => {
        await store.close()
        store = rig.open()
        return store
      },
    }
    commitPromises(subject)
    logPromises(subject)
    hashPromises(subject)
    historyPromises(subject)
    queryPromises(subject)
    timerPromises(subject)
    watchedPromises(subject)
    leasePromises(subject)
    outboxPromises(subject)
    turnPromises(subject)
    postedPromises(subject)
  })
}
