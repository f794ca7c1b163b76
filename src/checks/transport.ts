import { checkAwb } from './awb.ts'
import type { Checked } from './checked.ts'
import { checkImo } from './imo.ts'
import { checkIso6346 } from './iso6346.ts'
import type { IdentifierKind, Reader } from './reading.ts'
import { checkS10 } from './s10.ts'
import type { Warning } from './warning.ts'

type Digit = Extract<Warning, { readonly expected: string }>['name']

/** Only what looks the part: bare digits may be a telephone number as well as a waybill. */
const numberOf =
  (kind: IdentifierKind, looks: RegExp, check: (text: string) => Checked, name: Digit): Reader =>
  text => {
    if (!looks.test(text)) return undefined
    const { ok, plain, expected } = check(text)
    if (expected === undefined) return undefined
    return { kind, plain, warnings: ok ? [] : [{ name, expected }] }
  }

/** A container number; without its check digit where the category letter shows what it is. */
export const readContainer: Reader = text => {
  if (text.length > 40) return undefined
  const { plain, expected } = checkIso6346(text)
  const category = /^...[UJZ]/.test(plain)
  const complete = plain.length === 11
  if (expected === undefined || (!complete && !category)) return undefined
  const digit: readonly Warning[] = complete
    ? plain.endsWith(expected)
      ? []
      : [{ name: 'container_digit', expected }]
    : [{ name: 'container_no_digit', expected }]
  const warnings = category ? digit : [...digit, { name: 'container_category' } as const]
  return { kind: 'container', plain, warnings }
}

export const readVessel = numberOf('vessel', /^IMO.{7,20}$/i, checkImo, 'vessel_digit')

export const readWaybill = numberOf(
  'waybill',
  /^(?:[HM]?AWB.{11,20}|\d{3}[\s\u2010-\u2015\u2212-]\d{4} ?\d{4})$/i,
  checkAwb,
  'waybill_digit',
)

export const readParcel = numberOf(
  'parcel',
  /^[A-Z]{2}[\d ]{9,12}[A-Z]{2}$/i,
  checkS10,
  'parcel_digit',
)
