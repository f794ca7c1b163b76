import { err, ok, type Result } from '../kit/result.ts'
import type { Digest } from '../ports/signer.ts'
import { cosignatureType, parseVerifierKey, type VerifierKey } from './verifier-key.ts'

/** Whom a verifier believes (C2SP tlog-policy): exchanged by other means than the log. */
export interface TrustPolicy {
  readonly logs: readonly VerifierKey[]
  readonly witnesses: readonly {
    readonly name: string
    readonly key: VerifierKey
    readonly url?: string
  }[]
  /** Whether these witnesses' cosignatures are enough. */
  readonly isEnough: (cosigned: readonly VerifierKey[]) => boolean
  /** Nobody's cosignature is asked for. */
  readonly quorumOfNone: boolean
}

export interface PolicyFlaw {
  /** From 1. */
  readonly line: number
  readonly kind:
    | 'UnknownLine'
    | 'NotAVerifierKey'
    | 'DuplicateKey'
    | 'DuplicateName'
    | 'UnknownName'
    | 'NameUsedTwice'
    | 'BadThreshold'
    | 'SecondQuorum'
    | 'NoQuorum'
    | 'ForbiddenCharacter'
    | 'TooMany'
}

type Held = (cosigned: readonly VerifierKey[]) => boolean

interface Reading {
  readonly logs: VerifierKey[]
  readonly witnesses: TrustPolicy['witnesses'][number][]
  readonly names: Map<string, Held>
  readonly members: Set<string>
  quorum?: Held
  quorumOfNone: boolean
}

const maxLines = 1000
// Tab, line end, and everything from the space on but DEL.
const forbidden = /[^\t\n\u0020-\u007e\u0080-\u{10ffff}]/u

const isSamePublicKey = (a: VerifierKey, b: VerifierKey): boolean =>
  a.publicKey.every((byte, i) => byte === b.publicKey[i])

const thresholdOf = (word: string, members: number): number | undefined => {
  if (word === 'all') return members
  if (word === 'any') return 1
  const k = /^[1-9][0-9]{0,3}$/.test(word) ? Number(word) : 0
  return k >= 1 && k <= members ? k : undefined
}

const readLine = (
  [kind, ...words]: readonly string[],
  into: Reading,
  digest: Digest,
): PolicyFlaw['kind'] | undefined => {
  const [first = '', second = '', ...rest] = words
  switch (kind) {
    case 'log': {
      const key = parseVerifierKey(first, digest)
      if (words.length < 1 || words.length > 2) return 'UnknownLine'
      if (!key.ok) return key.error
      if (into.logs.some(l => isSamePublicKey(l, key.value))) return 'DuplicateKey'
      into.logs.push(key.value)
      return undefined
    }
    case 'witness': {
      const key = parseVerifierKey(second, digest, cosignatureType)
      if (words.length < 2 || words.length > 3) return 'UnknownLine'
      if (!key.ok) return key.error
      if (first === 'none' || into.names.has(first)) return 'DuplicateName'
      if (into.witnesses.some(w => isSamePublicKey(w.key, key.value))) return 'DuplicateKey'
      const [url] = rest
      into.witnesses.push({ name: first, key: key.value, ...(url === undefined ? {} : { url }) })
      into.names.set(first, cosigned => cosigned.some(c => isSamePublicKey(c, key.value)))
      return undefined
    }
    case 'group': {
      if (rest.length < 1) return 'UnknownLine'
      if (first === 'none' || into.names.has(first)) return 'DuplicateName'
      const least = thresholdOf(second, rest.length)
      if (least === undefined) return 'BadThreshold'
      const members: Held[] = []
      for (const name of rest) {
        const member = into.names.get(name)
        if (!member) return 'UnknownName'
        if (into.members.has(name)) return 'NameUsedTwice'
        into.members.add(name)
        members.push(member)
      }
      into.names.set(first, cosigned => members.filter(held => held(cosigned)).length >= least)
      return undefined
    }
    case 'quorum': {
      if (words.length !== 1) return 'UnknownLine'
      if (into.quorum) return 'SecondQuorum'
      into.quorumOfNone = first === 'none'
      const held = first === 'none' ? () => true : into.names.get(first)
      if (!held) return 'UnknownName'
      into.quorum = held
      return undefined
    }
    default:
      return 'UnknownLine'
  }
}

/** Reads a policy file of at most 1,000 lines, or says what is wrong with which line. */
export const parseTrustPolicy = (text: string, digest: Digest): Result<TrustPolicy, PolicyFlaw> => {
  const lines = text.split('\n')
  if (lines.length > maxLines) return err({ line: maxLines + 1, kind: 'TooMany' })
  const into: Reading = {
    logs: [],
    witnesses: [],
    names: new Map(),
    members: new Set(),
    quorumOfNone: false,
  }
  for (const [i, raw] of lines.entries()) {
    const line = i + 1
    if (forbidden.test(raw)) return err({ line, kind: 'ForbiddenCharacter' })
    const words = raw.split(/[ \t]+/).filter(word => word !== '')
    if (words.length === 0 || words[0]?.startsWith('#')) continue
    const flaw = readLine(words, into, digest)
    if (flaw) return err({ line, kind: flaw })
  }
  const { logs, witnesses, quorum, quorumOfNone } = into
  if (!quorum) return err({ line: lines.length, kind: 'NoQuorum' })
  return ok({ logs, witnesses, isEnough: quorum, quorumOfNone })
}
