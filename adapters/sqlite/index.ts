export type { OpenFault } from './faults.ts'
export { type LogReader, openLogForReading, type ReadFault } from './read.ts'
export { createSqliteStore, type SqliteStoreOptions } from './store.ts'
export { createSqliteVault, type SqliteVaultOptions } from './vault.ts'
