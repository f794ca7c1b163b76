import { useId, useLayoutEffect, useRef } from 'preact/hooks'
import type { Strand } from './arrange.ts'
import { CardView } from './card.tsx'
import type { Shown } from './state.ts'
import { useSay } from './words.ts'

// Two names for one animation: changing from one to the other starts it again.
const freshness = (live: number): string =>
  live === 0 ? '' : live % 2 === 0 ? 'fresh-a' : 'fresh-b'

/** Where a change removes the button that had the focus, the focus goes to its card, not to nowhere. */
const useKeptFocus = (revision: number) => {
  const ref = useRef<HTMLElement>(null)
  const inside = useRef(false)
  useLayoutEffect(() => {
    if (inside.current && document.activeElement === document.body) ref.current?.focus()
  }, [revision])
  return {
    ref,
    onFocusIn: () => {
      inside.current = true
    },
    onFocusOut: (event: FocusEvent) => {
      // Without a next element the focus was lost by removal, or left the page.
      if (event.relatedTarget !== null) inside.current = false
    },
  }
}

const Message = ({ message, reply }: { readonly message: Shown; readonly reply: boolean }) => {
  const say = useSay()
  const id = useId()
  const kept = useKeptFocus(message.revision)
  return (
    <article
      class={`message ${freshness(message.live)}`}
      data-message={message.id}
      tabIndex={-1}
      aria-labelledby={id}
      {...kept}
    >
      <CardView card={message.card} id={id} heading={reply ? 'h4' : 'h3'} />
      <p class="posted">
        <span class="quiet">{say('posted')} </span>
        <time dateTime={message.at}>{message.time}</time>
        {message.repeat && <span class="repeat">{say('repeat')}</span>}
      </p>
    </article>
  )
}

/** A message and the thread under it. */
export const StrandView = ({ strand }: { readonly strand: Strand }) => {
  const say = useSay()
  return (
    <li>
      <Message message={strand.head} reply={false} />
      {strand.replies.length > 0 && (
        <ol class="thread" aria-label={say('thread')}>
          {strand.replies.map(message => (
            <li key={message.id}>
              <Message message={message} reply={true} />
            </li>
          ))}
        </ol>
      )}
    </li>
  )
}
