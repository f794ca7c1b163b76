import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { callInside } from '../../cli/inside.ts'
import type { Arguments } from './case.ts'

const script = join(import.meta.dirname, '../../../tools/verify/verify.py')

/** What two verifiers must say alike. */
export interface Said {
  readonly kind: string
  readonly finding?: string
  readonly reason?: string
  readonly at?: number
  readonly file?: string
  readonly notes?: readonly string[]
}

const shared = {
  proven: [
    'kind',
    'what',
    'origin',
    'size',
    'root',
    'entries',
    'cosigned',
    'subject',
    'from',
    'to',
    'ignored',
  ],
  tampered: ['kind', 'finding', 'at', 'file', 'notes'],
  undecided: ['kind', 'reason'],
} as const

const isKind = (kind: unknown): kind is keyof typeof shared =>
  kind === 'proven' || kind === 'tampered' || kind === 'undecided'

const said = (line: string): Said => {
  const verdict: Record<string, unknown> = JSON.parse(line)
  if (!isKind(verdict['kind'])) throw new Error(`no verdict: ${line}`)
  const names: readonly string[] = shared[verdict['kind']]
  return {
    kind: verdict['kind'],
    ...Object.fromEntries(Object.entries(verdict).filter(([k]) => names.includes(k))),
  }
}

const statusOf: Readonly<Record<string, number>> = { proven: 0, tampered: 1, undecided: 2 }

/** `liaison audit verify`; its exit status is that of its verdict. */
export const ours = async (asked: Arguments): Promise<Said> => {
  const { status, stdout, stderr } = await callInside(['audit', 'verify', '--json', ...asked])
  const verdict = said(stdout || stderr)
  if (status !== statusOf[verdict.kind]) throw new Error(`status ${status} for ${stdout}`)
  return verdict
}

/** The one in Python; undefined where this machine has no Python. */
export const theirs = (
  asked: readonly Arguments[],
  file: (name: string, text: string) => string,
): readonly Said[] | undefined => {
  const batch = file('batch.json', JSON.stringify(asked))
  const { status, stdout, stderr, error } = spawnSync('python3', ['-I', script, '--batch', batch], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  })
  if (error && 'code' in error && error.code === 'ENOENT') return undefined
  if (status !== 0) throw new Error(stderr || String(error))
  return stdout.trimEnd().split('\n').map(said)
}

export const pythonAlone = (...asked: readonly string[]) =>
  spawnSync('python3', ['-I', script, ...asked], { encoding: 'utf8' })

/** Without it half of what is tested here isn't: a machine that builds must have it. */
export const warnOfNoPython = (): void => {
  if (process.env['CI'])
    throw new Error('python3 is not on this machine: the second verifier was not run')
  process.stderr.write(
    '\n*** python3 IS NOT THERE: ONLY ONE OF THE TWO VERIFIERS WAS TESTED ***\n\n',
  )
}
