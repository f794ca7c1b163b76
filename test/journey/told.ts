import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { type Calendar, calendarSchema } from '../../src/escalation/calendar.ts'
import { type Instant, instant, minutes } from '../../src/kit/time.ts'
import { localAt } from '../../src/kit/zone.ts'
import { readCard } from '../rigs/reading.ts'
import type { Stage } from '../rigs/stage.ts'
import { act, began, filled } from './matter.ts'

const folder = join(import.meta.dirname, '../../calendars')

/** The holidays as they ship. */
export const shippedCalendars = (): readonly Calendar[] => {
  const found = readdirSync(folder)
    .filter(name => name.endsWith('.json'))
    .map(name => calendarSchema.parse(JSON.parse(readFileSync(join(folder, name), 'utf8'))))
  expect(found.length).toBeGreaterThanOrEqual(4)
  return found
}

/** A moment on the clock of Seoul, as the stories are told. */
export const seoul = (text: string): Instant =>
  instant(Date.parse(`${text.replace(' ', 'T')}:00+09:00`))

export const kst = (at: Instant): string => {
  const { date, time } = localAt(at, 'Asia/Seoul')
  return `${date.slice(5)} ${time}`
}

const verbs = { post: 'new', revise: 'now', reply: 'line' } as const

/**
 * All that was newly shown: when (on the clock of Seoul), where and what. The cards of referrals that
 * change in place are left out: they may call nobody, which is checked here.
 */
export const told = (stage: Stage): readonly string[] =>
  stage.paper.fresh().flatMap(({ verb, place, outgoing: { card, at } }) => {
    const read = readCard(card)
    if (card.name === 'referral' && verb === 'revise') {
      expect(card.mentions, read).toEqual([])
      return []
    }
    return [`${kst(at)} ${place} ${verbs[verb]} ${read}`]
  })

/** Only what calls somebody: when, where, whom. */
export const callsIn = (lines: readonly string[]): readonly string[] =>
  lines
    .filter(l => l.includes(' | @'))
    .map(l => `${l.split(' ').slice(0, 3).join(' ')} ${(l.match(/@[\w.]+/g) ?? []).join(' ')}`)

/** Everything that still hangs somewhere and calls somebody, whenever it was shown. */
export const standing = (stage: Stage): readonly string[] =>
  stage.paper
    .sheets()
    .filter(s => s.thread === undefined && s.outgoing.card.mentions.length > 0)
    .map(s => `${s.place} ${readCard(s.outgoing.card)}`)

/** Runs on until the moment. */
export const until = async (stage: Stage, text: string): Promise<void> => {
  await stage.fastForward(seoul(text) - stage.clock.now())
}

/** Time passes in pieces, with the bot started anew (or after a power cut) between any two. */
export const untilWith = async (
  stage: Stage,
  text: string,
  how: 'restart' | 'crash',
  piece = minutes(20),
): Promise<number> => {
  let times = 0
  while (stage.clock.now() < seoul(text)) {
    await stage.fastForward(Math.min(piece, seoul(text) - stage.clock.now()))
    await stage[how]()
    // At once, as it ticks each second: a start that nobody missed is no downtime.
    await stage.pump()
    times += 1
  }
  return times
}

const otherDesk = (who: string): string => (who.startsWith('hkc') ? 'kcs.cyber' : 'hkc.cyber')

/** Sent by that officer to the other desk a moment ago; what that showed is read. */
export const sentBy = async (
  stage: Stage,
  who: string,
  ref: string,
  priority = 'routine',
): Promise<void> => {
  const presses = priority === 'immediate' || priority === 'urgent'
  await began(stage, who, { to: otherDesk(who), priority })
  await filled(stage, who, ref, presses ? { urgency: 'live-data' } : {})
  await act(stage, who, ref, 'send')
  expect((await stage.referral(ref)).state).toBe('sent')
}
