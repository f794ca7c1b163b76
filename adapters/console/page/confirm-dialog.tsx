import { useId } from 'preact/hooks'
import type { SpokenButton } from '../../../src/card/spoken.ts'
import { useModal } from './modal.ts'
import { Said } from './said.tsx'

interface Props {
  readonly asked: NonNullable<SpokenButton['confirm']>
  readonly style: SpokenButton['style']
  readonly onYes: () => void
  readonly onNo: () => void
}

/** A question before a press that acts at once. Escape and the first key pressed in haste mean no. */
export const ConfirmDialog = ({ asked, style, onYes, onNo }: Props) => {
  const dialog = useModal()
  const id = useId()
  return (
    <dialog
      ref={dialog}
      class="form"
      role="alertdialog"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
      onCancel={event => {
        event.preventDefault()
        onNo()
      }}
    >
      <div class="form-top">
        <h2 id={`${id}-title`}>
          <Said spoken={asked.title} />
        </h2>
        <p id={`${id}-text`}>
          <Said spoken={asked.text} />
        </p>
      </div>
      <div class="buttons confirm">
        {/* The first in the dialog: it has the focus when the question opens. */}
        <button
          type="button"
          class="plain"
          onKeyDown={event => event.repeat && event.preventDefault()}
          onClick={onNo}
        >
          <Said spoken={asked.no} />
        </button>
        <button
          type="button"
          class={style}
          onKeyDown={event => event.repeat && event.preventDefault()}
          onClick={event => event.detail < 2 && onYes()}
        >
          <Said spoken={asked.yes} />
        </button>
      </div>
    </dialog>
  )
}
