import type { Asked } from './ledger.ts'

/** Slack allows about one post a second and channel; what travels a little faster than it left is let go. */
const leastMs = 950

/** Posts to one channel that came faster than Slack would take them for long. */
export const rushes = (asked: readonly Asked[]): readonly string[] => {
  const last = new Map<string, number>()
  return asked
    .filter(({ method, answer }) => method === 'chat.postMessage' && answer.startsWith('ok'))
    .flatMap(({ team, channel, at }) => {
      const place = `${team} ${channel}`
      const before = last.get(place)
      last.set(place, at)
      return before !== undefined && at - before < leastMs
        ? [`two posts to ${channel} within ${at - before} ms`]
        : []
    })
}
