export type Fields = Readonly<Record<string, unknown>>

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value)

/** Slack counts Unicode code points, not UTF-16 units. */
export const lengthOf = (text: string): number => {
  let length = 0
  for (const _ of text) length++
  return length
}

interface Bounds {
  readonly min?: number
  readonly max?: number
}

/** What one place of a payload may hold, as data. */
export type Rule =
  | ({ readonly is: 'string'; readonly one?: readonly string[] } & Bounds)
  | ({ readonly is: 'number'; readonly over?: number } & Bounds)
  | { readonly is: 'flag' }
  /** Any object: a part of Slack that this table doesn't look into. */
  | { readonly is: 'free' }
  | ({ readonly is: 'text'; readonly types: readonly string[] } & Bounds)
  | ({ readonly is: 'list'; readonly of: Rule } & Bounds)
  | { readonly is: 'shape'; readonly shape: Shape }
  /** An object whose `type` is one of a family of the table, or only of the types that are named. */
  | { readonly is: 'node'; readonly family: string; readonly only?: readonly string[] }

export interface Shape {
  readonly need: Readonly<Record<string, Rule>>
  readonly may: Readonly<Record<string, Rule>>
  /** Of each group, exactly one. */
  readonly just?: readonly (readonly string[])[]
  /** Of each group, at least one. */
  readonly some?: readonly (readonly string[])[]
  /** What can't be said field by field. */
  readonly also?: (fields: Fields) => readonly string[]
}

export type Family = Readonly<Record<string, Shape>>
export type Table = Readonly<Record<string, Family>>

export const str = (max?: number, min = 0): Rule => ({
  is: 'string',
  min,
  ...(max === undefined ? {} : { max }),
})
export const oneOf = (...one: readonly string[]): Rule => ({ is: 'string', one })
export const num = (min?: number, max?: number): Rule => ({
  is: 'number',
  ...(min === undefined ? {} : { min }),
  ...(max === undefined ? {} : { max }),
})
export const flag: Rule = { is: 'flag' }
export const free: Rule = { is: 'free' }
export const plain = (max = 3000): Rule => ({ is: 'text', types: ['plain_text'], min: 1, max })
export const mrkdwn = (max = 3000): Rule => ({ is: 'text', types: ['mrkdwn'], min: 1, max })
export const text = (max = 3000): Rule => ({
  is: 'text',
  types: ['plain_text', 'mrkdwn'],
  min: 1,
  max,
})
export const list = (of: Rule, min?: number, max?: number): Rule => ({
  is: 'list',
  of,
  ...(min === undefined ? {} : { min }),
  ...(max === undefined ? {} : { max }),
})
export const shape = (of: Shape): Rule => ({ is: 'shape', shape: of })
export const node = (family: string, ...only: readonly string[]): Rule => ({
  is: 'node',
  family,
  ...(only.length === 0 ? {} : { only }),
})
