import { instant } from '../../src/kit/time.ts'
import { claim, owed, referral, step } from '../contract/store-batches.ts'
import { openSqlite } from '../contract/store-rig.ts'

/**
 * A process that commits hand-overs for ever, to be killed. It writes a line for each commit that
 * returned, in one synchronous write, so that a line on the pipe is an acknowledgement.
 */
const [file = '', start = '1'] = process.argv.slice(2)
const { writeSync } = process.getBuiltinModule('node:fs')
const store = openSqlite(file)
for (let n = Number(start); ; n++) {
  const subject = referral(n)
  const result = await store.commit(
    step(n, 1, {
      inbound: `in-${n}`,
      timers: [{ subject, armed: [{ deadline: 'ack', step: 0, due: instant(n) }] }],
      outbox: [owed(n, 'a', 'card'), owed(n, `place-${n}`)],
    }),
  )
  if (result.kind === 'conflict') throw new Error('a referral that was never acknowledged is there')
  writeSync(1, `${n} ${result.kind}\n`)
  if (n % 3 === 0) await claim(store, 10_000, 5)
}
