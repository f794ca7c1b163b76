import type { SpokenChart } from '../card/spoken.ts'
import type { Result } from '../kit/result.ts'

/** Why there is no picture. Nothing that waits for one fails by it: it goes without. */
export type ChartFault =
  /** A label has a character that no font here has; `missing` are its code points, `U+8A18`. */
  | { readonly kind: 'NoGlyphs'; readonly missing: string }
  | { readonly kind: 'TooSlow' }
  /** More are asked for than are drawn in time. */
  | { readonly kind: 'Busy' }
  /** The package that draws can't be loaded on this machine, or gave up. */
  | { readonly kind: 'Failed'; readonly why: string }

/**
 * Draws charts. Promises (contract/chart.ts):
 * - `draw` gives a PNG, 720 pixels wide and below 60 kB, in which every label is drawn: never a box in the place
 *   of a character. The name of a side whose characters are lacking is left out; its code stands for it.
 * - The same chart twice is drawn once, while it is remembered.
 * - Nothing of what draws is loaded before the first `draw`; that is done beside the main thread, and one that takes
 *   too long is given up.
 * - It never throws. After `close`, which leaves no thread behind, the answer is `Failed`.
 */
export interface Charts {
  readonly draw: (chart: SpokenChart) => Promise<Result<Uint8Array, ChartFault>>
  readonly close: () => Promise<void>
}

/** For what shows pictures: bytes of a PNG, or nothing where it must do without. */
export type Draw = (chart: SpokenChart) => Promise<Uint8Array | undefined>
