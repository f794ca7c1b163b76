import type { Cosigned } from './cosigned.ts'

/** What is wrong, found at an entry. */
export type EntryFinding =
  /** A row is missing, doubled or out of order. */
  | 'SeqGap'
  /** The bytes aren't those that were hashed. */
  | 'LeafMismatch'
  | 'NotCanonical'
  | 'NotAnEntry'
  /** The entry says that its place is another. */
  | 'SeqMismatch'
  | 'WrongLog'
  /** It doesn't follow the referral's entry before. */
  | 'BrokenLink'
  /** Its time can't be: by what the platform said of its cause, or by when others saw what covers it. */
  | 'TimeOutsideBracket'

/** What is wrong, found at the whole of a log. */
export type LogFinding =
  | 'NoCheckpoint'
  | 'NotACheckpoint'
  /** `at`: the first entry that is missing, or that the checkpoint doesn't cover. */
  | 'SizeMismatch'
  | 'RootMismatch'
  | 'BadSignature'
  /** Two checkpoints signed by the log's key that can't both be of one log. */
  | 'Fork'
  /** The log is shorter than a checkpoint of its key. */
  | 'BehindCheckpoint'

/** What is wrong with what was handed over of a log. */
export type BundleFinding =
  | 'BadProof'
  | 'EntryMissing'
  | 'HeadMissing'
  | 'ManifestMismatch'
  /** A file can't be read as what it should be, or is larger than it may. */
  | 'NotABundle'

export type Finding = EntryFinding | LogFinding | BundleFinding

export type Undecided =
  | 'EmptyLog'
  /** Consistent in itself; nobody said whose key to believe. */
  | 'NoKey'
  | 'NotAVerifierKey'
  | 'BadPolicy'
  /** Signed, but not by a key of the policy, or by one that the log had given up before. */
  | 'UnknownKey'
  /** The checkpoint is of another log than the one asked for. */
  | 'UnknownOrigin'
  | 'NoQuorum'
  /** A receipt alone: it says nothing without its entry. */
  | 'NoEntry'
  /** What was handed over doesn't show that it continues the checkpoint that was given. */
  | 'NoConsistency'
  /** A file of the verifier's own, beside what is judged, isn't what it should be. */
  | 'NotReadable'
  /** A file can't be opened. */
  | 'NotThere'

export interface Proven {
  readonly kind: 'proven'
  /** Of what. */
  readonly what: 'log' | 'subject' | 'range' | 'receipt'
  readonly origin: string
  /** Of the log, at the checkpoint that all of it leads to. */
  readonly size: number
  readonly root: Uint8Array
  /** How many entries were checked. */
  readonly entries: number
  readonly subject?: string
  /** Positions, the end not included. */
  readonly from?: number
  readonly to?: number
  /** Of a whole log: entries per referral. */
  readonly subjects?: ReadonlyMap<string, number>
  /** The largest tree of it that witnesses of the policy have cosigned, if any. */
  readonly cosigned?: Cosigned
  /** How many checkpoints of elsewhere are of the same log, as far as can be told. */
  readonly kept: number
  /** What somebody showed for a checkpoint, and the log didn't sign. */
  readonly ignored: number
}

export interface Tampered {
  readonly kind: 'tampered'
  readonly finding: Finding
  /** First bad position, where one can be told. */
  readonly at?: number
  /** Path within a bundle. */
  readonly file?: string
  /** Signed notes that contradict each other; together they prove it to anybody. */
  readonly notes?: readonly string[]
}

export interface Unknowable {
  readonly kind: 'undecided'
  readonly reason: Undecided
  readonly file?: string
}

export const tampered = (
  finding: Finding,
  at?: number,
  more: Partial<Tampered> = {},
): Tampered => ({
  kind: 'tampered',
  finding,
  ...(at !== undefined && { at }),
  ...more,
})

export const undecided = (reason: Undecided, file?: string): Unknowable => ({
  kind: 'undecided',
  reason,
  ...(file !== undefined && { file }),
})

export type Verdict = Proven | Tampered | Unknowable
