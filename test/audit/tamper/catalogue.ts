import { subjectCases } from './bundle-cases.ts'
import type { TamperGroup } from './case.ts'
import { hostCases } from './host-cases.ts'
import { logCases } from './log-cases.ts'
import { receiptCases } from './receipt-cases.ts'
import { rangeCases, wholeCases } from './whole-cases.ts'

/** All that is done to a log in the tests, in the order of the documentation. */
export const groups: readonly TamperGroup[] = [
  logCases,
  ...hostCases,
  subjectCases,
  rangeCases,
  wholeCases,
  receiptCases,
]
