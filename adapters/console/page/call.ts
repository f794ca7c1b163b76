import type { ActRequest, ActResponse, CompleteResponse } from '../protocol.ts'

export type Called =
  | { readonly kind: 'answered'; readonly answer: ActResponse }
  /** 401 or 403. */
  | { readonly kind: 'ended' }
  /** No word from the server: the act may have arrived. */
  | { readonly kind: 'unreachable' }
  /** Any other 4xx: sending it again would not help. */
  | { readonly kind: 'rejected' }

const retryAfterMs = [300, 1_000, 2_500, 5_000]
const answerWithinMs = 15_000

const pause = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms))

const once = async (request: ActRequest): Promise<Called> => {
  try {
    const response = await fetch('api/act', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request),
      signal: AbortSignal.timeout(answerWithinMs),
    })
    if (response.status === 401 || response.status === 403) return { kind: 'ended' }
    if (response.status === 429 || response.status >= 500) return { kind: 'unreachable' }
    if (!response.ok) return { kind: 'rejected' }
    const answer: ActResponse = await response.json()
    return { kind: 'answered', answer }
  } catch {
    return { kind: 'unreachable' }
  }
}

/** Sends an act, and the same one again (same key) while no word comes back; `onRetry` before each. */
export const act = async (request: ActRequest, onRetry: () => void): Promise<Called> => {
  for (const ms of retryAfterMs) {
    const called = await once(request)
    if (called.kind !== 'unreachable') return called
    onRetry()
    await pause(ms)
  }
  return once(request)
}

/** Completions of a half-typed line; none where the server can't be asked. */
export const complete = async (
  text: string,
  signal: AbortSignal,
): Promise<CompleteResponse['completions']> => {
  try {
    const response = await fetch(`api/complete?${new URLSearchParams({ text })}`, { signal })
    if (!response.ok) return []
    const body: CompleteResponse = await response.json()
    return body.completions
  } catch {
    return []
  }
}

/** True where the server has forgotten the session. */
export const signOut = async (): Promise<boolean> => {
  try {
    const { ok, status } = await fetch('sign-out', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    })
    return ok || status === 401 || status === 403
  } catch {
    return false
  }
}

/** Whether the server still knows the officer; undefined where it can't be asked. */
export const signedIn = async (): Promise<boolean | undefined> => {
  try {
    const { status } = await fetch('api/complete?text=')
    return status !== 401 && status !== 403
  } catch {
    return undefined
  }
}
