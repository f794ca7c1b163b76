import { moment } from '../../referral/inputs.ts'

/** A span as an officer types it: both ends with their offset. */
export const spanInputs = {
  from: moment({ label: 'form.span_from', hint: 'form.instant_hint' }),
  to: moment({ label: 'form.span_to', hint: 'form.instant_hint' }),
}
