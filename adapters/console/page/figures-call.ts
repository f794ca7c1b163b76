import type { FiguresResponse } from '../protocol.ts'

/** Which week and which desks; empty for what the server chooses. */
export interface Asked {
  readonly week: string
  readonly pair: string
}

export const askedIn = (search: string): Asked => {
  const given = new URLSearchParams(search)
  return { week: given.get('week') ?? '', pair: given.get('pair') ?? '' }
}

export const queryOf = ({ week, pair }: Asked): string =>
  new URLSearchParams([
    ...(week === '' ? [] : [['week', week]]),
    ...(pair === '' ? [] : [['pair', pair]]),
  ]).toString()

export type Got =
  | { readonly kind: 'answered'; readonly answer: FiguresResponse }
  | { readonly kind: 'ended' }
  | { readonly kind: 'failed' }

const answerWithinMs = 15_000

/** What the server says of the week that is asked for. */
export const fetchFigures = async (asked: Asked, signal: AbortSignal): Promise<Got> => {
  try {
    const within = AbortSignal.any([signal, AbortSignal.timeout(answerWithinMs)])
    const response = await fetch(`api/figures?${queryOf(asked)}`, { signal: within })
    if (response.status === 401 || response.status === 403) return { kind: 'ended' }
    if (!response.ok) return { kind: 'failed' }
    return { kind: 'answered', answer: await response.json() }
  } catch {
    return { kind: 'failed' }
  }
}
