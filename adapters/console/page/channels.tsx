import { useEffect, useState } from 'preact/hooks'
import type { PageChannel } from '../protocol.ts'
import { Channel } from './channel.tsx'
import type { Shown } from './state.ts'
import { Tabs } from './tabs.tsx'
import { useSay } from './words.ts'

interface Props {
  readonly channels: readonly PageChannel[]
  readonly messages: readonly Shown[]
}

/** Wide enough for channels side by side; the style sheet has no part in it. */
const wide = '(min-width: 62rem)'

const useWide = (): boolean => {
  const [matches, setMatches] = useState(() => matchMedia(wide).matches)
  useEffect(() => {
    const query = matchMedia(wide)
    const onChange = (): void => setMatches(query.matches)
    query.addEventListener('change', onChange)
    return () => query.removeEventListener('change', onChange)
  }, [])
  return matches
}

const Columns = ({ channels, messages }: Props) => {
  const say = useSay()
  return (
    <div class="columns">
      {channels.map(channel => (
        <div key={channel.id} data-kind={channel.kind}>
          <header class="channel-head">
            <h2>{channel.name}</h2>
            <p>{say(channel.kind)}</p>
          </header>
          <Channel channel={channel} messages={messages} />
        </div>
      ))}
    </div>
  )
}

/** Channels beside each other where there is room, else behind tabs. */
export const Channels = (props: Props) => (useWide() ? <Columns {...props} /> : <Tabs {...props} />)
