import type { Values } from '../../src/ports/platform.ts'

/** What the forms had that stand open, such as from the options of a command. */
export interface OpenForms {
  readonly open: (user: string, copy: string, values: Values) => void
  /** Nothing after a restart: what was given in a step before is kept by the core. */
  readonly at: (user: string, copy: string) => Values
}

const most = 1000
const letters = 8

/** Tells one window from the next, by the interaction that opened it. */
export const copyOf = (interaction: string): string =>
  (BigInt(interaction) % 36n ** BigInt(letters)).toString(36)

export const createOpenForms = (): OpenForms => {
  const forms = new Map<string, Values>()
  return {
    open: (user, copy, values) => {
      forms.set(`${user} ${copy}`, values)
      const [oldest] = forms.keys()
      if (forms.size > most && oldest !== undefined) forms.delete(oldest)
    },
    at: (user, copy) => forms.get(`${user} ${copy}`) ?? {},
  }
}
