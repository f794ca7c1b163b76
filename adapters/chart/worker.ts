import { parentPort } from 'node:worker_threads'
import type { SpokenChart } from '../../src/card/spoken.ts'
import { err } from '../../src/kit/result.ts'
import { drawWith } from './draw.ts'
import { loadFonts } from './fonts.ts'

const fonts = loadFonts()

// One chart a message, and one answer to each, in order.
parentPort?.on('message', (chart: SpokenChart) => {
  try {
    parentPort?.postMessage(drawWith(fonts, chart))
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    parentPort?.postMessage(err({ kind: 'Failed', why }))
  }
})
