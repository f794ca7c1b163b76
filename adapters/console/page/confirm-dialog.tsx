import { useContext, useId } from 'preact/hooks'
import type { SpokenButton } from '../../../src/card/spoken.ts'
import { DeskContext } from './desk.ts'
import { useModal } from './modal.ts'
import { inOwn } from './own.ts'
import { Said } from './said.tsx'

interface Props {
  readonly asked: NonNullable<SpokenButton['confirm']>
  readonly style: SpokenButton['style']
  readonly onYes: () => void
  readonly onNo: () => void
}

/** A question to one reader before a press that acts at once. Escape and the first key pressed in haste mean no. */
export const ConfirmDialog = ({ asked, style, onYes, onNo }: Props) => {
  const dialog = useModal()
  const id = useId()
  const { language } = useContext(DeskContext)
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
          <Said spoken={inOwn(asked.title, language)} />
        </h2>
        <p id={`${id}-text`}>
          <Said spoken={inOwn(asked.text, language)} />
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
          <Said spoken={inOwn(asked.no, language)} />
        </button>
        <button
          type="button"
          class={style}
          onKeyDown={event => event.repeat && event.preventDefault()}
          onClick={event => event.detail < 2 && onYes()}
        >
          <Said spoken={inOwn(asked.yes, language)} />
        </button>
      </div>
    </dialog>
  )
}
