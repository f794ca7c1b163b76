import { startBare } from './bare-server.ts'
import { createClient } from './client.ts'
import { inMs, median, quantile, timed } from './figures.ts'
import { argumentsOf, filledIn, form, referenceIn } from './hand-over.ts'
import { signIn } from './officer.ts'
import type { Program } from './program.ts'
import type { Row } from './row.ts'
import type { Targets } from './targets.ts'

type Times = Readonly<Record<'list' | 'create' | 'send' | 'acknowledge' | 'bare', number[]>>

interface Collected {
  readonly times: Times
  /** When 200 commands had been typed. */
  readonly residentMb: number | undefined
}

const json = { 'content-type': 'application/json' }

/** A matter of its own each time: one that repeats is found to be a duplicate of all before it. */
const matter = (n: number) => ({
  ...filledIn,
  identifiers: (n + 1000).toString(16).padStart(40, '0'),
})

/** Rounds of five typed commands, and one request to the bare handler in each. */
const collect = async (program: Program, rounds: number): Promise<Collected> => {
  const times: Times = { list: [], create: [], send: [], acknowledge: [], bare: [] }
  const bare = await startBare()
  const clients = [createClient(), createClient(), createClient()] as const
  const [first, second, third] = clients
  const wong = await signIn(program, first, 'hkc.o1')
  const kim = await signIn(program, second, 'kcs.o1')
  const warmUp = Math.ceil(rounds / 10)
  let typed = 0
  let residentMb: number | undefined
  for (let n = -warmUp; n < rounds; n++) {
    const created = await wong.type(`/referral create${argumentsOf(matter(n))}`)
    const reference = referenceIn(created.answer)
    await wong.submit(`v1:${reference}:fill:1`, { ...form, location: matter(n).identifiers })
    const sent = await wong.type(`/referral send ${reference}`)
    const acknowledged = await kim.type(`/referral acknowledge ${reference}`)
    const listed = await kim.type('/referral list')
    typed += 5
    if (typed === 200) residentMb = program.residentMb()
    const body = JSON.stringify({ key: 'bench-000000', kind: 'command', text: '/referral list' })
    const plain = await timed(() => third.post(new URL('/act', bare.url), json, body))
    if (n < 0) continue
    times.create.push(created.ms)
    times.send.push(sent.ms)
    times.acknowledge.push(acknowledged.ms)
    times.list.push(listed.ms)
    times.bare.push(plain.ms)
  }
  for (const client of clients) client.close()
  await bare.stop()
  if (typed < 200) throw new Error(`${typed} commands are too few to say what 200 hold`)
  return { times, residentMb }
}

const memoryRow = (residentMb: number | undefined, most: number): Row => ({
  what: 'resident memory after seeding and 200 commands',
  figure: residentMb === undefined ? 'not known here' : `${residentMb.toFixed(0)} MB`,
  ceiling: '',
  ratio: '',
  target: `< ${most} MB`,
  ok: residentMb === undefined || residentMb < most,
})

/**
 * One typed command, HTTP in to HTTP out, with a session, against a handler that does nothing; the
 * notices of the command before are sent meanwhile. And what the program then holds.
 */
export const measureCommands = async (
  program: Program,
  { rounds, commandMs, memoryMb }: Targets,
): Promise<readonly Row[]> => {
  const { times, residentMb } = await collect(program, rounds)
  const { bare, ...commands } = times
  const answers = Object.entries(commands).map(([name, all]) => {
    const p99 = quantile(all, 0.99)
    return {
      what: `/referral ${name} over HTTP (${all.length})`,
      figure: `p50 ${inMs(median(all))}, p99 ${inMs(p99)}`,
      ceiling: `p50 ${inMs(median(bare))}, p99 ${inMs(quantile(bare, 0.99))}`,
      ratio: (median(bare) / median(all)).toFixed(2),
      target: `p99 < ${commandMs} ms`,
      ok: p99 < commandMs,
    }
  })
  return [...answers, memoryRow(residentMb, memoryMb)]
}
