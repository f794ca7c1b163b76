import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { commands } from '../../src/referral/commands/index.ts'
import { stateTable } from '../../src/referral/table.ts'
import { clockTables } from './clock-tables.ts'
import { partIn, read, root, withPart } from './markdown.ts'
import { notificationTable, shipmentTable } from './matter-tables.ts'

/** `npm run docs`: puts into the README what the code says; the test beside it compares. */
const parts = {
  'state-table': stateTable(commands),
  'clock-tables': clockTables(),
  'notification-clocks': notificationTable(),
  'shipment-clocks': shipmentTable(),
}
const before = read('README.md')
const after = Object.entries(parts).reduce(
  (text, [name, part]) => withPart(text, name, part),
  before,
)
if (after !== before) writeFileSync(join(root, 'README.md'), after)
const lines = Object.keys(parts).map(
  name => `${name} ${partIn(after, name).split('\n').length - 1}`,
)
process.stdout.write(
  `README.md: ${lines.join(', ')} lines, ${after === before ? 'as it was' : 'written'}.\n`,
)
