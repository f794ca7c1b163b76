import { minutes, seconds } from '../../src/kit/time.ts'

/** Milliseconds, but for the last; a test makes them shorter. */
export interface Timing {
  /** One call; discord.js makes it twice before it gives up. */
  readonly request: number
  /** A sign-in, from the first call until the guilds are there. */
  readonly signIn: number
  /** Between two looks whether Discord is still heard. */
  readonly look: number
  /** With no sign of Discord for so long, the connection is made anew. discord.js itself may need 80 s. */
  readonly deaf: number
  /** Between two sign-ins: Discord takes one in five seconds. */
  readonly apart: number
  /** How long a socket is asked politely to close. */
  readonly farewell: number
  /** What is under way at the end may take so long. */
  readonly drain: number
  /** From when somebody acted until they are told to wait; Discord's bound is three seconds, both ways included. */
  readonly answer: number
  /** Somebody is typing: suggestions that come later are of no use. */
  readonly suggest: number
  /** Calls a second over all routes that Discord takes; what is more is put off without asking it. */
  readonly perSecond: number
}

export const usualTiming: Timing = {
  request: seconds(5),
  signIn: seconds(20),
  look: seconds(5),
  deaf: minutes(2),
  apart: seconds(5),
  farewell: seconds(3),
  drain: seconds(10),
  answer: seconds(1.8),
  suggest: seconds(1.5),
  perSecond: 50,
}
