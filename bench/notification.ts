import { addressees, type Broadcast } from './broadcast.ts'
import { raiseDiscordBroadcast } from './broadcast-discord.ts'
import { raiseSlackBroadcast } from './broadcast-slack.ts'
import { inMs, median } from './figures.ts'
import { inFolder } from './folder.ts'
import type { Row } from './row.ts'
import type { Targets } from './targets.ts'

const until = async (what: string, holds: () => boolean): Promise<void> => {
  const latest = performance.now() + 20_000
  while (!holds()) {
    if (performance.now() > latest) throw new Error(`never: ${what}`)
    await new Promise(resolve => setImmediate(resolve))
  }
}

interface Times {
  /** From the officer's last act to the last addressee's card. */
  readonly told: number[]
  /** From an acknowledgement to the sender's card that shows it. */
  readonly seen: number[]
}

/** The first notification makes the code warm and isn't counted. */
const collect = async (chat: Broadcast, rounds: number, each: number): Promise<Times> => {
  const times: Times = { told: [], seen: [] }
  for (let n = 1; n <= rounds + 1; n++) {
    const from = await chat.notify()
    await until(`${addressees} cards`, () => chat.posted(n) === addressees)
    if (n > 1) times.told.push(performance.now() - from)
    await until('the card of the sender', () => chat.shows(n, 0))
    for (let have = 1; have <= each; have++) {
      await chat.rest()
      const pressed = performance.now()
      await chat.acknowledge(have - 1, n)
      await until(`${have} acknowledged`, () => chat.shows(n, have))
      if (n > 1) times.seen.push(performance.now() - pressed)
    }
    await chat.rest()
  }
  return times
}

const spread = (all: readonly number[]): string =>
  `p50 ${inMs(median(all))}, max ${inMs(Math.max(...all))}`

const rowsOf = (where: string, { told, seen }: Times, targets: Targets): readonly Row[] => {
  const { broadcastMs, seenMs } = targets
  return [
    {
      what: `/notify in ${where}, to the last of ${addressees} addressees’ cards (${told.length})`,
      figure: spread(told),
      ceiling: '',
      ratio: '',
      target: `max < ${broadcastMs} ms`,
      ok: Math.max(...told) < broadcastMs,
    },
    {
      what: `an acknowledgement in ${where}, to the sender’s card (${seen.length})`,
      figure: spread(seen),
      ceiling: '',
      ratio: '',
      target: `max < ${seenMs} ms`,
      ok: Math.max(...seen) < seenMs,
    },
  ]
}

/** An immediate notification to twenty desks, each with a channel of its own, and who has it. */
export const measureNotifications = async (targets: Targets): Promise<readonly Row[]> => {
  const { broadcasts, acknowledgements } = targets
  const measure = (raise: (dir: string) => Promise<Broadcast>): Promise<Times> =>
    inFolder(async dir => {
      const chat = await raise(dir)
      const times = await collect(chat, broadcasts, acknowledgements)
      await chat.close()
      return times
    })
  return [
    ...rowsOf('Slack', await measure(raiseSlackBroadcast), targets),
    ...rowsOf('Discord', await measure(raiseDiscordBroadcast), targets),
  ]
}
