import { crc32, deflateSync } from 'node:zlib'

export interface Pixels {
  readonly width: number
  readonly height: number
  /** Four bytes a pixel: red, green, blue, and how much it covers. Nothing here is seen through. */
  readonly rgba: Uint8Array
}

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

/** Colours of a palette (PNG 3rd edition, 11.2.2): an edge of a letter has more shades than anybody sees. */
const mostColours = 256
/** Channels are cut to so many bits: 4096 colours at most are counted. */
const bits = 4

const chunk = (type: string, data: Uint8Array): Uint8Array => {
  const named = new Uint8Array([...type].map(c => c.charCodeAt(0)).concat([...data]))
  const out = new Uint8Array(named.length + 8)
  const view = new DataView(out.buffer)
  view.setUint32(0, data.length)
  out.set(named, 4)
  view.setUint32(named.length + 4, crc32(named))
  return out
}

/** The first bits of the channels of a colour, as it stands in memory. */
const binOf = (colour: number): number => {
  const drop = 8 - bits
  const [r, g, b] = [colour & 255, (colour >> 8) & 255, (colour >> 16) & 255]
  return ((r >> drop) << (2 * bits)) | ((g >> drop) << bits) | (b >> drop)
}

/** How often each colour is there. Most pixels are like the one before, so runs are counted. */
const countsOf = (pixels: Uint32Array): ReadonlyMap<number, number> => {
  const counts = new Map<number, number>()
  let begin = 0
  for (let at = 1; at <= pixels.length; at++) {
    const colour = pixels[begin] ?? 0
    if (at < pixels.length && pixels[at] === colour) continue
    counts.set(colour, (counts.get(colour) ?? 0) + at - begin)
    begin = at
  }
  return counts
}

interface Palette {
  /** Three bytes a colour. */
  readonly colours: Uint8Array
  /** Of each bin, which colour stands for it. */
  readonly ofBin: Uint8Array
}

const distance = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, n, i) => sum + (n - (b[i] ?? 0)) ** 2, 0)

/** The colours most used, each as it is most often; a rare one gets the nearest of them. */
const paletteOf = (pixels: Uint32Array): Palette => {
  const bins = Map.groupBy(countsOf(pixels), ([colour]) => binOf(colour))
  const shades = [...bins].map(([bin, found]) => {
    const [colour] = found.reduce((a, b) => (b[1] > a[1] ? b : a))
    const count = found.reduce((sum, [, n]) => sum + n, 0)
    return { bin, count, rgb: [colour & 255, (colour >> 8) & 255, (colour >> 16) & 255] }
  })
  const ranked = shades.toSorted((a, b) => b.count - a.count)
  const kept = ranked.slice(0, mostColours)
  const nearest = (rgb: readonly number[]): number =>
    kept.reduce(
      (best, one, n) => {
        const by = distance(one.rgb, rgb)
        return by < best.by ? { n, by } : best
      },
      { n: 0, by: Number.POSITIVE_INFINITY },
    ).n
  const ofBin = new Uint8Array(1 << (3 * bits))
  for (const [i, { bin, rgb }] of ranked.entries()) ofBin[bin] = i < mostColours ? i : nearest(rgb)
  return { colours: new Uint8Array(kept.flatMap(k => k.rgb)), ofBin }
}

/** As a PNG of 256 colours: a third of what one of all colours weighs. */
export const encodePng = ({ width, height, rgba }: Pixels): Uint8Array => {
  // The package that draws has builds for little-endian machines alone.
  const pixels = new Uint32Array(new Uint8Array(rgba).buffer)
  const { colours, ofBin } = paletteOf(pixels)
  const header = new Uint8Array(13)
  const view = new DataView(header.buffer)
  view.setUint32(0, width)
  view.setUint32(4, height)
  // Eight bits a pixel, each the number of a colour.
  header.set([8, 3], 8)
  const rows = new Uint8Array((width + 1) * height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      rows[y * (width + 1) + 1 + x] = ofBin[binOf(pixels[y * width + x] ?? 0)] ?? 0
  const parts = [
    new Uint8Array(signature),
    chunk('IHDR', header),
    chunk('PLTE', colours),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', new Uint8Array()),
  ]
  return new Uint8Array(Buffer.concat(parts))
}
