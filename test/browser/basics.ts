import type { Page } from 'playwright-core'

/** What a check looked at, and what was wrong. */
export interface Findings {
  readonly saw: number
  readonly wrong: readonly string[]
}

const named =
  'button|textbox|combobox|link|tab|option|listbox|tabpanel|region|heading|article|dialog|alertdialog'
const nameless = new RegExp(`^- '?(?:${named})\\b(?! ")`)

/** Everything that has a role by which people reach it also has a name, as the browser computes it. */
export const names = async (page: Page, within = 'body'): Promise<Findings> => {
  const lines = (await page.locator(within).ariaSnapshot()).split('\n').map(line => line.trim())
  const roles = lines.filter(line => new RegExp(`^- '?(?:${named})\\b`).test(line))
  return { saw: roles.length, wrong: roles.filter(line => nameless.test(line)) }
}

/** Landmarks, each once and in this order, and the levels of the headings without a gap. */
export const outline = async (page: Page): Promise<readonly string[]> => {
  const snapshot = await page.locator('body').ariaSnapshot()
  const landmarks = [...snapshot.matchAll(/^\s*- (banner|main|contentinfo)\b/gm)].map(m => m[1])
  const levels = [...snapshot.matchAll(/^\s*- '?heading .*\[level=(\d)\]/gm)].map(m => Number(m[1]))
  const gaps = levels.filter((level, i) => level > (levels[i - 1] ?? 0) + 1)
  const firsts = levels.filter(level => level === 1).length
  return [...landmarks.map(String), `${firsts} h1`, `${gaps.length} gaps`]
}

const references = `(() => {
  const ids = [...document.querySelectorAll('[id]')].map(e => e.id)
  const twice = ids.filter((id, i) => ids.indexOf(id) !== i).map(id => 'twice: ' + id)
  const names = ['for', 'aria-labelledby', 'aria-describedby', 'aria-controls', 'aria-activedescendant']
  const all = names.flatMap(name => [...document.querySelectorAll('[' + name + ']')]
    // A list that is closed isn't there to be pointed at.
    .filter(e => name !== 'aria-controls' || e.getAttribute('aria-expanded') !== 'false')
    .flatMap(e => e.getAttribute(name).split(' ').map(id => [name, id])))
  const lost = all.filter(([, id]) => !ids.includes(id)).map(pair => 'lost: ' + pair.join(' '))
  return { saw: all.length, wrong: [...twice, ...lost] }
})()`

/** No id twice, and every id that something points at is there. */
export const pointers = (page: Page): Promise<Findings> => page.evaluate<Findings>(references)

const cutOff = `(() => {
  const shown = [...document.body.querySelectorAll('*')].filter(e =>
    e.getClientRects().length > 0 && !e.closest('.quiet, .skip, option'))
  const label = e => e.tagName.toLowerCase() + '.' + e.className + ' ' + e.textContent.slice(0, 40)
  const scrolls = e => ['auto', 'scroll'].includes(getComputedStyle(e).overflowX)
  const wide = shown.filter(e => e.getBoundingClientRect().right > innerWidth + 0.5)
    .map(e => 'beyond the edge: ' + label(e))
  const spilt = shown.filter(e => e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0 && !scrolls(e))
    .map(e => 'spilt: ' + label(e))
  const small = shown.filter(e => e.matches('button, select, input, a'))
    .filter(e => e.offsetHeight < 24 || e.offsetWidth < 24).map(e => 'too small: ' + label(e))
  const { scrollWidth, clientWidth } = document.documentElement
  const sideways = scrollWidth > clientWidth ? ['the page scrolls sideways'] : []
  return { saw: shown.length, wrong: [...sideways, ...wide, ...spilt, ...small] }
})()`

/** Nothing is cut off or beyond the edge, and what is pressed is at least 24 px (WCAG 2.2, 2.5.8). */
export const fits = (page: Page): Promise<Findings> => page.evaluate<Findings>(cutOff)

const contrastOf = `(() => {
  const parse = text => (text.match(/[\\d.]+/g) ?? []).map(Number)
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
    .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0)
  const opaque = e => {
    const colour = parse(getComputedStyle(e).backgroundColor)
    return (colour[3] ?? 1) === 1 || !e.parentElement ? colour : opaque(e.parentElement)
  }
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const seen = new Map()
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const e = node.parentElement
    if (!node.data.trim() || !e.getClientRects().length || e.closest('option, .quiet')) continue
    const [a, b] = [light(parse(getComputedStyle(e).color)), light(opaque(e))]
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
    seen.set(node, ratio < 4.5 ? ratio.toFixed(2) + ': ' + node.data.slice(0, 40) : '')
  }
  return { saw: seen.size, wrong: [...seen.values()].filter(text => text !== '') }
})()`

/** Every text stands out from what it is on by 4.5 to 1 (WCAG 2.2, 1.4.3). */
export const contrast = (page: Page): Promise<Findings> => page.evaluate<Findings>(contrastOf)
