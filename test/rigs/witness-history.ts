import { digest } from '../../adapters/keys/index.ts'
import { type LogSigner, namedSigner } from '../../adapters/keys/signer-key.ts'
import { printAddCheckpoint } from '../../src/audit/add-checkpoint.ts'
import { signCheckpoint } from '../../src/audit/checkpoint.ts'
import { consistencyPath, rootsOver } from '../../src/audit/tree-proof.ts'
import { utf8 } from '../../src/kit/bytes.ts'

export const historyOrigin = 'log.example/a-b'
export const historySigner = namedSigner(historyOrigin, new Uint8Array(32).fill(5))

const most = 40
const parting = 7

const leavesOf = (name: string, n: number) =>
  Array.from({ length: n }, (_, i) => digest(utf8(`${name} ${i}`)))

const honest = leavesOf('honest', most)

/** What a log says of itself: one history, and another that parts from it after seven entries. */
export const histories = {
  honest,
  forked: [...honest.slice(0, parting), ...leavesOf('forked', most - parting)],
} as const

export type History = keyof typeof histories

const roots = (of: History) => rootsOver(histories[of], digest)

export const rootAt = (of: History, size: number): Uint8Array => roots(of)(0, size)

export const noteAt = (of: History, size: number, by: LogSigner = historySigner): string =>
  signCheckpoint({ origin: historyOrigin, size, root: rootAt(of, size) }, by, digest)

export const bodyFor = (
  of: History,
  old: number,
  size: number,
  by: LogSigner = historySigner,
): string =>
  printAddCheckpoint({
    old,
    proof: consistencyPath(old, size, roots(of)),
    note: noteAt(of, size, by),
  })
