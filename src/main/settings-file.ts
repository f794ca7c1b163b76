import { dirname, join } from 'node:path'
import { ok, type Result } from '../kit/result.ts'
import { type Document, readDocument } from './document.ts'
import type { Path } from './problems.ts'

/** Settings before they are checked: what they are, and how to say what is wrong where. */
export interface RawSettings extends Document {
  /** What could not even be read, in sentences; empty stands in its place. */
  readonly unread: readonly string[]
}

type Fields = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

interface Mount {
  readonly at: Path
  readonly document: Document
}

const startsWith = (path: Path, at: Path): boolean => at.every((key, i) => path[i] === key)

/**
 * Reads liaison.json with the policy files that it names, relative to it. What is wrong in one of those is
 * said of that file and its line. The error is a sentence: there is no liaison.json, or it is no JSON.
 */
export const readSettingsFile = (file: string): Result<RawSettings, string> => {
  const whole = readDocument(file)
  if (!whole.ok) return whole
  const named = whole.value.value
  if (!isObject(named)) return ok({ ...whole.value, unread: [] })
  const mounts: Mount[] = []
  const unread: string[] = []
  const follow = (policy: unknown, at: Path): unknown => {
    if (typeof policy !== 'string') return policy
    const read = readDocument(join(dirname(file), policy))
    if (!read.ok) {
      unread.push(whole.value.say({ path: at, message: read.error }))
      return {}
    }
    mounts.push({ at, document: read.value })
    return read.value.value
  }
  const withPolicy = (part: Fields, at: Path): Fields =>
    'policy' in part ? { ...part, policy: follow(part['policy'], [...at, 'policy']) } : part
  const general = withPolicy(named, [])
  const pairs = named['pairs']
  const value = Array.isArray(pairs)
    ? {
        ...general,
        pairs: pairs.map((pair: unknown, i) =>
          isObject(pair) ? withPolicy(pair, ['pairs', i]) : pair,
        ),
      }
    : general
  return ok({
    value,
    unread,
    say: ({ path, message }) => {
      const mount = mounts.find(({ at }) => startsWith(path, at))
      return mount
        ? mount.document.say({ path: path.slice(mount.at.length), message })
        : whole.value.say({ path, message })
    },
  })
}
