import { equal } from '../kit/bytes.ts'
import type { Held } from './bundle-files.ts'
import { maxNote, type Unread } from './bundle-head.ts'
import type { EntryBody } from './entry.ts'
import type { Manifest } from './manifest.ts'
import { parseNote } from './note.ts'
import type { Link } from './seal.ts'
import { openSubjectHead, parseSubjectHead } from './subject-head.ts'
import type { Trust } from './trust.ts'
import { type Tampered, tampered, type Unknowable, undecided } from './verdict.ts'

interface HeadToCheck {
  readonly manifest: Extract<Manifest, { kind: 'subject' }>
  readonly held: Held
  /** Without it only what the head claims is compared. */
  readonly trust: Trust | undefined
  readonly links: ReadonlyMap<string, Link>
  readonly bodies: readonly EntryBody[]
}

const file = 'head'

/** Where the policy names no key of that log, it is for the checkpoint to say so. */
const opened = (note: string, origin: string, trust: Trust | undefined) => {
  const keys = trust?.policy.logs.filter(key => key.name === origin) ?? []
  if (trust && keys.length > 0) return openSubjectHead(note, keys, trust.verifySignature)
  const parsed = parseNote(note)
  return parsed.ok ? parseSubjectHead(parsed.value.text) : parsed
}

/** Whether the entries of a subject are all that the log had of it; undefined where they are. */
export const checkSubjectHead = async ({
  manifest,
  held,
  trust,
  links,
  bodies,
}: HeadToCheck): Promise<Tampered | Unknowable | Unread | undefined> => {
  if (!held.has(file)) return tampered('HeadMissing')
  const note = await held.text(file, maxNote)
  if (note === undefined) return 'unread'
  const head = opened(note, manifest.origin, trust)
  if (!head.ok) {
    if (head.error === 'BadSignature') return tampered('BadSignature', undefined, { file })
    if (head.error === 'UnknownKey') return undecided('UnknownKey', file)
    return tampered('NotABundle', undefined, { file })
  }
  const { origin, size, subject, n, leaf } = head.value
  if (origin !== manifest.origin) return tampered('WrongLog', undefined, { file })
  // Of another moment or another subject: it says nothing of what is asked.
  if (size !== manifest.size || subject !== manifest.subject)
    return tampered('HeadMissing', undefined, { file })
  const last = links.get(subject)
  const at = bodies.at(-1)?.seq
  if (!last || last.n < n) return tampered('EntryMissing')
  if (last.n > n) return tampered('HeadMissing', at, { file })
  return equal(last.leaf, leaf) ? undefined : tampered('BrokenLink', at)
}
