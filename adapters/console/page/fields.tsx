import type { SpokenForm, SpokenInput } from '../../../src/card/spoken.ts'
import { Field } from './field.tsx'
import type { Values } from './values.ts'

interface Part {
  readonly title: string | undefined
  readonly inputs: readonly SpokenInput[]
}

/** Inputs that follow each other under the same heading belong together. */
const partsOf = (inputs: readonly SpokenInput[]): readonly Part[] => {
  const begins = inputs.flatMap((input, n) =>
    n === 0 || input.group !== inputs[n - 1]?.group ? [n] : [],
  )
  return begins.map((from, n) => ({
    title: inputs[from]?.group,
    inputs: inputs.slice(from, begins[n + 1]),
  }))
}

interface Props {
  readonly form: SpokenForm
  readonly idOf: (name: string) => string
  readonly values: Values
  readonly onValue: (name: string, value: string) => void
}

/** The inputs of a form; a long one in parts, each a group of its own for a screen reader too. */
export const Fields = ({ form, idOf, values, onValue }: Props) =>
  partsOf(form.inputs).map(({ title, inputs }, n) => {
    const fields = inputs.map(input => (
      <Field
        key={input.name}
        id={idOf(input.name)}
        input={input}
        value={values[input.name] ?? ''}
        onValue={value => onValue(input.name, value)}
      />
    ))
    if (title === undefined)
      return (
        <div key={inputs[0]?.name} class="fields">
          {fields}
        </div>
      )
    const id = `part-${n}`
    return (
      <section key={inputs[0]?.name} class="fields part" aria-labelledby={id}>
        <h3 id={id}>{title}</h3>
        {fields}
      </section>
    )
  })
