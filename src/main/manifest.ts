import { platforms } from '../../adapters/index.ts'
import { err, ok, type Result } from '../kit/result.ts'

export interface ManifestAsked {
  readonly name: string
  readonly mode: string
  readonly url?: string
}

/** A platform whose app is set up by a file that this program can write. */
export interface Manifest {
  readonly platform: string
  readonly about: string
  /** The file's text, or in a sentence why there is none. */
  readonly make: (asked: ManifestAsked) => Promise<Result<string, string>>
}

const makeSlack = async ({ name, mode, url }: ManifestAsked): Promise<Result<string, string>> => {
  const length = [...name].length
  if (length < 1 || length > 35 || name.trim() !== name)
    return err('The name must have 1 to 35 characters, with no space around it.')
  if (mode !== 'socket' && mode !== 'http') return err('The mode is socket or http.')
  if (mode === 'http' && URL.parse(url ?? '')?.protocol !== 'https:')
    return err('Mode http needs --url: the https address under which Slack reaches this machine.')
  if (mode === 'socket' && url !== undefined) return err('By socket Slack needs no --url.')
  const { makeManifest } = await platforms.slack()
  const manifest = makeManifest(url === undefined ? { name } : { name, url })
  return ok(JSON.stringify(manifest, undefined, 2))
}

export const manifests: readonly Manifest[] = [
  { platform: 'slack', about: 'what setting up Slack needs', make: makeSlack },
]
