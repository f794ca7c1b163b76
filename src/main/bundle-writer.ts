import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import type { BundleFile } from '../audit/bundle.ts'
import { type Manifest, manifestName, printManifest } from '../audit/manifest.ts'
import { toHex, utf8 } from '../kit/bytes.ts'
import { err, ok, type Result } from '../kit/result.ts'
import type { Digest } from '../ports/signer.ts'

export type ManifestWithoutFiles = Manifest extends infer M
  ? M extends Manifest
    ? Omit<M, 'files'>
    : never
  : never

const write = (file: string, bytes: Uint8Array): void => {
  // `x`: what is there already is never written over, whoever put it there meanwhile.
  const fd = openSync(file, 'wx', 0o600)
  try {
    writeFileSync(fd, bytes)
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
}

export type WriteFault = { readonly kind: 'NotEmpty'; readonly dir: string }

/** Makes the folder that a bundle goes into; one that holds anything is left alone. */
export const prepareFolder = (dir: string): Result<undefined, WriteFault> => {
  if (existsSync(dir) && readdirSync(dir).length > 0) return err({ kind: 'NotEmpty', dir })
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  return ok(undefined)
}

/**
 * Writes the files of a bundle as they come, and its manifest last: a folder without one is not a bundle. Only
 * its owner may read it: it names people.
 */
export const writeBundle = async (
  dir: string,
  about: ManifestWithoutFiles,
  files: AsyncIterable<BundleFile>,
  digest: Digest,
): Promise<number> => {
  const hashes: Record<string, string> = {}
  const made = new Set<string>()
  for await (const { path, bytes } of files) {
    const file = join(dir, path)
    const folder = dirname(file)
    if (!made.has(folder)) mkdirSync(folder, { recursive: true, mode: 0o700 })
    made.add(folder)
    write(file, bytes)
    hashes[path] = toHex(digest(bytes))
  }
  write(join(dir, manifestName), utf8(printManifest({ ...about, files: hashes } as Manifest)))
  return Object.keys(hashes).length
}
