import { instant } from '../../src/kit/time.ts'
import { claim, owed, referral, step } from '../contract/store-batches.ts'
import { openSqlite } from '../contract/store-rig.ts'

/**
 * A process that does one hand-over and ends, to be hurt at one call to the operating system: `FILE N`.
 * Each line is one synchronous write, so that what it says is true when it is read.
 */
const [file = '', number = '1'] = process.argv.slice(2)
const { writeSync } = process.getBuiltinModule('node:fs')
const say = (line: string): void => void writeSync(1, `${line}\n`)
const n = Number(number)
const subject = referral(n)
const store = openSqlite(file)
say('ready')
const { kind } = await store.commit(
  step(n, 1, {
    inbound: `in-${n}`,
    timers: [{ subject, armed: [{ deadline: 'ack', step: 0, due: instant(n) }] }],
    outbox: [owed(n, `desk-${n}`, 'card'), owed(n, `pair-${n}`)],
  }),
)
if (kind === 'committed') say('acknowledged')
const jobs = await claim(store)
say(`claimed ${jobs.length}`)
await store.close()
say('closed')
