/** In units of the drawing, of which each becomes `scale` pixels. As wide as a telephone shows it. */
export const size = { width: 360, margin: 16, scale: 2 } as const

/** Against what is behind it: text 4.5:1 at least, shapes 3:1 (WCAG 2.2, 1.4.3 and 1.4.11). */
export const colours = {
  ground: '#ffffff',
  ink: '#18212d',
  soft: '#4d5b6d',
  line: '#d3dae4',
  track: '#e8edf4',
  first: '#1a5aa8',
  second: '#b35c00',
  late: '#b0201b',
} as const

const stripes = (id: string, colour: string): string =>
  `<pattern id="${id}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">` +
  `<rect width="6" height="6" fill="${colours.ground}"/><rect width="4" height="6" fill="${colour}"/></pattern>`

/** The second side is striped, for who doesn't tell the colours apart. */
export const patterns = stripes('second', colours.second) + stripes('late', colours.late)

export interface Paint {
  readonly fill: string
  readonly edge: string
}

export const paintOf = (side: number, isLate = false): Paint => {
  if (side % 2 === 0) {
    const fill = isLate ? colours.late : colours.first
    return { fill, edge: fill }
  }
  return isLate
    ? { fill: 'url(#late)', edge: colours.late }
    : { fill: 'url(#second)', edge: colours.second }
}

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** The stroke lies within the box. */
export const boxOf = ({ x, y, width, height }: Box, { fill, edge }: Paint): string =>
  `<rect x="${x + 0.5}" y="${y + 0.5}" width="${Math.max(width - 1, 1)}" height="${height - 1}" rx="2" fill="${fill}" stroke="${edge}"/>`

export const swatchAt = (side: number, { x, y }: Pick<Box, 'x' | 'y'>): string =>
  boxOf({ x, y, width: 14, height: 14 }, paintOf(side))

/** What stands below what: each says how high it is. */
export interface Block {
  readonly height: number
  readonly at: (y: number) => string
}
