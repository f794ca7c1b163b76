import type { Hello, PageMessage } from '../protocol.ts'
import { signedIn } from './call.ts'
import type { Action } from './state.ts'

const againAfterMs = 2_000

/**
 * Follows the live feed until the session ends. The browser resumes a broken feed by itself (with
 * Last-Event-ID); where it gave up, because the answer was not a feed, we ask why and begin anew.
 */
export const follow = (tell: (action: Action) => void): (() => void) => {
  let source: EventSource | undefined
  let timer = 0
  let stopped = false

  const gaveUp = async (): Promise<void> => {
    const known = await signedIn()
    if (stopped) return
    if (known === false) return tell({ kind: 'connection', connection: 'ended' })
    timer = window.setTimeout(open, againAfterMs)
  }

  const open = (): void => {
    const feed = new EventSource('api/feed')
    source = feed
    feed.addEventListener('open', () => tell({ kind: 'connection', connection: 'live' }))
    feed.addEventListener('hello', event => {
      const hello: Hello = JSON.parse(event.data)
      tell({ kind: 'hello', hello })
    })
    feed.addEventListener('message', event => {
      const message: PageMessage = JSON.parse(event.data)
      tell({ kind: 'message', message })
    })
    feed.addEventListener('error', () => {
      if (stopped) return
      tell({ kind: 'connection', connection: 'reconnecting' })
      if (feed.readyState === EventSource.CLOSED) void gaveUp()
    })
  }

  open()
  return () => {
    stopped = true
    window.clearTimeout(timer)
    source?.close()
  }
}
