/** How long to measure and what to demand. Issues 2, 4, 5, 7 and 9, "Numbers". */
export interface Targets {
  /** Hand-overs measured, and those before them that bring the WAL to its lasting length. */
  readonly handOvers: number
  readonly warmUp: number
  readonly commitRatio: number
  /**
   * Entries of a log; what checking it may cost against hashing alone, where it is and as it was handed over; its
   * file against its entries; a start with all of it checked, for a million; a receipt in a million.
   */
  readonly logged: number
  readonly verifyRatio: number
  readonly bundleRatio: number
  readonly storedRatio: number
  readonly bootS: number
  readonly receiptBytes: number
  /** The most that the event loop is held while the log is checked, exported or copied, beyond an idle thread. */
  readonly besideMs: number
  /** Rounds of typed commands, each of four by two officers. */
  readonly rounds: number
  readonly commandMs: number
  readonly starts: number
  readonly startMs: number
  readonly memoryMb: number
  /** Timers armed, none due; how often each of two logs is swept; what many may cost against few. */
  readonly timers: number
  readonly idleSweeps: number
  readonly idleRatio: number
  /** Steps due at once, first to be counted, then to be in the way of officers. */
  readonly due: number
  readonly decisionsPerS: number
  /** The most that a command may wait for. */
  readonly heldMs: number
  /** Messages owed to a hundred channels at once. */
  readonly notices: number
  /**
   * Commands in Slack one by one, after those that make the code warm; what one may cost against a bare handler of
   * Bolt's, and at all.
   */
  readonly slackWarmUp: number
  readonly slackRounds: number
  readonly slackRatio: number
  readonly slackMs: number
  /** Commands in Slack at a steady rate, for so long; the longest time to an ack. */
  readonly flowPerS: number
  readonly flowS: number
  readonly ackMs: number
  /**
   * First answers in Discord at that rate; the longest while so many notices to 100 channels drain, and how
   * many a second come then.
   */
  readonly discordMs: number
  readonly discordWorstMs: number
  readonly discordOwed: number
  readonly discordOwedPerS: number
  /**
   * Notifications to twenty desks on each chat system, and acknowledgements of each; the longest until the last
   * desk has its card, and until the sender's card shows an acknowledgement.
   */
  readonly broadcasts: number
  readonly acknowledgements: number
  readonly broadcastMs: number
  readonly seenMs: number
  /** Referrals of a year whose figures are kept; how soon after a start they are there, and what they hold. */
  readonly referrals: number
  readonly summaryMs: number
  readonly summaryMb: number
  /** Pictures of a week; how long one takes, and how long it may hold the main thread. */
  readonly charts: number
  readonly chartMs: number
  readonly chartHeldMs: number
  /** How often every card is put into words, and what share of the rate of the library alone that must be. */
  readonly renders: number
  readonly renderRatio: number
}

export const full: Targets = {
  handOvers: 120,
  warmUp: 20,
  commitRatio: 0.5,
  logged: 200_000,
  verifyRatio: 0.2,
  bundleRatio: 0.25,
  storedRatio: 1.25,
  bootS: 10,
  receiptBytes: 2048,
  besideMs: 50,
  rounds: 150,
  commandMs: 25,
  starts: 5,
  startMs: 1000,
  memoryMb: 150,
  timers: 1_000_000,
  idleSweeps: 2000,
  idleRatio: 1.5,
  due: 10_000,
  decisionsPerS: 2000,
  heldMs: 50,
  notices: 10_000,
  slackWarmUp: 100,
  slackRounds: 200,
  slackRatio: 2,
  slackMs: 50,
  flowPerS: 50,
  flowS: 10,
  ackMs: 1000,
  discordMs: 250,
  discordWorstMs: 3000,
  discordOwed: 1000,
  discordOwedPerS: 50,
  broadcasts: 4,
  acknowledgements: 3,
  broadcastMs: 1000,
  seenMs: 500,
  referrals: 1_000_000,
  summaryMs: 1000,
  summaryMb: 200,
  charts: 30,
  chartMs: 300,
  chartHeldMs: 20,
  renders: 40,
  renderRatio: 0.5,
}

/** The same on a machine with other work: fewer rounds, and time is given slack where noise adds to it. */
export const smoke: Targets = {
  ...full,
  handOvers: 40,
  commitRatio: 0.25,
  logged: 20_000,
  verifyRatio: 0.05,
  bundleRatio: 0.05,
  storedRatio: 1.3,
  bootS: 60,
  besideMs: 500,
  rounds: 50,
  commandMs: 100,
  starts: 2,
  startMs: 3000,
  timers: 50_000,
  idleRatio: 2,
  due: 2000,
  decisionsPerS: 400,
  heldMs: 250,
  notices: 2000,
  slackWarmUp: 20,
  slackRounds: 50,
  slackRatio: 8,
  slackMs: 250,
  flowS: 3,
  ackMs: 2500,
  discordMs: 1000,
  discordOwed: 300,
  discordOwedPerS: 10,
  broadcasts: 2,
  acknowledgements: 1,
  broadcastMs: 4000,
  seenMs: 2000,
  referrals: 20_000,
  summaryMs: 4000,
  charts: 10,
  chartMs: 900,
  chartHeldMs: 50,
  renders: 10,
}
