import { days } from '../../src/kit/time.ts'
import type { Actor } from '../../src/ports/platform.ts'
import { attempt } from './faults.ts'
import type { Web } from './web.ts'

export interface People {
  /** What is known without asking Slack; empty where nothing is. */
  readonly languagesOf: (actor: Actor) => readonly string[]
  /** Asks Slack where it isn't known. Never before a form is opened: its trigger would run out. */
  readonly learn: (actor: Actor) => Promise<void>
  readonly forget: (user: string) => void
}

const longest = days(1)
const most = 5000

/** Slack tells the language of a workspace's own members only. */
export const createPeople = (team: string, web: Web, monotonic: () => number): People => {
  const known = new Map<string, { readonly locale?: string; readonly when: number }>()
  const fresh = (user: string) => {
    const found = known.get(user)
    return found && monotonic() - found.when < longest ? found : undefined
  }
  return {
    languagesOf: ({ user }) => {
      const locale = fresh(user)?.locale
      return locale === undefined ? [] : [locale]
    },
    learn: async ({ workspace, user }) => {
      if (workspace !== team || fresh(user)) return
      const asked = await attempt(() => web.users.info({ user, include_locale: true }))
      if (!asked.ok) return
      if (known.size >= most) known.clear()
      const locale = asked.value.user?.locale
      known.set(user, { when: monotonic(), ...(locale === undefined ? {} : { locale }) })
    },
    forget: user => void known.delete(user),
  }
}
