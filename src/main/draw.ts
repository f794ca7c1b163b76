import type { Charts, Draw } from '../ports/chart.ts'
import type { Log } from '../ports/log.ts'

/** Draws, or tells the operator why a card goes without its picture. */
export const createDraw =
  (charts: Charts, log: Log): Draw =>
  async chart => {
    const drawn = await charts.draw(chart)
    if (drawn.ok) return drawn.value
    const { kind, ...facts } = drawn.error
    log.warn('a card goes without its picture, which could not be drawn', { fault: kind, ...facts })
    return undefined
  }
