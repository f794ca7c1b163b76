import type { SpokenForm } from '../../src/card/spoken.ts'
import { days, type Instant } from '../../src/kit/time.ts'
import type { Actor } from '../../src/ports/platform.ts'
import { withValues } from './submission.ts'

type Values = Readonly<Record<string, string>>

interface OpenForm {
  readonly form: SpokenForm
  /** Of the steps so far. */
  readonly values: Values
}

export interface Drafts {
  readonly open: (view: string, form: SpokenForm, values?: Values) => void
  readonly at: (view: string) => OpenForm | undefined
  readonly leave: (view: string) => void
  /** Keeps what somebody gave, to be offered when they open the same form again within a day. */
  readonly keep: (actor: Actor, data: string, values: Values) => void
  readonly drop: (actor: Actor, data: string) => void
  readonly offer: (actor: Actor, form: SpokenForm) => SpokenForm
}

const life = days(1)
const most = 1000

const bounded = <T>(map: Map<string, T>, key: string, value: T): void => {
  map.delete(key)
  map.set(key, value)
  const [oldest] = map.keys()
  if (map.size > most && oldest !== undefined) map.delete(oldest)
}

/** Open forms and what was given in them; in memory only, and nobody is told what a restart lost. */
export const createDrafts = (now: () => Instant): Drafts => {
  const views = new Map<string, OpenForm>()
  const kept = new Map<string, { readonly values: Values; readonly at: Instant }>()
  const keyOf = ({ workspace, user }: Actor, data: string) => `${workspace} ${user} ${data}`
  return {
    open: (view, form, values = {}) => bounded(views, view, { form, values }),
    at: view => views.get(view),
    leave: view => void views.delete(view),
    keep: (actor, data, values) => {
      for (const [key, { at }] of kept) if (now() - at >= life) kept.delete(key)
      bounded(kept, keyOf(actor, data), { values, at: now() })
    },
    drop: (actor, data) => void kept.delete(keyOf(actor, data)),
    offer: (actor, form) => {
      const draft = kept.get(keyOf(actor, form.data))
      return draft && now() - draft.at < life ? withValues(form, draft.values) : form
    },
  }
}
