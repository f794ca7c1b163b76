import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { commands } from '../../src/referral/commands/index.ts'
import { stateTable } from '../../src/referral/table.ts'
import { read, root, stateTableIn, withStateTable } from './markdown.ts'

/** `npm run docs`: puts into the README what the code says; the test beside it compares. */
const before = read('README.md')
const after = withStateTable(before, stateTable(commands))
if (after !== before) writeFileSync(join(root, 'README.md'), after)
process.stdout.write(
  `README.md: state table of ${stateTableIn(after).split('\n').length - 1} lines, ` +
    `${after === before ? 'as it was' : 'written'}.\n`,
)
