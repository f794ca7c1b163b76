import { existsSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { InvalidArgumentError, Option } from 'commander'
import { stores } from '../../adapters/index.ts'
import { digest } from '../../adapters/keys/index.ts'
import { readEntry } from '../audit/entry.ts'
import { parseNote } from '../audit/note.ts'
import { createReleased, type ReleasedNote } from '../audit/released.ts'
import { proofUnder } from '../bot/receipt.ts'
import type { Environment } from '../config.ts'
import {
  isMatter,
  letterOf,
  type MatterId,
  type ReferralId,
  toMatterId,
  toReferralId,
} from '../kit/ids.ts'
import { matters } from '../matter/index.ts'
import type { SealedEntry } from '../ports/store.ts'
import { type HandOver, handOvers } from '../referral/cards/receipt.ts'
import { type AddCommand, dataDirOf, wantsDemo } from './desk.ts'
import { complain, say } from './say.ts'

interface Asked {
  readonly referral?: ReferralId | MatterId
  readonly what?: HandOver
  readonly entry?: number
  readonly log?: string
  readonly out: string
}

const readReference = (text: string): ReferralId | MatterId => {
  const id = toReferralId(text) ?? toMatterId(text)
  if (id) return id
  throw new InvalidArgumentError('Write its reference, e.g. HK-2026-000001.')
}

const readPosition = (text: string): number => {
  if (/^(0|[1-9][0-9]{0,14})$/.test(text)) return Number(text)
  throw new InvalidArgumentError('Write the position of the entry, a number from 0.')
}

/** Types of the events that a receipt of that reference may be of. */
const typesOf = ({ referral, what }: Asked): readonly string[] => {
  const wanted = handOvers.filter(h => what === undefined || h === what)
  if (referral === undefined || !isMatter(referral)) return wanted.map(h => `referral.${h}`)
  const receipts = matters.find(m => m.letter === letterOf(referral))?.receipts
  return receipts ? wanted.map(h => receipts[h]) : []
}

interface Found {
  readonly seq?: number
  readonly notes: readonly ReleasedNote[]
}

/** The newest entry that is asked for, and the checkpoints that the log says it has released. */
const look = async (entries: AsyncIterable<SealedEntry>, asked: Asked): Promise<Found> => {
  const types = new Set(typesOf(asked))
  const released = createReleased()
  let seq = asked.entry
  for await (const { seq: at, body } of entries) {
    const isOfLog = body.includes('"log.c')
    if (!isOfLog && (asked.referral === undefined || !body.includes(asked.referral))) continue
    const entry = readEntry(body)
    if (!entry.ok) continue
    released.take(entry.value)
    const isOf = entry.value.subject?.id === asked.referral && types.has(entry.value.type)
    if (asked.entry === undefined && isOf) seq = at
  }
  return { notes: released.notes(), ...(seq === undefined ? {} : { seq }) }
}

const signaturesOn = (note: string): number => {
  const parsed = parseNote(note)
  return parsed.ok ? parsed.value.signatures.length : 0
}

/** One that covers the entry and that others cosigned, the first of the most; else the newest. */
const noteFor = (notes: readonly ReleasedNote[], seq: number, newest: string): string => {
  const covering = notes.filter(n => n.size > seq).map(n => n.note)
  const most = Math.max(0, ...covering.map(signaturesOn))
  return covering.find(note => signaturesOn(note) === most) ?? newest
}

const write = (out: string, text: string): boolean => {
  if (out === '-') {
    process.stdout.write(text)
    return true
  }
  try {
    writeFileSync(out, text, { flag: 'wx' })
    return true
  } catch (error) {
    complain(`${out} can't be written: ${error instanceof Error ? error.message : ''}`)
    complain('Name a file that is not there yet; nothing is overwritten.')
    return false
  }
}

const runReceipt = async (env: Environment, asked: Asked): Promise<number> => {
  if (asked.referral === undefined && asked.entry === undefined) {
    complain('Say of what: --referral with a reference, or --entry with a position.')
    return 2
  }
  const given = asked.log ?? dataDirOf(env, wantsDemo(env))
  const isFolder = existsSync(given) && statSync(given).isDirectory()
  const file = isFolder || asked.log === undefined ? join(given, 'log.db') : given
  const { openLogForReading } = await stores.sqlite()
  const opened = openLogForReading(file)
  if (!opened.ok) {
    complain(`${opened.error.kind}, ${file}. Is this the log.db of a liaison?`)
    return 2
  }
  const { head, entries, hashes, close } = opened.value
  try {
    const { seq, notes } = await look(entries(), asked)
    if (seq === undefined || seq >= head.size) {
      complain('There is no such entry: it was not sent or acknowledged yet, or is of another log.')
      complain('liaison audit verify says how many entries the log has.')
      return 2
    }
    const note = noteFor(notes, seq, head.note)
    const proof = await proofUnder(note, seq, { store: { hashes }, digest })
    if (!write(asked.out, proof)) return 2
    if (asked.out !== '-')
      say(`Receipt of entry ${seq}, ${signaturesOn(note) - 1} cosignatures: ${asked.out}`)
    return 0
  } catch (error) {
    complain(`The log can't be read as a tree: ${error instanceof Error ? error.message : ''}`)
    complain('Run liaison audit verify; it says what became of the log.')
    return 2
  } finally {
    close()
  }
}

export const addReceipt: AddCommand = (program, env, end) => {
  program
    .command('receipt')
    .description('the receipt of a hand-over from the log, which is read while the desk runs')
    .option('--referral <reference>', 'of a referral or a notification', readReference)
    .addOption(new Option('--what <what>', 'by default the newest of both').choices([...handOvers]))
    .option('--entry <position>', 'of any entry by its position, from 0', readPosition)
    .option('--log <file>', 'log.db, or the data directory; by default that of LIAISON_DATA')
    .requiredOption('--out <file>', 'a file that is not there yet, or - for the standard output')
    .action(async (asked: Asked) => {
      end(await runReceipt(env, asked))
    })
}
