import { useLayoutEffect, useRef } from 'preact/hooks'
import type { SpokenForm } from '../../../src/card/spoken.ts'
import type { Phase } from './desk.ts'
import { PhaseNote } from './phase-note.tsx'
import { useSay } from './words.ts'

interface Props {
  readonly form: SpokenForm
  readonly phase: Phase
  readonly busy: boolean
  readonly asking: boolean
  readonly onCancel: () => void
  readonly onDiscard: () => void
  readonly onKeep: () => void
}

/** The question stands in the dialog itself: the browser's own would speak the browser's language. */
const Question = ({ onDiscard, onKeep }: Pick<Props, 'onDiscard' | 'onKeep'>) => {
  const say = useSay()
  const keep = useRef<HTMLButtonElement>(null)
  // With the question, not after it: an Enter at once must not fall on what had the focus.
  useLayoutEffect(() => {
    const before = document.activeElement
    keep.current?.focus()
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [])
  return (
    <div class="question" role="alertdialog" aria-labelledby="discard-question">
      <p id="discard-question">{say('discard_question')}</p>
      <div class="buttons">
        <button type="button" class="plain" ref={keep} onClick={onKeep}>
          {say('keep')}
        </button>
        <button type="button" class="danger" onClick={onDiscard}>
          {say('discard')}
        </button>
      </div>
    </div>
  )
}

export const FormFoot = (props: Props) => {
  const { form, busy } = props
  const say = useSay()
  return (
    <div class="form-foot">
      <PhaseNote phase={props.phase} />
      {props.asking ? (
        <Question {...props} />
      ) : (
        <div class="buttons">
          <p class="hint keys">{say('submit_keys')}</p>
          <button type="button" class="plain" aria-disabled={busy} onClick={props.onCancel}>
            {form.cancel}
          </button>
          <button type="submit" class="primary" aria-disabled={busy} aria-busy={busy}>
            {form.submit}
          </button>
        </div>
      )}
    </div>
  )
}
