import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { digest } from '../adapters/keys/index.ts'
import { utf8 } from '../src/kit/bytes.ts'
import type { SealedEntry } from '../src/ports/store.ts'
import { ledgerOver, unkept } from './summary-desk.ts'
import { yearOfEntries } from './year-of-entries.ts'

// A process of its own: counts a year but for its last entries, keeps that, and says what it took.
const [dir = '', count = '0'] = process.argv.slice(2)
const tail: string[] = []
let last: SealedEntry = { seq: -1, body: '', leaf: new Uint8Array() }

async function* read(from: number): AsyncGenerator<SealedEntry> {
  // The one before its place is looked at again, to know the log by.
  if (from === last.seq) yield { ...last, leaf: digest(utf8(last.body)) }
  else
    for (const text of yearOfEntries(Number(count))) {
      tail.push(text)
      if (tail.length <= unkept) continue
      last = { ...last, seq: last.seq + 1, body: tail.shift() ?? '' }
      yield last
    }
}

const begun = process.cpuUsage()
const ledger = ledgerOver(dir, () => Number.MAX_SAFE_INTEGER, read)
await ledger.read()
const { user, system } = process.cpuUsage(begun)
await ledger.save()
writeFileSync(join(dir, 'tail'), [last.body, ...tail].join('\n'))
const size = last.seq + 1 + tail.length
process.stdout.write(JSON.stringify({ size, cpuMs: (user + system) / 1000 }))
