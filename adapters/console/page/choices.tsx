import type { SpokenInput } from '../../../src/card/spoken.ts'

interface Props {
  readonly id: string
  readonly input: SpokenInput
  readonly value: string
  readonly described: string | undefined
  readonly onValue: (value: string) => void
}

const chosenIn = (value: string): readonly string[] => value.split(',').filter(v => v !== '')

/** Any number of choices as check boxes; one value with commas between, in the order of the list. */
export const Choices = ({ id, input, value, described, onValue }: Props) => {
  const chosen = chosenIn(value)
  const choices = input.choices ?? []
  const toggle = (code: string, on: boolean): void =>
    onValue(
      choices
        .map(c => c.value)
        .filter(v => (v === code ? on : chosen.includes(v)))
        .join(','),
    )
  return (
    <div class="choices">
      {choices.map((choice, n) => (
        <label key={choice.value} class="choice">
          <input
            id={n === 0 ? id : `${id}-${n}`}
            type="checkbox"
            name={input.name}
            value={choice.value}
            checked={chosen.includes(choice.value)}
            aria-invalid={input.problem !== undefined}
            aria-describedby={described}
            onChange={event => toggle(choice.value, event.currentTarget.checked)}
          />
          <span>{choice.label}</span>
        </label>
      ))}
    </div>
  )
}
