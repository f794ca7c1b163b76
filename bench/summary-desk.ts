import { join } from 'node:path'
import { createFileCache } from '../adapters/cache/index.ts'
import { digest } from '../adapters/keys/index.ts'
import { createLedger, type Ledger, type LedgerParts } from '../src/bot/ledger.ts'
import { instant } from '../src/kit/time.ts'
import { demoConfig } from '../src/main/demo.ts'
import { settingsOf } from '../src/main/settings.ts'
import type { SealedEntry } from '../src/ports/store.ts'
import { createDirectory } from '../src/roster/directory.ts'
import { yearEnds } from './year-of-entries.ts'

/** Entries that are read again after a start: as many as a desk leaves unkept at most. */
export const unkept = 10_000

const settings = settingsOf(demoConfig(), { now: instant(yearEnds), demo: true })
if (!settings.ok) throw new Error('the demo has no settings')
const directory = createDirectory(settings.value.config, settings.value.calendars)

/** The ledger of a desk over a log that gives its entries once, in order; kept in that folder. */
export const ledgerOver = (
  dir: string,
  head: () => number,
  readEntries: (from: number, to: number) => AsyncIterable<SealedEntry>,
): Ledger => {
  const store = {
    head: async () => ({ size: head(), note: '' }),
    readEntries,
    history: () => {
      throw new Error('nothing is reopened here')
    },
  } as unknown as LedgerParts['store']
  const log = {
    info: () => {},
    warn: (m: string) => process.stderr.write(`${m}\n`),
    error: () => {},
  }
  return createLedger({
    ...{ store, directory, digest, log },
    cache: createFileCache(join(dir, 'figures.cache')),
  })
}
