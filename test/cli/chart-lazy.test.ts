import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { begin, scratch, writeDesk } from './program.ts'

/** Run before the program; at its end it says whether the library that draws is in its memory. */
const confession = `data:text/javascript,${encodeURIComponent(`
  import { isMainThread } from 'node:worker_threads'
  import { writeSync } from 'node:fs'
  if (isMainThread) process.on('exit', () => {
    const { sharedObjects } = process.report.getReport()
    const drawing = sharedObjects.filter(file => /resvg/.test(file))
    writeSync(2, 'loaded: ' + sharedObjects.length + ', to draw: ' + drawing.length + '\\n')
  })
`)}`
const watched = { NODE_OPTIONS: `--import=${confession}` }

const loadedIn = (said: string) => {
  const [, all, drawing] = /loaded: (\d+), to draw: (\d+)/.exec(said) ?? []
  return { all: Number(all), drawing: Number(drawing) }
}

test('given no picture yet, when the program runs, then nothing that draws is in its memory', async () => {
  const { dir, remove } = scratch()
  writeDesk(dir)
  const running = await begin(dir, ['start'], watched)
  expect(await running.end('SIGTERM')).toEqual({ code: 0, signal: null })
  const { all, drawing } = loadedIn(running.complained())
  remove()
  expect(all).toBeGreaterThan(0)
  expect(drawing).toBe(0)
})

test('given a picture, when it is drawn, then the library is there, and is seen to be', () => {
  const at = (path: string) => JSON.stringify(new URL(path, import.meta.url).href)
  const drawing = `
    import { createCharts } from ${at('../../adapters/chart/index.ts')}
    import { sampleChart } from ${at('../rigs/chart.ts')}
    const charts = createCharts()
    const { ok } = await charts.draw(sampleChart(['en']))
    await charts.close()
    process.exitCode = ok ? 0 : 1`
  const args = ['--import', confession, '--input-type=module', '-e', drawing]
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  expect([status, loadedIn(stderr).drawing]).toEqual([0, 1])
})
