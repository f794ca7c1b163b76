import { accessSync, constants, existsSync } from 'node:fs'
import { join } from 'node:path'
import { stores } from '../../adapters/index.ts'
import type { Instant } from '../kit/time.ts'
import type { Variables } from './access.ts'
import { discordFindings } from './discord-findings.ts'
import type { Finding } from './finding.ts'
import { keepingFindings } from './keeping-findings.ts'
import { readSettings } from './settings.ts'
import { slackFindings } from './slack-findings.ts'

const dataFinding = (dir: string): Finding => {
  const what = 'data directory'
  if (!existsSync(dir))
    return { what, ok: true, says: `${dir} is not there yet; the first start makes it` }
  try {
    accessSync(dir, constants.R_OK | constants.W_OK | constants.X_OK)
    return { what, ok: true, says: dir }
  } catch {
    return {
      what,
      ok: false,
      says: `${dir} can't be written to by this user.`,
      mend: 'Give it to the user that runs Liaison, with mode 0700, or set LIAISON_DATA.',
    }
  }
}

const logFinding = async (dir: string): Promise<Finding> => {
  const what = 'log'
  const file = join(dir, 'log.db')
  if (!existsSync(file)) return { what, ok: true, says: 'none yet; the first start begins it' }
  const { openLogForReading } = await stores.sqlite()
  const opened = openLogForReading(file)
  if (!opened.ok)
    return {
      what,
      ok: false,
      says: `${file} can't be read (${opened.error.kind}).`,
      mend: 'Keep the files as they are, and run: liaison audit verify --log <data directory>',
    }
  const { size } = opened.value.head
  const damage = opened.value.damage()
  opened.value.close()
  return damage === undefined
    ? {
        what,
        ok: true,
        says: `${size} entries; whether they prove is said by liaison audit verify`,
      }
    : {
        what,
        ok: false,
        says: `${file} is damaged: ${damage}.`,
        mend: 'Keep the files as they are, and run: liaison audit verify --log <data directory>',
      }
}

/**
 * Looks at everything that a start needs, and at what chat systems say of it. Changes nothing, posts
 * nothing; may run beside a desk.
 */
export const examine = async (o: {
  readonly config: string
  readonly dataDir: string
  readonly now: Instant
  readonly environment: Variables
  /** As LIAISON_HIGH_WATER and LIAISON_BACKUP_DIR have them. */
  readonly highWater?: string | undefined
  readonly backupDir?: string | undefined
}): Promise<readonly Finding[]> => {
  const settings = readSettings(o.config, { now: o.now, demo: false })
  const what = 'settings'
  const disk = [dataFinding(o.dataDir), await logFinding(o.dataDir), ...keepingFindings(o)]
  if (!settings.ok) {
    const { problems } = settings.error
    const mend = 'Mend it in that line; README.md, "A real desk", shows a whole file.'
    const said = Array.isArray(problems) ? problems.map(String) : [settings.error.kind]
    return [...said.map(says => ({ what, ok: false, says, mend })), ...disk]
  }
  const { config, calendars, warnings } = settings.value
  const { contactPoints: desks, officers, channels } = config
  const counts = `${desks.length} desks, ${officers.length} officers, ${channels.length} channels`
  return [
    { what, ok: true, says: `${o.config}: ${counts}, ${calendars.length} calendars` },
    ...warnings.map(says => ({ what, ok: true, says })),
    ...disk,
    ...(await slackFindings(config, o.environment)),
    ...(await discordFindings(config, o.environment)),
  ]
}
