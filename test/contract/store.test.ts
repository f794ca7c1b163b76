import { expect, test } from 'vitest'
import { storeContract } from './store.ts'
import { raisers } from './store-rig.ts'

for (const [name, raise] of Object.entries(raisers)) storeContract(name, raise)

test('the contract runs over both stores', () => {
  expect(Object.keys(raisers)).toEqual(['memory', 'sqlite'])
})
