/** How long to measure and what to demand. Issue 2, "Numbers". */
export interface Targets {
  /** Hand-overs measured, and those before them that bring the WAL to its lasting length. */
  readonly handOvers: number
  readonly warmUp: number
  readonly commitRatio: number
  /** Rounds of typed commands, each of four by two officers. */
  readonly rounds: number
  readonly commandMs: number
  readonly starts: number
  readonly startMs: number
  readonly memoryMb: number
}

export const full: Targets = {
  handOvers: 120,
  warmUp: 20,
  commitRatio: 0.4,
  rounds: 150,
  commandMs: 25,
  starts: 5,
  startMs: 1000,
  memoryMb: 150,
}

/** The same on a machine with other work: fewer rounds, and time is given slack where noise adds to it. */
export const smoke: Targets = {
  ...full,
  handOvers: 40,
  commitRatio: 0.25,
  rounds: 50,
  commandMs: 100,
  starts: 2,
  startMs: 3000,
}
