import { tileWidth } from './tiles.ts'

/** `1234067` as `x001/x234/067` (C2SP tlog-tiles). */
const grouped = (n: number): string => {
  const digits = String(n)
  const padded = digits.padStart(Math.ceil(digits.length / 3) * 3, '0')
  const groups = padded.match(/.../g) ?? []
  return groups.map((group, i) => (i < groups.length - 1 ? `x${group}` : group)).join('/')
}

/** A tile of a tree, full or partial. */
export interface Tile {
  /** `entries` for the entries themselves. */
  readonly level: number | 'entries'
  readonly n: number
  /** 1 to 256. */
  readonly width: number
}

export const tilePath = ({ level, n, width }: Tile): string =>
  `tile/${level}/${grouped(n)}${width === tileWidth ? '' : `.p/${width}`}`

const tilesOf = (level: Tile['level'], nodes: number): readonly Tile[] =>
  Array.from({ length: Math.ceil(nodes / tileWidth) }, (_, n) => ({
    level,
    n,
    width: Math.min(tileWidth, nodes - n * tileWidth),
  }))

/** The tiles of entries of a log of that size, in order. */
export const entryTiles = (size: number): readonly Tile[] => tilesOf('entries', size)

/** The hash tiles of a log of that size, lowest level first. */
export const hashTiles = (size: number): readonly Tile[] => {
  const tiles: Tile[] = []
  let nodes = size
  for (let level = 0; nodes > 0; level++) {
    tiles.push(...tilesOf(level, nodes))
    nodes = Math.floor(nodes / tileWidth)
  }
  return tiles
}
