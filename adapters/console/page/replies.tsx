import { CardView } from './card.tsx'
import type { Reply } from './state.ts'
import { useSay } from './words.ts'

interface Props {
  readonly replies: readonly Reply[]
  readonly onDismiss: (id: number) => void
}

/** What the server answered to this officer alone. */
export const Replies = ({ replies, onDismiss }: Props) => {
  const say = useSay()
  return (
    <section class="replies" aria-label={say('replies')} hidden={replies.length === 0}>
      <div>
        {replies.toReversed().map(reply => (
          <div
            key={reply.id}
            class="reply"
            data-kind={reply.kind}
            lang={reply.language}
            role={reply.kind === 'refusal' ? 'alert' : 'status'}
          >
            <p class="only-you">
              <span>{say('private')}</span>
              {reply.kind === 'refusal' && <strong>{say('refused')}</strong>}
            </p>
            <CardView card={reply.card} id={`reply-${reply.id}`} heading="h3" />
            <button type="button" class="dismiss plain slim" onClick={() => onDismiss(reply.id)}>
              {say('dismiss')}
            </button>
          </div>
        ))}
      </div>
    </section>
  )
}
