import { limits } from './limits.ts'

/** What a press or a form means. All of it is in its custom id, so that it works after a restart. */
export type Meaning =
  /** A button of a card. */
  | { readonly kind: 'button'; readonly data: string }
  /** A button whose press asks first, and its answer. */
  | { readonly kind: 'ask'; readonly data: string }
  | { readonly kind: 'confirmed'; readonly data: string }
  /** Opens a form at that step, from 0. */
  | { readonly kind: 'step'; readonly step: number; readonly data: string }
  /** Sends what was kept of a form. */
  | { readonly kind: 'send'; readonly data: string }
  /** The form itself; `copy` keeps one on a screen apart from the next. */
  | { readonly kind: 'modal'; readonly step: number; readonly copy: string; readonly data: string }
  | { readonly kind: 'cancel' }

/** A button that another of the same message would be mistaken for has its number in front. */
export const writeButton = (data: string, taken: ReadonlySet<string>, asks: boolean): string => {
  const own = asks ? `a1:${data}` : data
  return taken.has(own) ? `${asks ? 'a' : 'b'}1:${taken.size}:${data}` : own
}

const whole = (id: string): string => {
  // A cut one would be another command.
  if (id.length > limits.id) throw new Error(`no custom id: ${id.slice(0, 40)}`)
  return id
}

export const writeId = (
  meaning: Exclude<Meaning, { readonly kind: 'button' } | { readonly kind: 'ask' }>,
): string => {
  switch (meaning.kind) {
    case 'confirmed':
      return whole(`c1:${meaning.data}`)
    case 'step':
      return whole(`f1:${meaning.step}:${meaning.data}`)
    case 'send':
      return whole(`s1:${meaning.data}`)
    case 'modal':
      return whole(`m1:${meaning.step}:${meaning.copy}:${meaning.data}`)
    case 'cancel':
      return 'x1'
  }
}

const shapes: readonly (readonly [RegExp, (found: readonly string[]) => Meaning])[] = [
  [/^(?:b1:\d+:)?(v\d+:.+)$/s, ([, data = '']) => ({ kind: 'button', data })],
  [/^a1:(?:\d+:)?(v\d+:.+)$/s, ([, data = '']) => ({ kind: 'ask', data })],
  [/^c1:(v\d+:.+)$/s, ([, data = '']) => ({ kind: 'confirmed', data })],
  [
    /^f1:(\d{1,2}):(v\d+:.+)$/s,
    ([, step, data = '']) => ({ kind: 'step', step: Number(step), data }),
  ],
  [/^s1:(v\d+:.+)$/s, ([, data = '']) => ({ kind: 'send', data })],
  [
    /^m1:(\d{1,2}):([0-9a-z]{1,8}):(v\d+:.+)$/s,
    ([, step, copy = '', data = '']) => ({ kind: 'modal', step: Number(step), copy, data }),
  ],
  [/^x1$/, () => ({ kind: 'cancel' })],
]

/** Undefined for anything that isn't ours. A version of the data that is no longer known is the core's to refuse. */
export const readId = (id: string): Meaning | undefined => {
  for (const [shape, meaning] of shapes) {
    const found = shape.exec(id)
    if (found) return meaning(found)
  }
  return undefined
}
