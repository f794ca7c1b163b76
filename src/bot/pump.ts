import type { Bot } from './bot.ts'

export interface Pump {
  /** What is due, then what is owed, until nothing is. */
  readonly pump: () => Promise<void>
  /**
   * The two loops without waiting for them: they go on apart, so that a platform that hangs holds up no
   * deadline.
   */
  readonly kick: () => void
  /** The same, and a piece of the watch over the clock: for a tick, as after every act it would be too dear. */
  readonly tick: () => void
  /** The rounds under way, if any. */
  readonly idle: () => Promise<void>
  /** Nothing new is sent; resolves when what was being sent has come back, which may be never. */
  readonly rest: () => Promise<void>
}

export interface PumpParts {
  readonly bot: Pick<Bot, 'sweep' | 'deliver' | 'check'> & Partial<Pick<Bot, 'nudge' | 'rest'>>
  /** Lets whoever waits, an officer above all, go first; awaited between any two bounded pieces. */
  readonly yieldNow: () => Promise<void>
  /** A loop failed, which only a bug or a disk can make it do. */
  readonly onError: (error: unknown) => void
  /** What could be sent was: the moment to ask when more may be. */
  readonly onDelivered?: () => void
}

/** One run at a time; a call during a run makes one more follow, so nothing waits for a tick. */
const createLoop = (
  piece: () => Promise<number>,
  yieldNow: () => Promise<void>,
  /** Ends a piece that waits, so that what is new is looked at now. */
  nudge = (): void => {},
) => {
  let running: Promise<void> | undefined
  let again = false
  const run = async (): Promise<void> => {
    do {
      again = false
      while ((await piece()) > 0) await yieldNow()
      if (again) await yieldNow()
    } while (again)
  }
  return {
    run: (): Promise<void> => {
      again = true
      if (running) nudge()
      running ??= run().finally(() => {
        running = undefined
      })
      return running
    },
    idle: async (): Promise<void> => {
      await running
    },
  }
}

export const createPump = ({ bot, yieldNow: nextTurn, onError, ...parts }: PumpParts): Pump => {
  // One piece a turn: two loops that go on in the same would make whoever waits, wait for both.
  let turn = Promise.resolve()
  const yieldNow = (): Promise<void> => {
    turn = turn.then(nextTurn)
    return turn
  }
  const sweeping = createLoop(bot.sweep, yieldNow)
  const delivering = createLoop(bot.deliver, yieldNow, bot.nudge)
  // A loop too: of all who kicked during a long run, each would have a check of its own at its end.
  const checking = createLoop(async () => {
    await bot.check()
    return 0
  }, yieldNow)
  const kick = (): void => {
    delivering.run().catch(onError)
    sweeping.run().then(delivering.run).then(parts.onDelivered).catch(onError)
  }
  return {
    pump: async () => {
      await sweeping.run()
      await checking.run()
      await delivering.run()
    },
    kick,
    tick: () => {
      kick()
      sweeping.idle().then(checking.run).catch(onError)
    },
    idle: async () => {
      await sweeping.idle()
      await checking.idle()
      await delivering.idle()
    },
    rest: async () => {
      bot.rest?.()
      await delivering.run()
    },
  }
}
