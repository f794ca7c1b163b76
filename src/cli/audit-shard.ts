import { join } from 'node:path'
import { stores } from '../../adapters/index.ts'
import { readCheckpoint } from '../audit/checkpoint.ts'
import { readEntry } from '../audit/entry.ts'
import { toBase64 } from '../kit/bytes.ts'
import type { AddCommand } from './desk.ts'
import { complain, explain, say } from './say.ts'

const runShard = async (dir: string): Promise<number> => {
  const { openLogForReading } = await stores.sqlite()
  const opened = openLogForReading(join(dir, 'log.db'))
  if (!opened.ok) {
    explain({ kind: 'NoLog', dataDir: dir })
    return 1
  }
  const { head, entries, close } = opened.value
  let last = ''
  for await (const { body } of entries()) last = body
  close()
  const checkpoint = readCheckpoint(head.note)
  const entry = readEntry(last)
  if (!checkpoint.ok || !entry.ok || entry.value.type !== 'log.frozen') {
    explain({ kind: 'NotFrozen', dataDir: dir })
    return 1
  }
  const { origin: log, size, root } = checkpoint.value
  say(`"follows": ${JSON.stringify({ log, size, root: toBase64(root) })}`)
  complain('Put this line into liaison.json, give the log there a name of its own ("log"), set')
  complain(
    'LIAISON_DATA to a new directory, and start. Its first entry names the log that it follows.',
  )
  return 0
}

export const addShard: AddCommand = (audit, _env, end) => {
  audit
    .command('shard')
    .description('say how a new log goes on from one that has ended')
    .requiredOption('--from <directory>', 'data directory of the log that has ended')
    .action(async (o: { from: string }) => {
      end(await runShard(o.from))
    })
}
