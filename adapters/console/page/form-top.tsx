import type { SpokenForm } from '../../../src/card/spoken.ts'
import { CardView } from './card.tsx'
import type { Told } from './state.ts'
import { useSay } from './words.ts'

interface Props {
  readonly form: SpokenForm
  readonly refusal: Told | undefined
}

/** Title, what it is about, and what stood in the way last time. */
export const FormTop = ({ form, refusal }: Props) => {
  const say = useSay()
  return (
    <div class="form-top">
      <h2 id="form-title">{form.title}</h2>
      {form.about !== undefined && <p class="about">{form.about}</p>}
      {form.inputs.some(input => input.problem !== undefined) && (
        <p class="problem" role="alert">
          {say('problems')}
        </p>
      )}
      {refusal !== undefined && (
        <div class="reply" data-kind="refusal" role="alert" lang={refusal.language}>
          <p class="only-you">
            <strong>{say('refused')}</strong>
          </p>
          <CardView card={refusal.card} id="form-refusal" heading="h3" />
        </div>
      )}
    </div>
  )
}
