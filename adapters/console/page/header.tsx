import type { Hello } from '../protocol.ts'
import type { Connection } from './state.ts'
import { useSay } from './words.ts'

interface Props {
  readonly me: Hello['me']
  readonly connection: Connection
  readonly onSignOut: () => void
}

export const Header = ({ me, connection, onSignOut }: Props) => {
  const say = useSay()
  return (
    <header class="top">
      <a class="skip" href="#command">
        {say('skip')}
      </a>
      <h1>
        <span class="product">{say('title')}</span>
        <span class="desk">{me.desk}</span>
      </h1>
      <a class="back" href="figures">
        {say('figures')}
      </a>
      <p class="connection" data-state={connection} role="status">
        {say(connection)}
      </p>
      <p class="who">
        <span class="quiet">{say('signed_in')} </span>
        <bdi>{me.name}</bdi>
      </p>
      <button type="button" class="plain slim" onClick={onSignOut}>
        {say('sign_out')}
      </button>
    </header>
  )
}
