import type { Desk } from './desk.ts'

/** Values for every input of a new referral, as an officer would fill them in. */
export const filledIn: Readonly<Record<string, string>> = {
  to: 'kcs.cyber',
  category: 'ipr-online',
  priority: 'immediate',
  language: 'en',
  subject: 'Film offered by an initial seeder over a peer-to-peer network',
  narrative: 'Seen twice from the same address; about forty others were connected to it. '.repeat(
    6,
  ),
  identifiers: '192.0.2.10:6881\n0123456789abcdef0123456789abcdef01234567',
  observed: '2005-01-11 21:40 +08:00',
}

/** And for every input of its form that is asked for. */
export const form: Readonly<Record<string, string>> = {
  tlp: 'amber-strict',
  pap: 'amber',
  handling: 'h1,h2',
  court: 'ask',
  urgency: 'live-data',
  actions: 'identify-operator',
  purpose: 'To stop the seeding.',
  'legal-basis': 'mutual-assistance-agreement',
  proceedings: 'intelligence',
  discreet: 'yes',
  'source-4x4': 'a',
  'info-4x4': '1',
  'work-title': 'A film',
  'work-type': 'film',
  'rights-holder': 'Film Company Ltd',
  'rights-contact': 'films@example.com',
  authorised: 'yes',
  location: '192.0.2.10:6881',
  delivery: 'public-torrent',
  'role-seen': 'initial-seeder',
  'clock-accuracy': 'Set by NTP',
}

interface Step {
  readonly command: string
  readonly officer: string
  readonly values: Readonly<Record<string, string>>
}

const answered = { result: 'Two of them are here.', 'result-identify-operator': 'yes' }

const steps: readonly Step[] = [
  { command: 'create', officer: 'hkc.o1', values: filledIn },
  { command: 'fill', officer: 'hkc.o1', values: form },
  { command: 'send', officer: 'hkc.o1', values: {} },
  { command: 'acknowledge', officer: 'kcs.o1', values: {} },
  { command: 'accept', officer: 'kcs.o1', values: {} },
  { command: 'answer', officer: 'kcs.o1', values: answered },
  { command: 'close', officer: 'hkc.o1', values: { outcome: 'success' } },
]

/** The first reference in what a command answered. */
export const referenceIn = (text: string): string => {
  const [reference] = /HK-\d{4}-\d{6}/.exec(text) ?? []
  if (reference === undefined) throw new Error(`no reference in ${text}`)
  return reference
}

/** Values as they are typed after a command. */
export const argumentsOf = (values: Step['values']): string =>
  Object.entries(values)
    .map(([name, value]) => ` ${name}="${value}"`)
    .join('')

/**
 * One referral from its draft to its end, or to the command `last`, by what officers type; each must be
 * done. Gives its reference.
 */
export const handOver = async (
  { bot, actorOf }: Desk,
  n: number,
  { before, last = 'close' }: { before?: (command: string) => void; last?: string } = {},
): Promise<string> => {
  let reference = ''
  for (const { command, officer, values } of steps) {
    before?.(command)
    const answer = await bot.hear({
      key: `bench-${n}-${command}`,
      actor: actorOf(officer),
      act:
        command === 'fill'
          ? { kind: 'form', data: `v1:${reference}:fill:1`, values }
          : { kind: 'command', text: `/referral ${command} ${reference}${argumentsOf(values)}` },
    })
    // Who begins one gets its form at once.
    if (answer.kind !== (command === 'create' ? 'form' : 'card'))
      throw new Error(`${command}: ${JSON.stringify(answer)}`)
    if (reference === '') reference = referenceIn(JSON.stringify(answer))
    while ((await bot.deliver()) > 0);
    if (command === last) break
  }
  return reference
}
