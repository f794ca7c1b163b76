import { useEffect, useRef, useState } from 'preact/hooks'
import type { PageChannel } from '../protocol.ts'
import { Channel } from './channel.tsx'
import type { Shown } from './state.ts'
import { useSay } from './words.ts'

interface Props {
  readonly channels: readonly PageChannel[]
  readonly messages: readonly Shown[]
}

/** How often something came or changed in a channel since the page was opened. */
const changes = (messages: readonly Shown[], channel: string): number =>
  messages.reduce((sum, m) => (m.channel === channel ? sum + m.live : sum), 0)

const moves: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 }

export const Tabs = ({ channels, messages }: Props) => {
  const say = useSay()
  const list = useRef<HTMLDivElement>(null)
  const [chosen, setChosen] = useState(channels[0]?.id)
  // What came while the channels were side by side has been seen there.
  const [seen, setSeen] = useState<Readonly<Record<string, number>>>(() =>
    Object.fromEntries(channels.map(({ id }) => [id, changes(messages, id)])),
  )
  const current = channels.find(c => c.id === chosen) ?? channels[0]
  const now = current === undefined ? 0 : changes(messages, current.id)

  useEffect(() => {
    if (current !== undefined) setSeen(before => ({ ...before, [current.id]: now }))
  }, [current?.id, now])

  const onKeyDown = (event: KeyboardEvent): void => {
    const by = moves[event.key]
    if (by === undefined || current === undefined) return
    event.preventDefault()
    const at = (channels.indexOf(current) + by + channels.length) % channels.length
    setChosen(channels[at]?.id)
    list.current?.querySelectorAll('button')[at]?.focus()
  }

  if (current === undefined) return null
  return (
    <div class="tabbed">
      <div
        class="tabs"
        role="tablist"
        aria-label={say('channels')}
        ref={list}
        onKeyDown={onKeyDown}
      >
        {channels.map(channel => {
          const selected = channel === current
          const unread = selected ? 0 : changes(messages, channel.id) - (seen[channel.id] ?? 0)
          return (
            <button
              type="button"
              role="tab"
              key={channel.id}
              id={`tab-${channel.id}`}
              aria-selected={selected}
              aria-controls={selected ? 'panel' : undefined}
              tabIndex={selected ? 0 : -1}
              onClick={() => setChosen(channel.id)}
            >
              <span>{channel.name}</span>{' '}
              {unread > 0 && (
                <span class="unread">
                  {unread} {say('unread')}
                </span>
              )}
            </button>
          )
        })}
      </div>
      <section class="panel" id="panel" role="tabpanel" aria-labelledby={`tab-${current.id}`}>
        <h2 class="quiet">{current.name}</h2>
        <Channel key={current.id} channel={current} messages={messages} />
      </section>
    </div>
  )
}
