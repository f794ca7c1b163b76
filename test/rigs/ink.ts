import { inflateSync } from 'node:zlib'
import { readPng } from './chart.ts'

export interface Pixels {
  readonly width: number
  readonly height: number
  /** How dark each is, from 0 to 255. */
  readonly shades: Buffer
}

interface Chunk {
  readonly type: string
  readonly data: Buffer
}

const chunksIn = (bytes: Uint8Array): readonly Chunk[] => {
  const all = Buffer.from(bytes)
  const found: Chunk[] = []
  for (let at = 8; at < all.length; ) {
    const length = all.readUInt32BE(at)
    const data = all.subarray(at + 8, at + 8 + length)
    found.push({ type: all.toString('latin1', at + 4, at + 8), data })
    at += 12 + length
  }
  return found
}

/** Reads a PNG of eight bits with a palette and no filter, written without a look at how it is made. */
export const pixelsOf = (png: Uint8Array): Pixels => {
  const { width, height } = readPng(png)
  const of = (type: string): readonly Buffer[] =>
    chunksIn(png).flatMap(c => (c.type === type ? [c.data] : []))
  const [header] = of('IHDR')
  if (header?.[8] !== 8 || header[9] !== 3) throw new Error('a PNG of another kind')
  const palette = Buffer.concat(of('PLTE'))
  const rows = inflateSync(Buffer.concat(of('IDAT')))
  const shades = Buffer.alloc(width * height)
  for (let y = 0; y < height; y++) {
    if (rows[y * (width + 1)] !== 0) throw new Error('a row with a filter')
    for (let x = 0; x < width; x++) {
      const colour = 3 * (rows[y * (width + 1) + 1 + x] ?? 0)
      const [r = 0, g = 0, b = 0] = palette.subarray(colour, colour + 3)
      shades[y * width + x] = 255 - Math.round((r + g + b) / 3)
    }
  }
  return { width, height, shades }
}

/** How many pixels are dark, as letters and bars are. */
export const inkOf = ({ shades }: Pixels): number => shades.filter(shade => shade > 96).length
