/** The outcome of something that may fail in a way its caller must answer. Throwing means a bug. */
export type Result<T, E> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: E }

export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value })

export const err = <E>(error: E): { readonly ok: false; readonly error: E } => ({
  ok: false,
  error,
})

/** Ends a switch over a closed union: a new member stops the compiler, a forged one stops the program. */
export const absurd = (value: never): never => {
  throw new Error(`unhandled: ${JSON.stringify(value)}`)
}
