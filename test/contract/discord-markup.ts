/** What Discord's client makes of a piece of text, as far as this knows its markdown. */
export interface Token {
  readonly kind: string
  readonly text: string
}

interface Read {
  readonly tokens: readonly Token[]
  /** What a reader sees. */
  readonly text: string
}

type Shape = readonly [kind: string, shape: RegExp]

const atStart: readonly Shape[] = [
  ['quote', /^[^\S\n]*(?:>>>|>) /],
  ['small', /^[^\S\n]*-# /],
  ['heading', /^[^\S\n]*#{1,3} /],
  ['list', /^[^\S\n]*(?:[-*+]|\d+[.)]) /],
]

const anywhere: readonly Shape[] = [
  ['time', /^<t:-?\d+(?::[tTdDfFsSR])?>/],
  ['role', /^<@&\d+>/],
  ['user', /^<@!?\d+>/],
  ['channel', /^<(?:#\d+|id:[^>]*)>/],
  ['emoji', /^<a?:\w+:\d+>/],
  ['command', /^<\/[^>]*>/],
  ['link', /^<[a-z+][^\s>]*[:@+][^>]*>/i],
  ['link', /^(?:https?|steam|discord):\/\/\S/i],
  ['link', /^\[[^\]\n]*\]\s*\([^)]*\)/],
  ['invitation', /^discord(?:app)?\.(?:gg|com\/invite)\/\w/i],
  ['everyone', /^@(?:everyone|here)/],
  // Two digits between colons are a time of day.
  ['emoji', /^:(?!\d\d:)[\w+-]+:/],
  ['bold', /^\*\*/],
  ['spoiler', /^\|\|/],
  ['format', /^(?:[*_`]|~~)/],
]

/** Reads from the left, as the client does; a backslash takes the sense from what follows it. */
export const readMarkup = (source: string): Read => {
  const tokens: Token[] = []
  let [text, at] = ['', 0]
  let starts = true
  while (at < source.length) {
    const block = /^```\n([\s\S]*?)```/.exec(source.slice(at))
    if (block) {
      tokens.push({ kind: 'block', text: block[0] })
      text += block[1] ?? ''
      at += block[0].length
      starts = false
      continue
    }
    const rest: string = source.slice(at, at + 400)
    const escaped = /^\\([^0-9A-Za-z\s])/.exec(rest)?.[1]
    if (escaped !== undefined) {
      text += escaped
      at += 2
      starts = false
      continue
    }
    const shapes: readonly Shape[] = starts ? [...atStart, ...anywhere] : anywhere
    const found = shapes
      .map(([kind, shape]): Token => ({ kind, text: shape.exec(rest)?.[0] ?? '' }))
      .find(token => token.text !== '')
    if (found) {
      tokens.push(found)
      at += found.text.length
      starts = found.kind === 'quote'
      continue
    }
    const next = source[at] ?? ''
    text += next
    at++
    starts = next === '\n' || (starts && next.trim() === '')
  }
  return { tokens, text }
}
