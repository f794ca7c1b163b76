import type { Phase } from './desk.ts'
import { useSay } from './words.ts'

/** How a press is getting on, in words. Sending is the usual case and only spoken. */
export const PhaseNote = ({ phase }: { readonly phase: Phase }) => {
  const say = useSay()
  return (
    <>
      <p role="status" class={phase === 'retrying' ? 'note' : 'quiet'}>
        {phase === 'sending' || phase === 'retrying' ? say(phase) : ''}
      </p>
      {(phase === 'unreachable' || phase === 'rejected') && (
        <p role="alert" class="note trouble">
          {say(phase)}
        </p>
      )}
    </>
  )
}
