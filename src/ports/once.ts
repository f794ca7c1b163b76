import type { MessageId } from '../kit/ids.ts'
import type { Result } from '../kit/result.ts'
import type { Fault } from './platform.ts'

type Outcome = Promise<Result<MessageId, Fault>>

const most = 5000

/**
 * The same key names the same message for as long as this process remembers it; two at a time are one
 * call. A failure is forgotten, so that it can be tried again.
 */
export const createOnce = () => {
  const done = new Map<string, Outcome>()
  return (key: string, act: () => Outcome): Outcome => {
    const before = done.get(key)
    if (before) return before
    const work = act()
    done.set(key, work)
    const [oldest] = done.keys()
    if (done.size > most && oldest !== undefined) done.delete(oldest)
    const forget = (): void => void done.delete(key)
    work.then(result => (result.ok ? undefined : forget()), forget)
    return work
  }
}
