import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { digest } from '../../../adapters/keys/index.ts'
import { type Manifest, printManifest } from '../../../src/audit/manifest.ts'
import { toHex } from '../../../src/kit/bytes.ts'
import type { Arguments } from './case.ts'
import { copyOf } from './log-cases.ts'
import { handedOver, type RealLog } from './real-log.ts'

/** What somebody can do to what was handed over, who has no key. */

type About = Record<string, unknown> & { readonly files: Record<string, string> }

const manifestIn = (dir: string): About =>
  JSON.parse(readFileSync(join(dir, 'manifest.json'), 'utf8'))

const putManifest = (dir: string, about: About): void =>
  writeFileSync(join(dir, 'manifest.json'), printManifest(about as unknown as Manifest))

/** As whoever forges a bundle does: the manifest fits what is there. */
export const refit = (dir: string, change: (about: About) => void = () => {}): void => {
  const about = manifestIn(dir)
  for (const path of Object.keys(about.files))
    about.files[path] = toHex(digest(readFileSync(join(dir, path))))
  change(about)
  putManifest(dir, about)
}

export const drop = (dir: string, ...paths: readonly string[]): void => {
  for (const path of paths) rmSync(join(dir, path))
  const about = manifestIn(dir)
  for (const path of paths) delete about.files[path]
  putManifest(dir, about)
}

export const put = (dir: string, path: string, content: string | Uint8Array): void =>
  writeFileSync(join(dir, path), content)

export const text = (dir: string, path: string): string => readFileSync(join(dir, path), 'utf8')

const bundles = new WeakMap<RealLog, Map<string, Promise<string>>>()

const kinds = {
  subject: { kind: 'subject', subject: handedOver },
  range: { kind: 'range', from: 3, to: 12 },
  log: { kind: 'log' },
} as const

/** A bundle of the log as it is, made once. */
export const bundle = (real: RealLog, kind: keyof typeof kinds): Promise<string> => {
  const made = bundles.get(real) ?? new Map<string, Promise<string>>()
  bundles.set(real, made)
  const dir = made.get(kind) ?? real.exported(kinds[kind])
  made.set(kind, dir)
  return dir
}

export type Tamper = (dir: string, real: RealLog) => void

export const judged =
  (kind: keyof typeof kinds, tamper: Tamper, ...more: readonly string[]) =>
  async (real: RealLog): Promise<Arguments> => {
    const dir = copyOf(real, await bundle(real, kind))
    tamper(dir, real)
    return [dir, '--policy', real.policy, ...more]
  }

export const entry = (seq: number): string => `entries/${seq}.json`
export const receipt = (seq: number): string => `receipts/${seq}.tlog-proof`
