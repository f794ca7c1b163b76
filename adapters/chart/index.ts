import type { SpokenChart } from '../../src/card/spoken.ts'
import { err } from '../../src/kit/result.ts'
import { seconds } from '../../src/kit/time.ts'
import type { Charts } from '../../src/ports/chart.ts'
import { createThread, type Drawn, type ThreadOptions } from './thread.ts'

export interface ChartsOptions extends Partial<ThreadOptions> {
  /** Milliseconds without a drawing after which the thread and its memory go. */
  readonly restMs?: number
}

/** A week has a picture for each pair and list of languages; more at once are no week's. */
const mostWaiting = 32
const mostKept = 16

const closed: Drawn = err({ kind: 'Failed', why: 'it is closed' })

/** Charts drawn by a thread of its own, one after the other. */
export const createCharts = ({
  script = new URL('./worker.ts', import.meta.url),
  timeoutMs = seconds(5),
  restMs = seconds(10),
}: ChartsOptions = {}): Charts => {
  const thread = createThread({ script, timeoutMs })
  const kept = new Map<string, Promise<Drawn>>()
  let turn: Promise<unknown> = Promise.resolve()
  let waiting = 0
  let isClosed = false
  let resting: NodeJS.Timeout | undefined

  const rest = (): void => {
    resting = setTimeout(() => void thread.stop(), restMs)
    resting.unref()
  }

  const next = async (chart: SpokenChart): Promise<Drawn> => {
    if (isClosed) return closed
    clearTimeout(resting)
    const drawn = await thread.draw(chart)
    waiting -= 1
    if (waiting === 0 && !isClosed) rest()
    return isClosed ? closed : drawn
  }

  const ask = (key: string, chart: SpokenChart): Promise<Drawn> => {
    waiting += 1
    const drawn = turn.then(() => next(chart))
    turn = drawn
    kept.set(key, drawn)
    const [oldest] = kept.keys()
    if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest)
    void drawn.then(result => (result.ok ? undefined : kept.delete(key)))
    return drawn
  }

  return {
    draw: async chart => {
      if (isClosed) return closed
      const key = JSON.stringify(chart)
      const before = kept.get(key)
      if (before) return before
      return waiting >= mostWaiting ? err({ kind: 'Busy' }) : ask(key, chart)
    },
    close: async () => {
      isClosed = true
      clearTimeout(resting)
      kept.clear()
      await thread.stop()
      await turn
    },
  }
}
