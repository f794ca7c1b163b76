import type { Spoken } from '../../../src/card/spoken.ts'
import type { State } from './state.ts'
import { useSay } from './words.ts'

interface Props {
  readonly latest: State['latest']
  readonly language: string
}

/** The reader's own language alone where the card has it: nobody wants to hear everything twice. */
const inOwn = (spoken: Spoken, language: string): Spoken['parts'] => {
  const own = spoken.parts.filter(p => p.language === language)
  return own.length > 0 ? own : spoken.parts
}

/** Says what came or changed to those who can't see it. */
export const Announcer = ({ latest, language }: Props) => {
  const say = useSay()
  return (
    <div class="quiet" aria-live="polite">
      {latest !== undefined && (
        <p key={`${latest.message.id} ${latest.message.live}`}>
          {say(latest.changed ? 'announced_changed' : 'announced_new')}{' '}
          {inOwn(latest.message.card.notification, language).map((part, i) => (
            <span lang={part.language} key={i}>
              {part.text}{' '}
            </span>
          ))}
        </p>
      )}
    </div>
  )
}
