import { emptyBatch } from '../../src/bot/batches.ts'
import { instant } from '../../src/kit/time.ts'
import { openDisk } from '../../src/main/disk.ts'
import { createHighWater } from '../../src/main/high-water.ts'
import { origin } from '../contract/store-rig.ts'

/**
 * A process that commits for ever and remembers beside the log how long it is, to be killed. It writes its
 * size when it is open, and a dot for each time that it has remembered.
 */
const [dataDir = '', highWater = ''] = process.argv.slice(2)
const { writeSync } = process.getBuiltinModule('node:fs')
const opened = await openDisk({ dataDir, origin, kept: { highWater } })
if (!opened.ok) throw new Error(JSON.stringify(opened.error))
const { store } = opened.value
let seconds = 0
const water = createHighWater({
  file: highWater,
  store,
  monotonic: () => {
    seconds += 1
    return seconds * 1000
  },
  log: { info: () => {}, warn: () => {}, error: text => void writeSync(2, text) },
})
writeSync(1, `${(await store.head()).size}\n`)
for (let n = 1; ; n++) {
  const event = { n }
  const entries = [{ type: 'test.counted', actor: 'clock', event }]
  await store.commit({ ...emptyBatch(instant(n)), entries })
  await water.step()
  writeSync(1, '.\n')
}
