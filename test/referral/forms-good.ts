import type { Category } from '../../src/kit/codes.ts'
import type { Raw } from '../../src/referral/command.ts'
import { formFor } from '../../src/referral/forms/form.ts'
import type { Input } from '../../src/referral/inputs.ts'

/** The SHA-256 of nothing (FIPS 180-4). */
export const sha256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

const special: Raw = {
  tlp: 'amber-strict',
  pap: 'amber',
  handling: 'h1,h2',
  'handling-text': '',
  urgency: 'live-data',
  'source-admiralty': '',
  'info-admiralty': '',
  'window-from': '2026-11-20 00:00 HKT',
  'window-to': '2026-11-23 00:00 HKT',
  currency: 'HKD',
  hs: '2402.20',
  'evidence-items': `${sha256} film.mkv`,
}

/** A value that an input takes without a complaint. */
export const goodValue = (name: string, i: Input<unknown>): string => {
  if (special[name] !== undefined) return special[name]
  if (i.choices) return i.choices[0]?.value ?? ''
  if (i.widget === 'instant') return '2026-11-23 14:30 HKT'
  return i.keep === 'log' ? '1,200' : `Said of ${name}`
}

/** A form with every input filled in. */
export const goodForm = (
  category: Category,
  actions: readonly string[] = ['intel-check'],
): Raw => ({
  ...Object.fromEntries(
    Object.entries(formFor(category, actions).inputs).map(([n, i]) => [n, goodValue(n, i)]),
  ),
  actions: actions.join(','),
})
