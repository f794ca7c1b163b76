import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { commands } from '../../src/referral/commands/index.ts'
import { stateTable } from '../../src/referral/table.ts'
import { tamperTable } from '../audit/tamper/table.ts'
import { clockTables } from './clock-tables.ts'
import { partIn, read, root, withPart } from './markdown.ts'
import { agreedTable, notificationTable, operationTable, shipmentTable } from './matter-tables.ts'

/** `npm run docs`: puts into the documents what the code says; the tests beside it compare. */
const readmeParts = {
  'state-table': stateTable(commands),
  'clock-tables': clockTables(),
  'notification-clocks': notificationTable(),
  'shipment-clocks': shipmentTable(),
  'operation-clocks': operationTable(),
  'agreed-clocks': agreedTable(),
}
const write = (file: string, parts: Readonly<Record<string, string>>): void => {
  const before = read(file)
  const after = Object.entries(parts).reduce(
    (text, [name, part]) => withPart(text, name, part),
    before,
  )
  if (after !== before) writeFileSync(join(root, file), after)
  const lines = Object.keys(parts).map(
    name => `${name} ${partIn(after, name).split('\n').length - 1}`,
  )
  process.stdout.write(
    `${file}: ${lines.join(', ')} lines, ${after === before ? 'as it was' : 'written'}.\n`,
  )
}

write('README.md', readmeParts)
write('docs/audit-log.md', { 'tamper-table': tamperTable() })
