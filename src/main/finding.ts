import type { Fault } from '../ports/platform.ts'
import type { StartFault } from './fault.ts'

/** One thing that was looked at, in a line. */
export interface Finding {
  readonly what: string
  readonly ok: boolean
  /** What it is, or what is wrong. */
  readonly says: string
  /** What to do; only where something is wrong. */
  readonly mend?: string
}

export const fine = (what: string, says: string): Finding => ({ what, ok: true, says })
export const wrong = (what: string, says: string, mend: string): Finding => ({
  what,
  ok: false,
  says,
  mend,
})

/** What a chat system's fault means for what was asked; `gone` where it knows no such thing. */
export const failedBy =
  (title: string, address: string) =>
  (what: string, fault: Fault, gone: readonly [says: string, mend: string]): Finding => {
    switch (fault.kind) {
      case 'Forbidden':
        return wrong(what, `${title} refuses.`, `What it lacks is ${fault.missing}.`)
      case 'Gone':
        return wrong(what, ...gone)
      case 'RateLimited':
        return wrong(what, `${title} asks to wait.`, 'Look again in a minute.')
      default:
        return wrong(
          what,
          `${title} can't be reached.`,
          `Check the network, the proxy and ${address}, and look again.`,
        )
    }
  }

/** Settings of a chat system that are missing or wrong, one each. */
export const notSet = (title: string, { problems }: StartFault): readonly Finding[] =>
  (Array.isArray(problems) ? problems : []).map(problem =>
    wrong(
      `${title.toLowerCase()} settings`,
      String(problem),
      `README.md, "${title}", says where each comes from.`,
    ),
  )
