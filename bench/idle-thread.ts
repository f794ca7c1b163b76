import { once } from 'node:events'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'

/** A thread beside ours with nothing to do: the ceiling of every wait on a machine with other work. */
export const startIdleThread = async () => {
  const worker = new Worker(join(import.meta.dirname, 'lag.ts'))
  await once(worker, 'online')
  return {
    /** Ends it; gives by how many ms its timer was late, each time. */
    stop: async (): Promise<readonly number[]> => {
      worker.postMessage('stop')
      const [lags]: number[][] = await once(worker, 'message')
      await worker.terminate()
      return lags ?? []
    },
  }
}
