export interface Flight<K, T> {
  readonly launch: (kind: K, call: Promise<T>) => void
  /** How many of a kind are under way. */
  readonly under: (kind: K) => number
  /**
   * What has come back since the last look; waits for the first where something is under way, until
   * `nudge`. Throws what a call threw.
   */
  readonly landed: () => Promise<readonly T[]>
  readonly nudge: () => void
}

/** Turns that calls begun together may need to end together, where nothing but memory is behind them. */
const turns = 40

/** Calls under way, which end in any order, or never. */
export const createFlight = <K, T>(): Flight<K, T> => {
  const flying = new Map<K, number>()
  let back: T[] = []
  let thrown: { readonly error: unknown } | undefined
  let nudged = false
  let stir = (): void => {}

  const count = (): number => [...flying.values()].reduce((sum, n) => sum + n, 0)

  const land = (kind: K): void => {
    flying.set(kind, (flying.get(kind) ?? 1) - 1)
    stir()
  }

  return {
    launch: (kind, call) => {
      flying.set(kind, (flying.get(kind) ?? 0) + 1)
      call.then(
        value => {
          back.push(value)
          land(kind)
        },
        (error: unknown) => {
          thrown ??= { error }
          land(kind)
        },
      )
    },
    under: kind => flying.get(kind) ?? 0,
    landed: async () => {
      if (back.length === 0 && !thrown && !nudged && count() > 0)
        await new Promise<void>(resolve => {
          stir = resolve
        })
      // So that what ends in one breath is one commit, which costs as much as one of a single row.
      for (let turn = 0; turn < turns && count() > 0; turn++) await undefined
      if (thrown) throw thrown.error
      const landed = back
      back = []
      nudged = false
      return landed
    },
    nudge: () => {
      nudged = true
      stir()
    },
  }
}
