import { inOwn } from './own.ts'
import type { State } from './state.ts'
import { useSay } from './words.ts'

interface Props {
  readonly latest: State['latest']
  readonly language: string
}

/** Says what came or changed to those who can't see it. */
export const Announcer = ({ latest, language }: Props) => {
  const say = useSay()
  return (
    <div class="quiet" aria-live="polite">
      {latest !== undefined && (
        <p key={`${latest.message.id} ${latest.message.live}`}>
          {say(latest.changed ? 'announced_changed' : 'announced_new')}{' '}
          {inOwn(latest.message.card.notification, language).parts.map((part, i) => (
            <span lang={part.language} key={i}>
              {part.text}{' '}
            </span>
          ))}
        </p>
      )}
    </div>
  )
}
