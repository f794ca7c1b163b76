import { posix } from 'node:path'
import { codeOf } from './code.ts'

export interface Import {
  /** Path from the project's root for a relative import; otherwise as it stands. */
  readonly target: string
  readonly inside: boolean
  /** Nothing of it is there when the program runs. */
  readonly typeOnly: boolean
}

export interface Imports {
  readonly imports: readonly Import[]
  /** Imports whose target only the running program knows. */
  readonly computed: number
}

const statement = /(?:^|[\n;])\s*(import|export)\b([^'`;]*?)\bfrom\s*'#(\d+)'/g
const bare = /(?:^|[\n;])\s*import\s*'#(\d+)'/g
const dynamic = /\bimport\(\s*(?:'#(\d+)'\s*[,)])?/g

const isTypeOnly = (clause: string): boolean => {
  if (/^\s*type\b/.test(clause)) return true
  const names = /^\s*\{([^}]*)\}\s*$/.exec(clause)?.[1]
  const kinds = names
    ?.split(',')
    .map(name => name.trim())
    .filter(name => name !== '')
  return kinds?.every(name => name.startsWith('type ')) ?? false
}

/** Everything that the file at `path` imports or re-exports, in the order of the kinds. */
export const importsOf = (path: string, text: string): Imports => {
  const { code, strings } = codeOf(text)
  const read = (index: string | undefined, typeOnly: boolean): Import => {
    const written = strings[Number(index)] ?? ''
    const inside = /^\.\.?\//.test(written)
    return { target: inside ? posix.join(posix.dirname(path), written) : written, inside, typeOnly }
  }
  const calls = [...code.matchAll(dynamic)]
  return {
    imports: [
      ...[...code.matchAll(statement)].map(([, , clause = '', index]) =>
        read(index, isTypeOnly(clause)),
      ),
      ...[...code.matchAll(bare)].map(([, index]) => read(index, false)),
      ...calls.filter(([, index]) => index !== undefined).map(([, index]) => read(index, false)),
    ],
    computed: calls.filter(([, index]) => index === undefined).length,
  }
}

/** The package that an import is of, if it is of one: `@a/b/c` is of `@a/b`. */
export const packageOf = ({ target, inside }: Import): string | undefined =>
  inside || target.startsWith('node:')
    ? undefined
    : target.split('/', target.startsWith('@') ? 2 : 1).join('/')
