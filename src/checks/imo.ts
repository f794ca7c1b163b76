import { type Checked, compact, weighted } from './checked.ts'

const shape = /^(?:IMO(?:NO|NUMBER)?[.:#]?)?(\d{6})(\d)$/
const weights = [7, 6, 5, 4, 3, 2]

/**
 * A ship's IMO number, `IMO` before it or not: six digits times 7 to 2, the last digit of the sum is
 * the seventh (domain.md 3.3). Finds every single wrong digit in the first, fifth and last place. The
 * others share a factor with ten: five more or less in the second, fourth or sixth place, and an even
 * difference in the third, pass unseen.
 */
export const checkImo = (value: string): Checked => {
  const plain = compact(value)
  const [, body, given] = shape.exec(plain) ?? []
  if (body === undefined) return { ok: false, value, plain }
  const expected = String(weighted(body, weights) % 10)
  return { ok: given === expected, value, plain: `IMO${body}${given}`, expected }
}
