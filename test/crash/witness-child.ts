import { createInterface } from 'node:readline'
import { instant } from '../../src/kit/time.ts'
import { openWitnessDesk } from '../../src/main/witness-desk.ts'

/** Cosigns each body that it is given as JSON, and dies once between keeping and signing if it is told to. */
const [key = '', state = '', policy = '', dies = '0'] = process.argv.slice(2)
let left = Number(dies)
const desk = await openWitnessDesk({ key, state, policy }, () => {
  // The clock is read after the state is on the disk, and before there is a signature.
  left -= 1
  if (left === 0) process.kill(process.pid, 'SIGKILL')
  return instant(1_764_000_000_000)
})
if (!desk.ok) throw new Error(JSON.stringify(desk.error))
for await (const line of createInterface(process.stdin)) {
  const cosigned = desk.value.cosign(JSON.parse(line))
  process.stdout.write(`${cosigned.ok ? cosigned.value.line : `refused ${cosigned.error.kind}`}\n`)
}
