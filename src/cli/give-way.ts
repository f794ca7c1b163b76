import { constants, getPriority, setPriority } from 'node:os'

const lower = constants.priority.PRIORITY_BELOW_NORMAL

/** Lets other processes of this machine go before this one, as a desk must that officers wait for. */
export const giveWay = (): void => {
  try {
    // Who began it with less means it, and only the superuser may raise it.
    if (getPriority() < lower) setPriority(lower)
  } catch {
    // A sandbox may forbid it; what is done is the same, only less politely.
  }
}
