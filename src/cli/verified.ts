import type { Proven, Tampered, Undecided, Unknowable, Verdict } from '../audit/verdict.ts'
import { toBase64 } from '../kit/bytes.ts'
import { isDesk, isMatter, letterOf, type MatterLetter, type SubjectId } from '../kit/ids.ts'
import { toRfc3339 } from '../kit/time.ts'

const matterKinds = {
  N: 'notification',
  S: 'shipment',
  O: 'operation',
  A: 'action item',
  B: 'bulletin',
} as const satisfies Record<MatterLetter, string>

const kindOf = (id: SubjectId): string | undefined => {
  if (id === 'log') return undefined
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

const counted = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`

/** What was proven, and that which stands fast because of it. */
const provenOf = (p: Proven): readonly string[] => {
  const where = `in ${p.origin}, root ${toBase64(p.root)}.`
  switch (p.what) {
    case 'log':
      return [
        `Proven: ${p.size} entries of ${subjectsOf(p.subjects ?? new Map())} ${where}`,
        'Nothing was changed, removed or put in since the checkpoint was signed.',
      ]
    case 'subject':
      return [
        `Proven: all ${counted(p.entries, 'entry').replace('entrys', 'entries')} of ${p.subject} among the first ${p.size} ${where}`,
        'These are the bytes that were logged, in their order, and none of them is missing up to that size.',
      ]
    case 'range':
      return [
        `Proven: entries ${p.from} to ${(p.to ?? 0) - 1} of the first ${p.size} ${where}`,
        'These are the bytes that were logged, and none between them is missing.',
      ]
    case 'receipt':
      return [
        `Proven: this is entry ${p.from}${p.subject === undefined ? '' : `, of ${p.subject},`} of the first ${p.size} ${where}`,
        'It was logged with these bytes at this place.',
      ]
  }
}

const seenBy = ({ cosigned, size }: Proven): readonly string[] => {
  if (!cosigned) return []
  const rest = size - cosigned.size
  return [
    `Cosigned up to entry ${cosigned.size - 1} by ${cosigned.by.join(', ')}, last at ${toRfc3339(cosigned.at)}.`,
    ...(rest > 0 ? [`The ${rest} after it are signed by the log alone.`] : []),
  ]
}

const proven = (p: Proven, trustFrom: string): readonly string[] => [
  ...provenOf(p),
  ...seenBy(p),
  ...(p.kept > 0 ? [`Checkpoints of elsewhere that agree with it: ${p.kept}.`] : []),
  ...(p.ignored > 0 ? [`Not signed by this log, and passed over: ${p.ignored}.`] : []),
  `This rests on the key from ${trustFrom}. Compare it with the one you were given by other means;`,
  'a host that holds the key can rewrite its own copy, which only a copy held elsewhere shows.',
  'It does not show that what was written is true, nor that anybody read it.',
]

const behind =
  'The log was longer than this when that checkpoint was signed: entries are missing here, or this is an older copy.'

const tampered = (t: Tampered): readonly string[] => [
  `Tampering: ${t.finding}${t.at === undefined ? '' : ` at entry ${t.at}`}${t.file === undefined ? '' : `, ${t.file}`}.`,
  ...(t.finding === 'BehindCheckpoint' ? [behind] : []),
  ...(t.notes && t.notes.length > 1
    ? ['Keep these two notes; together they prove it to anybody:', '', ...t.notes]
    : []),
  'Keep the file as it is, and compare with the copy or checkpoint of the other side.',
]

const mend: Readonly<Record<Undecided, string>> = {
  EmptyLog: 'Nothing was ever written to it.',
  NoKey:
    'Give the public key of the log with --key FILE (log.vkey, as the host handed it out), or --policy FILE.',
  NotAVerifierKey:
    'A key looks like name+id+base64; give the file log.vkey as the host handed it out.',
  BadPolicy: 'Mend that line of the policy file; see docs/audit-log.md.',
  UnknownKey:
    'It is signed by a key that your policy does not name, or that the log had given up. Ask for the key by other means.',
  UnknownOrigin: 'It is of a log that your policy or your checkpoint does not name.',
  NoQuorum:
    'Your policy asks for more cosignatures than there are. Ask for a newer copy, once it is cosigned.',
  NoEntry: 'A receipt is checked beside its entry: give the file of the entry with --entry FILE.',
  NoConsistency:
    'A part of a log can not show that it continues your checkpoint. Ask for the whole log (--all).',
  NotReadable:
    'That file is not what it should be: a signed checkpoint, or a channel as its chat system exports it.',
  NotThere: 'That file can not be opened.',
}

const undecided = ({ reason, file }: Unknowable): readonly string[] => [
  `Can't decide: ${reason}${file === undefined ? '' : `, ${file}`}.`,
  mend[reason],
]

/** The verdict in sentences. */
export const sentencesOf = (verdict: Verdict, trustFrom: string): readonly string[] => {
  switch (verdict.kind) {
    case 'proven':
      return proven(verdict, trustFrom)
    case 'tampered':
      return tampered(verdict)
    case 'undecided':
      return undecided(verdict)
  }
}

/** The verdict as JSON: bytes in base64, moments in RFC 3339. */
export const verdictJson = (verdict: Verdict): object => {
  if (verdict.kind !== 'proven') return verdict
  const { root, subjects, cosigned, ...facts } = verdict
  return {
    ...facts,
    root: toBase64(root),
    ...(subjects && { subjects: Object.fromEntries(subjects) }),
    ...(cosigned && { cosigned: { ...cosigned, at: toRfc3339(cosigned.at) } }),
  }
}
