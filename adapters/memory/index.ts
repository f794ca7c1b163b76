export { createDisk, type Disk } from './disk.ts'
export { createMemoryStore, type MemoryStoreOptions } from './store.ts'
export {
  createMemoryVault,
  createVaultDisk,
  type MemoryVaultOptions,
  type VaultDisk,
} from './vault.ts'
