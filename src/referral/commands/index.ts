import type { Command } from '../command.ts'
import { accept } from './accept.ts'
import { acknowledge } from './acknowledge.ts'
import { amend } from './amend.ts'
import { answer } from './answer.ts'
import { approve } from './approve.ts'
import { approveExtension } from './approve-extension.ts'
import { assign, handOver } from './assign.ts'
import { close } from './close.ts'
import { askConsent, decideConsent, proposeConsent } from './consent.ts'
import { correct } from './correct.ts'
import { create } from './create.ts'
import { decline } from './decline.ts'
import { drill } from './drill.ts'
import { confirmDuplicate, denyDuplicate, duplicate } from './duplicate.ts'
import { extend } from './extend.ts'
import { fill } from './fill.ts'
import { extendPreservation, followUp } from './follow-up.ts'
import { forward } from './forward.ts'
import { interim } from './interim.ts'
import { note } from './note.ts'
import { rejectExtension } from './reject-extension.ts'
import { reopen } from './reopen.ts'
import { requestInfo } from './request-info.ts'
import { returnFromForward } from './return.ts'
import { send } from './send.ts'
import { snooze } from './snooze.ts'
import { supplyInfo } from './supply-info.ts'
import { translate } from './translate.ts'
import { withdraw } from './withdraw.ts'

/** Every command of a referral, in the order of help and of buttons. */
export const commands: readonly Command[] = [
  create,
  fill,
  approve,
  send,
  acknowledge,
  accept,
  requestInfo,
  supplyInfo,
  forward,
  returnFromForward,
  interim,
  answer,
  decline,
  extend,
  approveExtension,
  rejectExtension,
  amend,
  withdraw,
  close,
  reopen,
  followUp,
  extendPreservation,
  duplicate,
  confirmDuplicate,
  denyDuplicate,
  askConsent,
  proposeConsent,
  decideConsent,
  assign,
  handOver,
  snooze,
  note,
  translate,
  correct,
  drill,
]
