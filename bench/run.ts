import { spawnSync } from 'node:child_process'
import { parseArgs } from 'node:util'
import { measureAudit } from './audit.ts'
import { measureBurst } from './burst.ts'
import { measureCharts } from './chart.ts'
import { measureCommits } from './commit.ts'
import { measureDecisions } from './decisions.ts'
import { measureDemo } from './demo.ts'
import { measureDiscord } from './discord.ts'
import { measureDiscordMemory } from './discord-memory.ts'
import { measureDrain } from './drain.ts'
import { timed } from './figures.ts'
import { measureIdle } from './idle.ts'
import { measureNotifications } from './notification.ts'
import { measureRender } from './render.ts'
import { table } from './row.ts'
import { measureSlack } from './slack.ts'
import { measureSummary } from './summary.ts'
import { full, smoke } from './targets.ts'

const { values } = parseArgs({ options: { smoke: { type: 'boolean', default: false } } })
const targets = values.smoke ? smoke : full

const bareStart = await timed(() => spawnSync(process.execPath, ['-e', '0']))
const { ms, value: rows } = await timed(async () => [
  ...(await measureCommits(targets)),
  ...(await measureAudit(targets)),
  ...(await measureIdle(targets)),
  ...(await measureDecisions(targets)),
  ...(await measureBurst(targets)),
  ...(await measureDrain(targets)),
  ...(await measureSlack(targets)),
  ...(await measureDiscord(targets)),
  ...(await measureDiscordMemory()),
  ...(await measureNotifications(targets)),
  ...measureRender(targets),
  ...(await measureCharts(targets)),
  ...(await measureSummary(targets)),
  ...(await measureDemo(targets, bareStart.ms)),
])
const missed = rows.filter(row => !row.ok)
process.stdout.write(`${table(rows)}\n\n`)
process.stdout.write(
  `${rows.length} figures in ${(ms / 1000).toFixed(0)} s, ${missed.length} of them beside the target.\n`,
)
process.exitCode = missed.length === 0 ? 0 : 1
