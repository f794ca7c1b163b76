import { minutes, seconds } from '../kit/time.ts'

/** Wait before the next try: 1, 2, 4 … seconds, at most 5 minutes. `attempts` counts those made. */
export const backoffMs = (attempts: number): number =>
  Math.min(minutes(5), seconds(2 ** Math.min(Math.max(attempts, 1) - 1, 12)))
