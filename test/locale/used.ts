import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A source file as text; only a source can use a key. */
export interface Source {
  readonly path: string
  readonly text: string
}

const root = join(import.meta.dirname, '../..')

export const sources: readonly Source[] = globSync('{src,adapters}/**/*.{ts,tsx}', {
  cwd: root,
  exclude: path => path.includes('/dist'),
}).map(path => ({ path, text: readFileSync(join(root, path), 'utf8') }))

// The page of the console is given its words without their group (adapters/console/protocol.ts).
const ofPage = (path: string): boolean => path.startsWith('adapters/console/')

const literals = (text: string): readonly string[] =>
  [...text.matchAll(/'([a-zA-Z][\w.-]*)'|"([a-zA-Z][\w.-]*)"/g)].map(m => m[1] ?? m[2] ?? '')

// A key built over a typed union, e.g. `refusal.wrong_side_${side}`; its group stands in front.
const templates = (text: string): readonly RegExp[] =>
  [...text.matchAll(/`([a-z]+\.[\w.-]*(?:\$\{[^}`]*\}[\w.-]*)+)`/g)].map(m => {
    const pattern = (m[1] ?? '').replaceAll('.', '\\.').replace(/\$\{[^}]*\}/g, '[\\w-]+')
    return new RegExp(`^${pattern}$`)
  })

/** Keys of its words that the page of the console says outright: the compiler knows none of them. */
export const saidOnPage = (files: readonly Source[]): readonly string[] =>
  files
    .filter(f => ofPage(f.path))
    .flatMap(f => [...f.text.matchAll(/\bsay\(([^()]*)\)/g)].map(m => m[1] ?? ''))
    .flatMap(asked => literals(asked.replace(/^[^?]*\?/, '')))
    .map(name => `page.${name}`)

/** Tells whether a key stands in one of `files`, in full or as a template that it fits. */
export const createUses = (files: readonly Source[]): ((key: string) => boolean) => {
  const said = new Set(files.flatMap(f => literals(f.text)))
  const words = new Set(files.filter(f => ofPage(f.path)).flatMap(f => literals(f.text)))
  const shapes = files.flatMap(f => templates(f.text))
  return key =>
    said.has(key) ||
    shapes.some(shape => shape.test(key)) ||
    (key.startsWith('page.') && words.has(key.slice('page.'.length)))
}
