import type { Command } from '../command.ts'
import { accept } from './accept.ts'
import { acknowledge } from './acknowledge.ts'
import { answer } from './answer.ts'
import { close } from './close.ts'
import { create } from './create.ts'
import { decline } from './decline.ts'
import { send } from './send.ts'
import { withdraw } from './withdraw.ts'

/** Every command of a referral, in the order of help and of buttons. */
export const commands: readonly Command[] = [
  create,
  send,
  acknowledge,
  accept,
  decline,
  answer,
  withdraw,
  close,
]
