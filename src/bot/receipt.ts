import { readCheckpoint } from '../audit/checkpoint.ts'
import { parseNote } from '../audit/note.ts'
import { createTreeReader } from '../audit/tiles.ts'
import { printTlogProof } from '../audit/tlog-proof.ts'
import type { HandOver, Receipt } from '../referral/cards/receipt.ts'
import { notesFor } from './witnessed.ts'
import type { World } from './world.ts'

type Known = Pick<World, 'store' | 'digest'>

/** The proof that there is an entry at `seq`, under a checkpoint that covers it. */
export const proofUnder = async (
  note: string,
  seq: number,
  { store, digest }: { readonly store: Pick<World['store'], 'hashes'> } & Pick<Known, 'digest'>,
): Promise<string> => {
  const checkpoint = readCheckpoint(note)
  if (!checkpoint.ok) throw new Error(`a checkpoint of our own is ${checkpoint.error}`)
  const tree = createTreeReader(store.hashes, digest)
  return printTlogProof({
    index: seq,
    path: await tree.inclusion(seq, checkpoint.value.size),
    note,
  })
}

const cosignersOf = (note: string): readonly string[] => {
  const parsed = parseNote(note)
  return parsed.ok ? parsed.value.signatures.slice(1).map(s => s.name) : []
}

/**
 * The receipt of the entry at `seq`, as good as it can be now: under a checkpoint that others cosigned, else
 * one that was posted, else the newest, which only the log itself has signed.
 */
export const receiptAt = async (
  { store, digest }: Known,
  seq: number,
  what: HandOver,
): Promise<Receipt> => {
  const note = (await notesFor(store, seq)) ?? (await store.head()).note
  const text = await proofUnder(note, seq, { store, digest })
  return { what, seq, text, cosigners: cosignersOf(note) }
}
