const day = 86_400_000
const hour = 3_600_000
const start = Date.UTC(2026, 0, 1)
/** The last week is not over. */
export const yearEnds = start + 364 * day

const priorities = ['immediate', 'urgent', 'routine', 'routine', 'information']
const categories = ['tobacco', 'drugs', 'cash', 'ipr-online', 'cyber-other']
const desks = ['hkc.cyber', 'kcs.cyber'] as const

const moment = (at: number): string => new Date(at).toISOString()

const clock = (name: string, due: number): string =>
  `{"due":"${moment(due)}","name":"${name}","owner":"receiver","steps":[{"afterMinutes":0,"tell":["duty"]}]}`

/** What a referral does at each turn of its short life, as the fields of its event. */
const turns: readonly ((n: number, at: number) => readonly [type: string, fields: string])[] = [
  n => {
    const [from, to] = n % 2 === 0 ? desks : desks.toReversed()
    const kind = `"category":"${categories[n % 5]}","from":"${from}","priority":"${priorities[n % 5]}"`
    return ['drafted', `${kind},"to":"${to}",`]
  },
  (_, at) => ['sent', `"clocks":[${clock('ack', at + hour)},${clock('reply', at + 7 * day)}],`],
  () => ['acknowledged', '"clocks":[],'],
  () => ['withdrawn', ''],
]

/** Hours from one turn to the next: most of a week in all. */
const waits = [0, 1, 96]

/**
 * Texts of the entries of a year in which that many referrals are sent and come to their end, in the order of the
 * log. Sealed they are not: figures are made of the texts alone.
 */
export function* yearOfEntries(referrals: number): Generator<string> {
  const waiting = new Map<number, [turn: number, n: number][]>()
  let seq = 0
  let begun = 0
  for (let h = 0; h < 364 * 24; h++) {
    const due = waiting.get(h) ?? []
    waiting.delete(h)
    for (const until = Math.ceil((referrals * (h + 1)) / (364 * 24)); begun < until; begun++)
      due.push([0, begun])
    for (const [i, [turn, n]] of due.entries()) {
      const at = start + h * hour + Math.floor((i * hour) / (due.length + 1))
      const [type, fields] = turns[turn]?.(n, at) ?? []
      const ref = `HK-${2026 + Math.floor(n / 999_999)}-${String((n % 999_999) + 1).padStart(6, '0')}`
      yield `{"actor":"clock","at":"${moment(at)}","event":{${fields}"type":"referral.${type}"},"log":"bench.example/log","salt":"AAAAAAAAAAAAAAAAAAAAAA","seq":${seq},"subject":{"id":"${ref}","n":${turn + 1}},"sw":"0.0.0","type":"referral.${type}","v":1}`
      seq += 1
      const wait = waits[turn]
      if (wait === undefined) continue
      // In the same hour it comes to the next turn at its end.
      const next = h + wait + (wait === 0 ? 1 : n % 7)
      const there = waiting.get(next)
      if (there) there.push([turn + 1, n])
      else waiting.set(next, [[turn + 1, n]])
    }
  }
}
