import { createCharts } from '../adapters/chart/index.ts'
import { createSpeaker } from '../src/bot/speak.ts'
import type { SpokenChart } from '../src/card/spoken.ts'
import { catalogue, tag, zones } from '../test/bot/spoken.ts'
import { summaryCards } from '../test/golden/summary.ts'
import { directory } from '../test/roster/duty-sample.ts'
import { median, timed } from './figures.ts'
import type { Row } from './row.ts'
import type { Targets } from './targets.ts'

/** The picture of a week in two languages; each of another week, so that none is remembered. */
const chartOf = (n: number): SpokenChart => {
  const [first] = summaryCards
  const { picture } = first
    ? createSpeaker(catalogue, directory).card(first.card, {
        languages: [tag('zh-HK'), tag('ko')],
        zones,
      })
    : {}
  if (!picture) throw new Error('a summary without a picture')
  return { ...picture.chart, subject: { parts: [{ text: `2026-W${String(n).padStart(2, '0')}` }] } }
}

/** Pictures one by one, and how much processor time the main thread spent meanwhile. */
export const measureCharts = async ({
  charts: n,
  chartMs,
  chartHeldMs,
}: Targets): Promise<readonly Row[]> => {
  const charts = createCharts()
  const draw = async (week: number) => {
    const chart = chartOf(week)
    const before = process.threadCpuUsage()
    const { ms, value } = await timed(() => charts.draw(chart))
    if (!value.ok) throw new Error(value.error.kind)
    const { user, system } = process.threadCpuUsage(before)
    const held = (user + system) / 1000
    return { ms, held, bytes: value.value.length }
  }
  const first = await draw(0)
  const rest: Awaited<ReturnType<typeof draw>>[] = []
  for (let week = 1; week <= n; week++) rest.push(await draw(week))
  await charts.close()
  const ms = median(rest.map(r => r.ms))
  const held = Math.max(...rest.map(r => r.held))
  return [
    {
      what: `chart, off the main thread (${n})`,
      figure: `${ms.toFixed(0)} ms, the first ${first.ms.toFixed(0)} ms; ${(first.bytes / 1000).toFixed(0)} kB`,
      ceiling: '',
      ratio: '',
      target: `p50 <= ${chartMs} ms`,
      ok: ms <= chartMs,
    },
    {
      what: 'processor time of the main thread for a chart, at most',
      figure: `${held.toFixed(1)} ms, the first ${first.held.toFixed(1)} ms`,
      ceiling: '',
      ratio: '',
      target: `<= ${chartHeldMs} ms`,
      ok: held <= chartHeldMs,
    },
  ]
}
