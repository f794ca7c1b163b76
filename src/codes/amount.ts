import { err, ok, type Result } from '../kit/result.ts'

const shape = /^(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?$/

/**
 * Reads an amount from 0 with at most `decimals` decimals (0 to 4) into steps of the smallest one,
 * exactly: `1,234.5` with 2 is 123450. A comma groups thousands; as a decimal sign it is refused.
 */
export const readAmount = (
  text: string,
  decimals: number,
): Result<number, 'NotAnAmount' | 'TooFine' | 'TooLarge'> => {
  const [, whole, fraction = ''] = shape.exec(text.normalize('NFKC').trim()) ?? []
  if (whole === undefined) return err('NotAnAmount')
  const spare = fraction.slice(decimals)
  if (/[1-9]/.test(spare)) return err('TooFine')
  const digits = fraction.slice(0, decimals).padEnd(decimals, '0')
  const steps = Number(`${whole.replaceAll(',', '')}${digits}`)
  return Number.isSafeInteger(steps) ? ok(steps) : err('TooLarge')
}

/** `1,234.50`: what `readAmount` reads back. Grouped alike in every language, as both read one card. */
export const printAmount = (steps: number, decimals: number): string => {
  const digits = String(steps).padStart(decimals + 1, '0')
  const cut = digits.length - decimals
  const whole = digits.slice(0, cut).replace(/\B(?=(?:\d{3})+$)/g, ',')
  return decimals === 0 ? whole : `${whole}.${digits.slice(cut)}`
}
