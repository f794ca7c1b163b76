import { useEffect, useRef } from 'preact/hooks'
import type { Completions } from './completions.ts'
import { useSay } from './words.ts'

interface Props {
  readonly id: string
  readonly list: Completions
  readonly active: number
  readonly onTake: (insert: string) => void
}

export const optionId = (list: string, index: number): string => `${list}-${index}`

/** The list below a combobox; the focus stays in the line, the active option is named to it. */
export const Suggestions = ({ id, list, active, onTake }: Props) => {
  const say = useSay()
  const chosen = useRef<HTMLDivElement>(null)
  useEffect(() => chosen.current?.scrollIntoView({ block: 'nearest' }), [active])
  return (
    <div class="suggestions" id={id} role="listbox" aria-label={say('suggestions')}>
      {list.map((completion, i) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: its keys are those of the combobox
        <div
          key={completion.insert}
          id={optionId(id, i)}
          ref={i === active ? chosen : null}
          role="option"
          aria-selected={i === active}
          tabIndex={-1}
          onMouseDown={event => event.preventDefault()}
          onClick={() => onTake(completion.insert)}
        >
          <code>{completion.insert}</code>
          <span>{completion.label}</span>
        </div>
      ))}
    </div>
  )
}
