import { type Checked, compact } from './checked.ts'

const shape = /^(?:[HM]?AWB(?:NO)?[.:#]?)?(\d{3})(\d{7})(\d)$/

/**
 * An air waybill: three digits of the airline, seven of the waybill and those modulo 7 (domain.md
 * 3.3). Finds every single wrong digit of the waybill but one that is off by exactly seven; the
 * airline's digits are not covered.
 */
export const checkAwb = (value: string): Checked => {
  const plain = compact(value)
  const [, airline, body, given] = shape.exec(plain) ?? []
  if (body === undefined) return { ok: false, value, plain }
  const expected = String(Number(body) % 7)
  return { ok: given === expected, value, plain: `${airline}-${body}${given}`, expected }
}
