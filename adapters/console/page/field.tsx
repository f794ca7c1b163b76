import type { SpokenInput } from '../../../src/card/spoken.ts'
import { Choices } from './choices.tsx'
import { useSay } from './words.ts'

interface Props {
  readonly id: string
  readonly input: SpokenInput
  readonly value: string
  readonly onValue: (value: string) => void
}

/** The counter appears in the last fifth. The text is never cut: what is over is for the officer to cut. */
const remaining = (max: number | undefined, length: number): number | undefined =>
  max !== undefined && length >= max * 0.8 ? max - length : undefined

const Control = (props: Props & { readonly described: string }) => {
  const say = useSay()
  const { input, value, onValue } = props
  const common = {
    id: props.id,
    name: input.name,
    value,
    'aria-required': input.required,
    'aria-invalid': input.problem !== undefined,
    'aria-describedby': props.described === '' ? undefined : props.described,
  }
  if (input.widget === 'choices')
    return (
      <Choices
        id={props.id}
        input={input}
        value={value}
        described={common['aria-describedby']}
        onValue={onValue}
      />
    )
  if (input.widget === 'choice')
    return (
      <select {...common} onInput={event => onValue(event.currentTarget.value)}>
        <option value="">{say('choose')}</option>
        {input.choices?.map(choice => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    )
  if (input.widget === 'paragraph')
    return <textarea {...common} rows={5} onInput={event => onValue(event.currentTarget.value)} />
  return (
    <input
      {...common}
      type="text"
      autocomplete="off"
      spellcheck={input.widget === 'line'}
      onInput={event => onValue(event.currentTarget.value)}
    />
  )
}

/** One input with its label, hint, problem and counter, tied to each other for a screen reader. */
export const Field = (props: Props) => {
  const say = useSay()
  const { id, input, value } = props
  const left = remaining(input.max, value.length)
  const described = [
    input.problem !== undefined && `${id}-problem`,
    input.hint !== undefined && `${id}-hint`,
    left !== undefined && `${id}-left`,
  ]
  const label = (
    <>
      {input.label} {input.required && <span class="required">{say('required')}</span>}
    </>
  )
  const about = (
    <>
      {input.hint !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          {input.hint}
        </p>
      )}
      {input.problem !== undefined && (
        <p class="problem" id={`${id}-problem`}>
          {input.problem}
        </p>
      )}
      <Control {...props} described={described.filter(d => d !== false).join(' ')} />
      {left !== undefined && (
        <p
          class="left"
          id={`${id}-left`}
          data-over={left < 0}
          aria-live={left < 0 ? 'polite' : 'off'}
        >
          {say(left < 0 ? 'over' : 'left')} <b>{Math.abs(left)}</b>
        </p>
      )}
    </>
  )
  // A group of boxes is named by its legend; a label names one control only.
  return input.widget === 'choices' ? (
    <fieldset class="field" data-widget={input.widget}>
      <legend>{label}</legend>
      {about}
    </fieldset>
  ) : (
    <div class="field" data-widget={input.widget}>
      <label for={id}>{label}</label>
      {about}
    </div>
  )
}
