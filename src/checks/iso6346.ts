import { type Checked, compact } from './checked.ts'

// A is 10, and 11, 22 and 33 are passed over.
const values: ReadonlyMap<string, number> = new Map(
  [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].map((letter, i) => [letter, i + 10 + Math.ceil(i / 10)]),
)

const shape = /^([A-Z]{4}\d{6})(\d?)$/

/**
 * A container number by ISO 6346: three letters of the owner, one of the category, six digits, a
 * check digit (value × 2^i, modulo 11, modulo 10; domain.md 3.3). Finds every single wrong digit but
 * one that moves the remainder between 10 and 0, as both give the check digit 0; not every wrong
 * letter, as A and K, and others eleven apart, weigh the same. `ok` asks for category U, J or Z.
 */
export const checkIso6346 = (value: string): Checked => {
  const plain = compact(value)
  const [, body, given] = shape.exec(plain) ?? []
  if (body === undefined) return { ok: false, value, plain }
  const sum = [...body].reduce((s, c, i) => s + (values.get(c) ?? Number(c)) * 2 ** i, 0)
  const expected = String((sum % 11) % 10)
  return { ok: given === expected && /^...[UJZ]/.test(body), value, plain, expected }
}
