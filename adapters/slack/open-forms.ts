import type { SpokenForm } from '../../src/card/spoken.ts'
import type { Actor, Answer, Ear, Values } from '../../src/ports/platform.ts'
import type { ViewMetadata } from './metadata.ts'

/** A form that stands open in a view, and what was given in its steps so far. */
export interface OpenForm {
  readonly form: SpokenForm
  readonly values: Values
}

export interface OpenForms {
  readonly open: (view: string, form: SpokenForm, values?: Values) => void
  /** As it stands; after a restart as the core makes it again, or the core's word why it can't. */
  readonly at: (
    view: string,
    of: Pick<ViewMetadata, 'data'>,
    actor: Actor,
    given?: Values,
  ) => Promise<OpenForm | Exclude<Answer, { kind: 'form' }>>
  readonly leave: (view: string) => void
}

const most = 1000

export const isOpen = (found: OpenForm | Answer): found is OpenForm => 'values' in found

const valuesOf = (form: SpokenForm): Values =>
  Object.fromEntries(
    form.inputs.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value] as const])),
  )

/** Forms by the view they stand in: what was shown is kept at hand, and is not the only copy. */
export const createOpenForms = (ear: Pick<Ear, 'form'>): OpenForms => {
  const views = new Map<string, OpenForm>()
  return {
    open: (view, form, values = {}) => {
      views.delete(view)
      views.set(view, { form, values })
      const [oldest] = views.keys()
      if (views.size > most && oldest !== undefined) views.delete(oldest)
    },
    at: async (view, { data }, actor, given = {}) => {
      const known = views.get(view)
      if (known) return known
      const answer = await ear.form(actor, data, given)
      return answer.kind === 'form' ? { form: answer.form, values: valuesOf(answer.form) } : answer
    },
    leave: view => void views.delete(view),
  }
}
