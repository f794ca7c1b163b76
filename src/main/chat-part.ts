import type { Fault, Platform } from '../ports/platform.ts'
import type { ChatPart, ChatWorld } from './chats.ts'
import { createPatient } from './patient.ts'

/** A chat system that is set up, with patience around it. `sentence`: why it doesn't start. */
export const chatPart = (
  platform: Platform,
  sentence: (fault: Fault) => string,
  { log, clock, onOpen }: Pick<ChatWorld, 'log' | 'clock' | 'onOpen'>,
): ChatPart => ({
  ...createPatient(platform, { log, monotonic: clock.monotonic, sentence, onOpen }),
  refused: fault => ({ kind: 'PlatformRefused', problems: [sentence(fault)] }),
})
