import { parentPort } from 'node:worker_threads'

/** Run as a thread that does nothing: how late its timer is, is what the machine alone adds. */
const everyMs = 5
const lags: number[] = []
let due = performance.now() + everyMs
const timer = setInterval(() => {
  lags.push(Math.max(0, performance.now() - due))
  due = performance.now() + everyMs
}, everyMs)
parentPort?.once('message', () => {
  clearInterval(timer)
  parentPort?.postMessage(lags)
})
