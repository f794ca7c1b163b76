import { existsSync, readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { readCheckpoint } from '../audit/checkpoint.ts'
import { days, type Instant } from '../kit/time.ts'
import { type Finding, fine, wrong } from './finding.ts'
import { readText } from './verify-inputs.ts'

const what = { water: 'high-water file', backup: 'backups' } as const

const volumeOf = (path: string): number | undefined =>
  existsSync(path) ? statSync(path).dev : undefined

/** Whether the file that remembers how long the log was is there, readable, and would outlive the log's volume. */
const waterFinding = (file: string, dataDir: string): Finding => {
  const mend = 'Set LIAISON_HIGH_WATER to a file on another volume, and see that it can be written.'
  const folder = dirname(file)
  if (!existsSync(folder)) return wrong(what.water, `${folder} is not there.`, mend)
  const here = volumeOf(dataDir)
  if (here !== undefined && volumeOf(folder) === here)
    return wrong(
      what.water,
      `${file} is on the volume of the data: both would be lost at once.`,
      mend,
    )
  if (!existsSync(file))
    return fine(what.water, `${file} is not there yet; the next start makes it`)
  const text = readText(file, 300_000)
  const read = text.ok ? readCheckpoint(text.value) : undefined
  return read?.ok
    ? fine(what.water, `${file}: ${read.value.size} entries`)
    : wrong(what.water, `${file} is no checkpoint of a log.`, 'Remove it; the next start makes it.')
}

/** A copy a day is what the README advises; two days are one that was missed. */
const oldest = days(2)

const backupFinding = (folder: string, now: Instant): Finding => {
  const mend = 'Run liaison backup, once a day; README.md, "Backup", says how.'
  const files = existsSync(folder)
    ? readdirSync(folder).filter(name => /^log-.*\.db$/.test(name))
    : []
  const newest = files.toSorted().at(-1)
  if (newest === undefined) return wrong(what.backup, `${folder} has none.`, mend)
  const age = now - statSync(join(folder, newest)).mtimeMs
  const said = `${folder}: ${files.length}, the newest ${newest}`
  return age > oldest
    ? wrong(what.backup, `${said}, ${Math.floor(age / days(1))} days old.`, mend)
    : fine(what.backup, said)
}

/** What is kept outside of the data directory, where the operator has set it. */
export const keepingFindings = (o: {
  readonly dataDir: string
  readonly now: Instant
  readonly highWater?: string | undefined
  readonly backupDir?: string | undefined
}): readonly Finding[] => [
  ...(o.highWater === undefined ? [] : [waterFinding(o.highWater, o.dataDir)]),
  ...(o.backupDir === undefined ? [] : [backupFinding(o.backupDir, o.now)]),
]
