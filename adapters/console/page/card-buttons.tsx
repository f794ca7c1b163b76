import { useState } from 'preact/hooks'
import type { SpokenButton } from '../../../src/card/spoken.ts'
import { ConfirmDialog } from './confirm-dialog.tsx'
import { usePress } from './desk.ts'
import { PhaseNote } from './phase-note.tsx'
import { Said } from './said.tsx'

interface Props {
  readonly buttons: readonly SpokenButton[]
  /** Id of the headline, which tells the buttons of one card from those of the next. */
  readonly about: string
}

// Without its revision, so that a button which stays keeps the focus when its card changes.
const lasting = (button: SpokenButton): string => button.data.split(':').slice(0, 3).join(':')

export const CardButtons = ({ buttons, about }: Props) => {
  const { press, busy, phase } = usePress()
  const [pressed, setPressed] = useState('')
  const [asking, setAsking] = useState<SpokenButton>()
  const act = (button: SpokenButton): void => {
    setAsking(undefined)
    setPressed(lasting(button))
    void press({ kind: 'button', data: button.data })
  }
  const onPress = (button: SpokenButton): void => {
    if (busy) return
    if (button.confirm === undefined) act(button)
    else setAsking(button)
  }
  return (
    <>
      {/* aria-disabled rather than disabled: a button that loses the focus loses the officer's place.
          The second click of a double click is none: the card may have changed under it. */}
      <div class="buttons">
        {buttons.map(button => (
          <button
            type="button"
            key={lasting(button)}
            class={button.style}
            aria-disabled={busy}
            aria-busy={busy && pressed === lasting(button)}
            aria-describedby={about}
            onKeyDown={event => event.repeat && event.preventDefault()}
            onClick={event => event.detail < 2 && onPress(button)}
          >
            <Said spoken={button.label} />
          </button>
        ))}
      </div>
      {asking?.confirm && (
        <ConfirmDialog
          asked={asking.confirm}
          style={asking.style}
          onYes={() => act(asking)}
          onNo={() => setAsking(undefined)}
        />
      )}
      <PhaseNote phase={phase} />
    </>
  )
}
