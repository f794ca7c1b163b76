/** Of an OpenType font what a layout must know. */
export interface Font {
  readonly has: (char: string) => boolean
  /** Width of a text in parts of the font's size; characters that it lacks count as one. */
  readonly widthOf: (text: string) => number
}

/** Where the tables begin (OpenType 1.9, "Organization of an OpenType Font"). */
const tablesIn = (view: DataView): ReadonlyMap<string, number> => {
  const count = view.getUint16(4)
  return new Map(
    Array.from({ length: count }, (_, i) => {
      const at = 12 + 16 * i
      const tag = [0, 1, 2, 3].map(n => String.fromCharCode(view.getUint8(at + n))).join('')
      return [tag, view.getUint32(at + 8)]
    }),
  )
}

type GlyphOf = (code: number) => number

/** Format 12: groups of code points in a row. */
const byGroups = (view: DataView, at: number): GlyphOf => {
  const groups = Array.from({ length: view.getUint32(at + 12) }, (_, i) => {
    const group = at + 16 + 12 * i
    return [view.getUint32(group), view.getUint32(group + 4), view.getUint32(group + 8)] as const
  })
  return code => {
    const found = groups.find(([first, last]) => code >= first && code <= last)
    return found ? found[2] + code - found[0] : 0
  }
}

/** Format 4: segments of the Basic Multilingual Plane. */
const bySegments = (view: DataView, at: number): GlyphOf => {
  const twice = view.getUint16(at + 6)
  const ends = at + 14
  return code => {
    for (let i = 0; i < twice; i += 2) {
      if (code > view.getUint16(ends + i)) continue
      const start = view.getUint16(ends + twice + 2 + i)
      if (code < start) return 0
      const delta = view.getUint16(ends + 2 * twice + 2 + i)
      const rangeAt = ends + 3 * twice + 2 + i
      const range = view.getUint16(rangeAt)
      if (range === 0) return (code + delta) & 0xffff
      const glyph = view.getUint16(rangeAt + range + 2 * (code - start))
      return glyph === 0 ? 0 : (glyph + delta) & 0xffff
    }
    return 0
  }
}

const readers: Readonly<Record<number, typeof byGroups>> = { 4: bySegments, 12: byGroups }

const glyphsIn = (view: DataView, at: number): GlyphOf => {
  const tables = Array.from({ length: view.getUint16(at + 2) }, (_, i) => {
    const start = at + view.getUint32(at + 4 + 8 * i + 4)
    return { start, format: view.getUint16(start) }
  })
  const best = tables
    .filter(t => t.format in readers)
    .toSorted((a, b) => b.format - a.format)
    .at(0)
  const read = best && readers[best.format]
  if (!best || !read) throw new Error('a font without a table of characters that can be read')
  return read(view, best.start)
}

/** Reads the bytes of a TrueType or OpenType font; throws for anything else. */
export const readFont = (bytes: Uint8Array): Font => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const tables = tablesIn(view)
  const table = (tag: string): number => {
    const at = tables.get(tag)
    if (at === undefined) throw new Error(`a font without ${tag}`)
    return at
  }
  const glyphOf = glyphsIn(view, table('cmap'))
  const em = view.getUint16(table('head') + 18)
  const wide = view.getUint16(table('hhea') + 34)
  const widths = table('hmtx')
  const advance = (glyph: number): number =>
    view.getUint16(widths + 4 * Math.min(glyph, wide - 1)) / em
  const known = new Map<string, number | undefined>()
  const of = (char: string): number | undefined => {
    if (known.has(char)) return known.get(char)
    const glyph = glyphOf(char.codePointAt(0) ?? 0)
    const width = glyph === 0 ? undefined : advance(glyph)
    known.set(char, width)
    return width
  }
  return {
    has: char => of(char) !== undefined,
    widthOf: text => [...text].reduce((sum, char) => sum + (of(char) ?? 1), 0),
  }
}
