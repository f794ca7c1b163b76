import type { z } from 'zod'
import type { Config } from '../config.ts'
import type { PlatformName } from '../kit/ids.ts'
import { err, ok, type Result } from '../kit/result.ts'
import type { StartFault } from './fault.ts'
import { problemsIn, sayProblem } from './problems.ts'

export type Variables = Readonly<Record<string, string | undefined>>

/** A chat system that liaison.json may put channels and officers on. */
export interface Chat<S, A> {
  readonly name: PlatformName
  /** What its variables begin with: `SLACK_`. */
  readonly prefix: string
  /** A channel or an officer is on it. */
  readonly isUsed: boolean
  /** Said where it is set up and nobody is on it. */
  readonly unused: string
  /** Its packages are dear: who has nothing to do with it doesn't load them. */
  readonly load: () => Promise<{
    readonly schema: z.ZodType<S>
    readonly read: (settings: S, env: Variables) => Result<A, readonly string[]>
    readonly hasToken: (env: Variables) => boolean
  }>
}

export interface Access<A> {
  /** Undefined where nobody is on it. */
  readonly access: A | undefined
  /** In sentences for the operator. */
  readonly warnings: readonly string[]
}

export const badConfig = (problems: readonly string[]) =>
  err<StartFault>({ kind: 'BadConfig', problems })

/** How a chat system is reached, checked. */
export const accessOf = async <S, A>(
  config: Config,
  env: Variables,
  { name, prefix, isUsed, unused, load }: Chat<S, A>,
): Promise<Result<Access<A>, StartFault>> => {
  const own = config.platforms[name]
  const isNamed =
    own !== undefined ||
    isUsed ||
    Object.entries(env).some(([key, value]) => key.startsWith(prefix) && value !== undefined)
  if (!isNamed) return ok({ access: undefined, warnings: [] })
  const { schema, read, hasToken } = await load()
  if (!isUsed && own === undefined)
    return ok({ access: undefined, warnings: hasToken(env) ? [unused] : [] })
  const settings = schema.safeParse(own ?? {})
  if (!settings.success)
    return badConfig(
      problemsIn(settings.error).map(p =>
        sayProblem({ ...p, path: ['platforms', name, ...p.path] }),
      ),
    )
  if (!isUsed) return ok({ access: undefined, warnings: [unused] })
  const access = read(settings.data, env)
  return access.ok ? ok({ access: access.value, warnings: [] }) : badConfig(access.error)
}
