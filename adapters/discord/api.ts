import {
  DefaultRestOptions,
  makeURLSearchParams,
  type RawFile,
  REST,
  type RESTOptions,
} from 'discord.js'
import { err, ok, type Result } from '../../src/kit/result.ts'
import { seconds } from '../../src/kit/time.ts'
import type { Fault } from '../../src/ports/platform.ts'
import { codeOf, faultOf } from './faults.ts'

export interface ApiOptions {
  readonly token: string
  readonly apiUrl: string | undefined
  /** Milliseconds that one call may take. */
  readonly request: number
  /** Calls that Discord takes in one. */
  readonly perSecond: number
  readonly hearDate: (header: string | null) => void
}

type Ask = 'get' | 'post' | 'patch'

export interface Given {
  readonly body?: unknown
  readonly files?: RawFile[] | undefined
  readonly query?: Readonly<Record<string, string | number>>
  /** What an error of Discord's means here, by its code, where it means something of its own. */
  readonly codes?: Readonly<Record<number, Fault | 'done'>>
}

/** Discord over REST, for what needs no gateway. Answers are unknown until they are read. */
export type Api = Readonly<
  Record<Ask, (route: `/${string}`, given?: Given) => Promise<Result<unknown, Fault>>>
> & { readonly close: () => void }

/**
 * Options of one client. A call is made twice at most: a message that was taken at the first has its nonce.
 * Whoever is limited hears it at once: the outbox waits, and holds up no other place.
 */
export const restOptions = ({
  apiUrl,
  request,
  perSecond,
  hearDate,
}: Omit<ApiOptions, 'token'>): Partial<RESTOptions> => ({
  ...(apiUrl === undefined ? {} : { api: apiUrl.replace(/\/+$/, '') }),
  timeout: request,
  globalRequestsPerSecond: perSecond,
  retries: 1,
  rejectOnRateLimit: () => true,
  makeRequest: async (url, init) => {
    const response = await DefaultRestOptions.makeRequest(url, init)
    hearDate(response.headers.get('date'))
    return response
  },
})

export const createApi = (options: ApiOptions): Api => {
  const rest = new REST(restOptions(options))
  const ask =
    (method: Ask): Api[Ask] =>
    async (route, { body, files, query, codes = {} } = {}) => {
      // discord.js forgets its token at the first 401, which may pass.
      rest.setToken(options.token)
      // Its own limit is only for the head of an answer.
      const signal = AbortSignal.timeout(2 * options.request + seconds(1))
      try {
        const answer = await rest[method](route, {
          signal,
          ...(body === undefined ? {} : { body }),
          ...(files === undefined ? {} : { files }),
          ...(query === undefined ? {} : { query: makeURLSearchParams(query) }),
        })
        return ok(answer)
      } catch (error) {
        const means = codes[codeOf(error) ?? 0] ?? faultOf(error)
        if (means === 'done') return ok(undefined)
        if (means) return err(means)
        if (signal.aborted) return err({ kind: 'Unknown' })
        throw error
      }
    }
  return {
    get: ask('get'),
    post: ask('post'),
    patch: ask('patch'),
    close: () => {
      rest.clearHashSweeper()
      rest.clearHandlerSweeper()
    },
  }
}
