import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { PageChannel } from '../protocol.ts'
import { arrange } from './arrange.ts'
import { StrandView } from './message.tsx'
import type { Shown } from './state.ts'
import { useSay } from './words.ts'

interface Props {
  readonly channel: PageChannel
  readonly messages: readonly Shown[]
}

const nearEndPx = 80

/** The messages of one channel. The style sheet lays it from the end, so that it opens and stays there. */
export const Channel = ({ channel, messages }: Props) => {
  const say = useSay()
  const scroller = useRef<HTMLDivElement>(null)
  const [more, setMore] = useState(false)
  const strands = arrange(messages, channel.id)
  const count = messages.filter(m => m.channel === channel.id).length
  const counted = useRef(count)

  const away = (): boolean => Math.abs(scroller.current?.scrollTop ?? 0) > nearEndPx
  useLayoutEffect(() => {
    if (count > counted.current && away()) setMore(true)
    counted.current = count
  }, [count])

  return (
    <div class="channel">
      <section
        class="scroller"
        ref={scroller}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        aria-label={channel.name}
        onScroll={() => !away() && setMore(false)}
      >
        {strands.length === 0 ? (
          <p class="empty">{say('empty')}</p>
        ) : (
          <ol class="strands">
            {strands.map(strand => (
              <StrandView key={strand.head.id} strand={strand} />
            ))}
          </ol>
        )}
      </section>
      {more && (
        <button type="button" class="newer" onClick={() => scroller.current?.scrollTo({ top: 0 })}>
          {say('newer')}
        </button>
      )}
    </div>
  )
}
