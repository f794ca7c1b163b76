import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { stores } from '../../adapters/index.ts'
import { digest, verifySignature } from '../../adapters/keys/index.ts'
import { type LogReport, verifyLog } from '../audit/verify.ts'
import { toBase64 } from '../kit/bytes.ts'
import { isDesk, isMatter, letterOf, type MatterLetter, type SubjectId } from '../kit/ids.ts'
import type { AddCommand } from './desk.ts'
import { complain, say } from './say.ts'

const exitOf: Readonly<Record<LogReport['kind'], number>> = { proven: 0, tampered: 1, undecided: 2 }

const matterKinds = {
  N: 'notification',
  S: 'shipment',
  O: 'operation',
  A: 'action item',
  B: 'bulletin',
} as const satisfies Record<MatterLetter, string>

const kindOf = (id: SubjectId): string => {
  if (isDesk(id)) return 'duty roster'
  return isMatter(id) ? matterKinds[letterOf(id)] : 'referral'
}

/** How many of each kind the log has; of referrals also that there is none. */
const subjectsOf = (subjects: ReadonlyMap<string, number>): string => {
  const kinds = [...subjects.keys()].map(id => kindOf(id as SubjectId))
  const counted = ['referral', ...Object.values(matterKinds), 'duty roster']
    .map(kind => ({ kind, n: kinds.filter(k => k === kind).length }))
    .filter(({ kind, n }) => n > 0 || kind === 'referral')
    .map(({ kind, n }) => `${n} ${kind}${n === 1 ? '' : 's'}`)
  const last = counted.pop() ?? ''
  return counted.length === 0 ? last : `${counted.join(', ')} and ${last}`
}

const report = (r: LogReport, keyFrom: string): readonly string[] => {
  switch (r.kind) {
    case 'proven':
      return [
        `Proven: ${r.size} entries of ${subjectsOf(r.subjects)} in ${r.origin}, root ${toBase64(r.root)}.`,
        'Nothing was changed, removed or put in since the checkpoint was signed.',
        `This rests on the key from ${keyFrom}. Compare it with the one you were given by other means;`,
        'a host that holds the key can rewrite its own copy, which only a copy held elsewhere shows.',
      ]
    case 'tampered':
      return [
        `Tampering: ${r.finding}${r.at === undefined ? '' : ` at entry ${r.at}`}.`,
        'Keep the file as it is, and compare with the copy or checkpoint of the other side.',
      ]
    case 'undecided':
      return [
        `Can't decide: ${r.reason}.`,
        'Give the public key of the log with --key FILE (log.vkey, as the host handed it out).',
      ]
  }
}

const runVerify = async (log: string, key: string | undefined, json: boolean): Promise<number> => {
  const file = existsSync(log) && statSync(log).isDirectory() ? join(log, 'log.db') : log
  const { openLogForReading } = await stores.sqlite()
  const opened = openLogForReading(file)
  if (!opened.ok) {
    if (json) say(JSON.stringify({ kind: 'undecided', reason: opened.error.kind, file }))
    complain(`Can't decide: ${opened.error.kind}, ${file}. Is this the log.db of a liaison?`)
    return 2
  }
  const keyFile = key ?? join(dirname(file), 'log.vkey')
  if (key !== undefined && !existsSync(key)) {
    complain(`Can't decide: there is no key file ${key}`)
    return 2
  }
  const verified = await verifyLog({
    entries: opened.value.entries(),
    note: opened.value.head.note,
    vkey: existsSync(keyFile) ? readFileSync(keyFile, 'utf8').trim() : undefined,
    digest,
    verifySignature,
  })
  const damage = opened.value.damage()
  opened.value.close()
  if (json)
    say(
      JSON.stringify(
        verified.kind === 'proven'
          ? {
              ...verified,
              root: toBase64(verified.root),
              subjects: Object.fromEntries(verified.subjects),
            }
          : verified,
      ),
    )
  else for (const line of report(verified, keyFile)) say(line)
  if (damage !== undefined) complain(`The database itself is damaged: ${damage}`)
  return exitOf[verified.kind]
}

export const addVerify: AddCommand = (program, _env, end) => {
  program
    .command('audit')
    .description('check the audit log')
    .command('verify')
    .description('recompute a whole log: exit 0 proven, 1 tampering, 2 can not decide')
    .requiredOption('--log <file>', 'log.db, or the data directory that holds it')
    .option('--key <file>', 'public key of the log; by default log.vkey beside it')
    .option('--json', 'print the result as JSON')
    .action(async (o: { log: string; key?: string; json?: boolean }) => {
      end(await runVerify(o.log, o.key, o.json === true))
    })
}
