/** Rounds that work waits at most while more comes in: a crowd holds it up no longer. */
const most = 32

const round = (): Promise<void> => new Promise(resolve => setImmediate(resolve))

/**
 * Gives out turns, one at a time and in the order asked for. What begins in a turn of its own begins after
 * the acks before it were written out. A round of the event loop lets in one new connection only; hence a
 * turn comes once a round brought nobody who asks for one, and not with the next.
 */
export const createTurns = (): (() => Promise<void>) => {
  let asked = 0
  let last = Promise.resolve()
  const calm = async (): Promise<void> => {
    // The rest of the round in which it was asked for; nothing comes in within it.
    await round()
    let seen = -1
    for (let rounds = 0; rounds < most && asked !== seen; rounds++) {
      seen = asked
      await round()
    }
  }
  return () => {
    asked++
    last = last.then(calm)
    return last
  }
}
