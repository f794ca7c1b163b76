import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { digest } from '../adapters/keys/index.ts'
import { utf8 } from '../src/kit/bytes.ts'
import type { ContactPointId } from '../src/kit/ids.ts'
import { instant } from '../src/kit/time.ts'
import type { SealedEntry } from '../src/ports/store.ts'
import { residentMb } from './program.ts'
import { ledgerOver, unkept } from './summary-desk.ts'
import { yearEnds } from './year-of-entries.ts'

// A process of its own, as after a start: goes on from what was kept, and answers for the week and a year ago.
const [dir = '', entries = '0'] = process.argv.slice(2)
const size = Number(entries)
const first = size - unkept - 1

async function* read(from: number, to: number): AsyncGenerator<SealedEntry> {
  let seq = first
  for await (const body of createInterface(createReadStream(join(dir, 'tail')))) {
    if (seq >= from && seq < to) yield { seq, body, leaf: digest(utf8(body)) }
    seq += 1
  }
}

const [hk, kr] = ['hkc.cyber', 'kcs.cyber'] as ContactPointId[]
if (!hk || !kr) throw new Error('two desks')
const bareMb = residentMb(process.pid)
const from = performance.now()
const ledger = ledgerOver(dir, () => size, read)
// In steps, as the program does it, so that nobody waits behind the whole.
let longest = 0
while (!ledger.ready()) {
  const step = performance.now()
  await ledger.step()
  longest = Math.max(longest, performance.now() - step)
}
const sofar = ledger.sofar(hk, kr, instant(yearEnds))
const before = ledger.week(hk, kr, '2026-W30')
const ms = performance.now() - from
if (!sofar || !before) throw new Error('no figures')
process.stdout.write(
  JSON.stringify({ ms, residentMb: residentMb(process.pid), bareMb, size: sofar.size, longest }),
)
