/** The rig's own time. With a given `now` nothing happens by itself: the test moves it and calls `tick`. */
export interface RigClock {
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Runs `act` once `ms` have passed; the returned function calls it off. */
  readonly after: (ms: number, act: () => void) => () => void
  /** Does what has become due, oldest first. */
  readonly tick: () => void
  readonly close: () => void
}

const createHostClock = (): RigClock => {
  const running = new Set<ReturnType<typeof setTimeout>>()
  return {
    now: () => Date.now(),
    after: (ms, act) => {
      const timer = setTimeout(() => {
        running.delete(timer)
        act()
      }, ms)
      running.add(timer)
      return () => {
        clearTimeout(timer)
        running.delete(timer)
      }
    },
    tick: () => {},
    close: () => {
      for (const timer of running) clearTimeout(timer)
      running.clear()
    },
  }
}

export const createRigClock = (now?: () => number): RigClock => {
  if (now === undefined) return createHostClock()
  const owed = new Set<{ readonly at: number; readonly act: () => void }>()
  return {
    now,
    after: (ms, act) => {
      const one = { at: now() + ms, act }
      owed.add(one)
      return () => owed.delete(one)
    },
    tick: () => {
      for (const one of [...owed].sort((a, b) => a.at - b.at)) {
        if (one.at > now() || !owed.delete(one)) continue
        one.act()
      }
    },
    close: () => owed.clear(),
  }
}
