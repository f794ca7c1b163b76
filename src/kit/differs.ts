import type { Json } from './json.ts'

const isObject = (value: Json | undefined): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const join = (path: string, key: string | number): string =>
  path === '' ? String(key) : `${path}.${key}`

/** Where two values first differ, as `deadlines.0.due`; empty for all of it, undefined where they are the same. */
export const differsAt = (
  a: Json | undefined,
  b: Json | undefined,
  path = '',
): string | undefined => {
  if (a === b) return undefined
  if (Array.isArray(a) && Array.isArray(b)) {
    const length = Math.max(a.length, b.length)
    for (let i = 0; i < length; i++) {
      const inner = differsAt(a[i], b[i], join(path, i))
      if (inner !== undefined) return inner
    }
    return undefined
  }
  if (!isObject(a) || !isObject(b)) return path
  for (const key of [...new Set([...Object.keys(a), ...Object.keys(b)])].sort()) {
    const inner = differsAt(a[key], b[key], join(path, key))
    if (inner !== undefined) return inner
  }
  return undefined
}
