import type { DutyCommand } from '../command.ts'
import { dutyAccept } from './accept.ts'
import { dutyCancel } from './cancel.ts'
import { dutyConfirm } from './confirm.ts'
import { dutyLeave } from './leave.ts'
import { dutyMe } from './me.ts'
import { dutyOverride } from './override.ts'
import { dutySchedule } from './schedule.ts'
import { dutySet } from './set.ts'
import { dutySwap, dutySwapAccept, dutySwapDecline } from './swap.ts'

/** Every command about the duty roster, in the order of the help. */
export const dutyCommands: readonly DutyCommand[] = [
  dutyAccept,
  dutySwap,
  dutySwapAccept,
  dutySwapDecline,
  dutyOverride,
  dutyLeave,
  dutyCancel,
  dutySet,
  dutyConfirm,
  dutyMe,
  dutySchedule,
]
