import { useEffect, useState } from 'preact/hooks'
import type { CompleteResponse } from '../protocol.ts'
import { complete } from './call.ts'

export type Completions = CompleteResponse['completions']

const settleMs = 60

/** Completions of `line`, asked for when typing pauses; the answer to an older line is never shown. */
export const useCompletions = (line: string, wanted: boolean): Completions => {
  const [found, setFound] = useState<{ readonly line: string; readonly list: Completions }>()
  useEffect(() => {
    if (!wanted || line === '') return
    const stop = new AbortController()
    const timer = setTimeout(async () => {
      const list = await complete(line, stop.signal)
      if (!stop.signal.aborted) setFound({ line, list })
    }, settleMs)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [line, wanted])
  if (!wanted || line === '' || found === undefined) return []
  // Until the new answer is here, what still fits of the last one stays: the list must not flicker.
  return found.line === line
    ? found.list.filter(c => c.insert !== line)
    : found.list.filter(c => c.insert !== line && c.insert.startsWith(line))
}
