import { createPump } from '../src/bot/pump.ts'
import { armBurst, burstReference } from './burst-of.ts'
import { type Desk, openDesk } from './desk.ts'
import { inMs, median, quantile } from './figures.ts'
import { inFolder } from './folder.ts'
import { startIdleThread } from './idle-thread.ts'
import type { Row } from './row.ts'
import type { Targets } from './targets.ts'

interface Held {
  /** From one turn of the event loop to the next. */
  readonly turns: readonly number[]
  /** From when a command came to when it was begun, and to when it was answered. */
  readonly waited: readonly number[]
  readonly answered: readonly number[]
  readonly idle: readonly number[]
  readonly decided: number
  readonly sent: number
  readonly ms: number
}

const betweenMs = 20

/** The real pump works the burst off, and sends what it can; meanwhile officers read and acknowledge. */
const collect = async (desk: Desk, due: number): Promise<Held> => {
  const counts = { decided: 0, sent: 0 }
  const counting = (what: keyof typeof counts, piece: () => Promise<number>) => async () => {
    const n = await piece()
    counts[what] += n
    return n
  }
  let ended = false
  const { kick, idle } = createPump({
    bot: {
      sweep: counting('decided', desk.bot.sweep),
      deliver: () => (ended ? Promise.resolve(0) : counting('sent', desk.bot.deliver)()),
      check: desk.bot.check,
    },
    yieldNow: () => new Promise(resolve => setImmediate(resolve)),
    onError: error => {
      throw error
    },
  })
  const turns: number[] = []
  const waited: number[] = []
  const answered: number[] = []
  let before = 0
  const turn = (): void => {
    turns.push(performance.now() - before)
    before = performance.now()
    if (!ended) setImmediate(turn)
  }
  const command = async (n: number, came: number): Promise<void> => {
    waited.push(performance.now() - came)
    // From the end, which the clock comes to last.
    const reference = burstReference(due - 1 - n)
    const text = n % 2 === 0 ? '/referral list' : `/referral acknowledge ${reference}`
    const actor = desk.actorOf('kcs.o1')
    const answer = await desk.bot.hear({ key: `burst-${n}`, actor, act: { kind: 'command', text } })
    answered.push(performance.now() - came)
    if (answer.kind !== 'card') throw new Error(`${text}: ${JSON.stringify(answer)}`)
    setImmediate(kick)
  }

  const thread = await startIdleThread()
  const from = performance.now()
  before = from
  setImmediate(turn)
  kick()
  for (let n = 0; (await desk.store.claimTimers({ now: desk.now(), max: 1 })).length > 0; n++) {
    const came = performance.now() + betweenMs
    await new Promise(resolve => setTimeout(resolve, betweenMs))
    await command(n, came)
  }
  const ms = performance.now() - from
  ended = true
  await idle()
  return { turns, waited, answered, idle: await thread.stop(), ...counts, ms }
}

const spread = (all: readonly number[]): string =>
  [
    `p50 ${inMs(median(all))}`,
    `p99 ${inMs(quantile(all, 0.99))}`,
    `max ${inMs(Math.max(...all))}`,
  ].join(', ')

/** How long anything is held up while a night's worth of steps, due at once, is taken. */
export const measureBurst = ({ due, heldMs }: Targets): Promise<readonly Row[]> =>
  inFolder(async dir => {
    const desk = await openDesk(dir)
    await armBurst(desk, due)
    const held = await collect(desk, due)
    await desk.close()
    const { turns, waited, answered, idle, decided, sent, ms } = held
    // Each command acknowledges one at most, which is then not decided.
    if (decided < due - waited.length || waited.length < 10)
      throw new Error(`${decided} decided of ${due}, ${waited.length} commands meanwhile`)
    const row = (what: string, all: readonly number[], most?: number): Row => ({
      what: `${what} (${all.length})`,
      figure: spread(all),
      ceiling: `idle thread: ${spread(idle)}`,
      ratio: '',
      target: most === undefined ? '' : `max <= ${most} ms`,
      ok: most === undefined || Math.max(...all) <= most,
    })
    const burst = `burst of ${decided} in ${(ms / 1000).toFixed(1)} s, ${sent} sent meanwhile`
    return [
      row(`${burst}: event loop held`, turns, heldMs),
      row('a command meanwhile: waited for its turn', waited, heldMs),
      row('a command meanwhile: until answered', answered),
    ]
  })
