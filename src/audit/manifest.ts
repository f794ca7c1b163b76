import { z } from 'zod'
import { err, ok, type Result } from '../kit/result.ts'
import { canonical, parseCanonical } from './canonical.ts'

export const manifestName = 'manifest.json'
/** Bytes; what is larger isn't read. */
export const maxManifest = 4 * 1024 * 1024
export const maxFiles = 1_000_000

const number = '(0|[1-9][0-9]{0,15})'
const group = '(x[0-9]{3}/)*[0-9]{3}(\\.p/[1-9][0-9]{0,2})?'
const language = '[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})?'
const always = [
  'checkpoint',
  `checkpoints/${number}\\.note`,
  'policy\\.txt',
  `HOWTO(\\.${language})?\\.md`,
]
const apart = [`entries/${number}\\.json`, `receipts/${number}\\.tlog-proof`]

const named = (...patterns: readonly string[]): RegExp => new RegExp(`^(${patterns.join('|')})$`)

/** Of each kind, which files it may have; nothing else is a part of it. */
const patterns = {
  subject: named(...always, ...apart, 'head', `report/${language}\\.md`),
  range: named(...always, ...apart),
  log: named(...always, `tile/(entries|[0-9])/${group}`),
}

const files = (kind: keyof typeof patterns) =>
  z.record(z.string().max(200).regex(patterns[kind]), z.string().regex(/^[0-9a-f]{64}$/))

const size = z.int().min(1)
const common = {
  format: z.literal('liaison-bundle/v1'),
  origin: z.string().min(1),
  size,
}

const schema = z.discriminatedUnion('kind', [
  z.strictObject({
    ...common,
    kind: z.literal('subject'),
    subject: z.string().min(1),
    files: files('subject'),
  }),
  z.strictObject({
    ...common,
    kind: z.literal('range'),
    from: z.int().min(0),
    to: size,
    files: files('range'),
  }),
  z.strictObject({ ...common, kind: z.literal('log'), files: files('log') }),
])

/** What is in a bundle, with the SHA-256 of each file. */
export type Manifest = z.infer<typeof schema>

export const printManifest = (manifest: Manifest): string => canonical(manifest, maxManifest)

/** Reads a manifest of at most 4 MiB and 1,000,000 files, in its one canonical form. */
export const readManifest = (text: string): Result<Manifest, 'NotABundle'> => {
  const value = parseCanonical(text, maxManifest)
  if (!value.ok) return err('NotABundle')
  const manifest = schema.safeParse(value.value)
  if (!manifest.success) return err('NotABundle')
  const { data } = manifest
  if (Object.keys(data.files).length > maxFiles) return err('NotABundle')
  if (data.kind === 'range' && !(data.from < data.to && data.to <= data.size))
    return err('NotABundle')
  return ok(data)
}
