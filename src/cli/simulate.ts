import { InvalidArgumentError } from 'commander'
import { type Simulation, simulate } from '../bot/simulate.ts'
import type { Environment } from '../config.ts'
import { createPolicyOf } from '../escalation/agreed.ts'
import { type Priority, priorities } from '../kit/codes.ts'
import { days, type Instant, parseInstant, plus } from '../kit/time.ts'
import { hostNow } from '../main/clock.ts'
import { settingsOf } from '../main/settings.ts'
import { demoConfig, readSettings } from '../main.ts'
import { createDirectory } from '../roster/directory.ts'
import { type AddCommand, wantsDemo } from './desk.ts'
import { complain, explain, say } from './say.ts'
import { jsonOf, linesOf, unknownYears } from './told.ts'

interface Asked {
  readonly pair: readonly [string, string]
  readonly priority: Priority
  readonly at: Instant
  readonly days: number
  readonly json?: boolean
}

const readPair = (text: string): readonly [string, string] => {
  const [from, to, ...more] = text.split(':')
  if (!from || !to || more.length > 0)
    throw new InvalidArgumentError('Name two desks, e.g. hkc.cyber:kcs.cyber, the sender first.')
  if (from === to)
    throw new InvalidArgumentError('A referral goes from one desk to another: name two desks.')
  return [from, to]
}

const readPriority = (text: string): Priority => {
  const found = priorities.find((p, i) => [p, `p${i + 1}`].includes(text.toLowerCase()))
  if (found) return found
  throw new InvalidArgumentError(`It must be P1 to P4, or one of ${priorities.join(', ')}.`)
}

const readTime = (text: string): Instant => {
  const at = parseInstant(text)
  if (at.ok) return at.value
  throw new InvalidArgumentError(
    at.error === 'NoOffset'
      ? `Add the offset from UTC, e.g. "${text}+08:00": an hour lies between the desks.`
      : 'Write the date, the time and the offset, e.g. "2026-09-23 17:00 HKT" or 2026-09-23T17:00+08:00.',
  )
}

const mostDays = 60

const readDays = (text: string): number => {
  const n = Number(text)
  if (/^\d+$/.test(text) && n >= 1 && n <= mostDays) return n
  throw new InvalidArgumentError(`It must be a whole number from 1 to ${mostDays}.`)
}

const runSimulate = (env: Environment, asked: Asked): number => {
  const demo = wantsDemo(env)
  const time = { now: hostNow(), demo }
  const settings = demo ? settingsOf(demoConfig(), time) : readSettings(env.LIAISON_CONFIG, time)
  if (!settings.ok) {
    explain(settings.error)
    return 1
  }
  const { config, calendars } = settings.value
  const desks = config.contactPoints.map(d => d.id)
  const [from, to] = asked.pair.map(name => desks.find(d => d === name))
  if (from === undefined || to === undefined) {
    const unknown = asked.pair.filter(name => !desks.some(d => d === name))
    complain(`There is no desk ${unknown.join(' and no desk ')}. Desks: ${desks.join(', ')}.`)
    return 1
  }
  const directory = createDirectory(config, calendars)
  const { priority, at } = asked
  const s: Simulation = { from, to, priority, at, until: plus(at, days(asked.days)) }
  const done = simulate({ directory, policyOf: createPolicyOf(config) }, s)
  for (const sentence of unknownYears(s, directory)) complain(sentence)
  if (asked.json) say(JSON.stringify(jsonOf(s, done)))
  else for (const line of linesOf(s, done, directory)) say(line)
  return 0
}

export const addSimulate: AddCommand = (program, env, end) => {
  program
    .command('simulate')
    .description('say who would be called when, if nobody answered a referral; sends nothing')
    .requiredOption('--pair <from:to>', 'two desks, the sender first', readPair)
    .requiredOption('--priority <priority>', 'P1 to P4, or immediate to information', readPriority)
    .requiredOption('--at <time>', 'when it is sent, with its offset or HKT or KST', readTime)
    .option('--days <n>', 'how many days to look at, 1 to 60', readDays, 3)
    .option('--json', 'print the result as JSON')
    .action((asked: Asked) => {
      end(runSimulate(env, asked))
    })
}
