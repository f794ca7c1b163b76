import type { Page } from 'playwright-core'
import type { Findings } from './basics.ts'

const stops = `(() => {
  const scope = document.querySelector('dialog[open]') ?? document.body
  return [...scope.querySelectorAll('a[href], button, input, select, summary, textarea, [tabindex="0"]')]
    // Of radio buttons the one that is chosen is the stop for all.
    .filter(e => !e.matches('[type=radio]:not(:checked), :disabled'))
    .filter(e => e.tabIndex >= 0 && e.getClientRects().length > 0).length
})()`

const focused = `(() => {
  const e = document.activeElement
  // The browser's own way round a page, or round a dialog, leads through its frame.
  if (e === null || e.matches('body, dialog')) return null
  const style = getComputedStyle(e)
  const ring = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
  const box = e.getBoundingClientRect()
  const inView = box.bottom > 0 && box.top < innerHeight
  window.stops ??= new Map()
  const known = window.stops.has(e)
  window.stops.set(e, true)
  const label = e.tagName + ' ' + (e.textContent || e.id).slice(0, 30)
  return { known, wrong: ring && inView ? '' : label + (ring ? ': out of view' : ': no ring') }
})()`

interface Stop {
  readonly known: boolean
  readonly wrong: string
}

/** Where the focus can't be seen, or can't get to, when somebody presses Tab until they are round. */
export const tabWalk = async (page: Page): Promise<Findings> => {
  const expected = await page.evaluate<number>(stops)
  await page.evaluate(`(() => { window.stops = new Map() })()`)
  const wrong: string[] = []
  let saw = 0
  // Once more than there are, and once for the way through the browser's own bar.
  for (let presses = 0; presses <= expected + 1; presses += 1) {
    await page.keyboard.press('Tab')
    const stop = await page.evaluate<Stop | null>(focused)
    if (stop === null || stop.known) continue
    saw += 1
    if (stop.wrong !== '') wrong.push(stop.wrong)
  }
  return { saw, wrong: saw === expected ? wrong : [...wrong, `${expected} stops, reached ${saw}`] }
}
