import type { Bot } from './bot.ts'

export interface Pump {
  /** What is due, then what is owed, until nothing is. */
  readonly pump: () => Promise<void>
  /** The round under way, if any. */
  readonly idle: () => Promise<void>
}

/** One round at a time; a call during a round makes one more follow, so nothing waits for a tick. */
export const createPump = ({ sweep, deliver }: Pick<Bot, 'sweep' | 'deliver'>): Pump => {
  let pumping: Promise<void> | undefined
  let again = false
  const round = async (): Promise<void> => {
    do {
      again = false
      while ((await sweep()) > 0);
      while ((await deliver()) > 0);
    } while (again)
  }
  return {
    pump: () => {
      again = true
      pumping ??= round().finally(() => {
        pumping = undefined
      })
      return pumping
    },
    idle: async () => {
      await pumping
    },
  }
}
