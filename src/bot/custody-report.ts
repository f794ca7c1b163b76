import type { Checkpoint } from '../audit/checkpoint.ts'
import { at, count, data, type Term, words } from '../card/card.ts'
import { joined } from '../card/spoken.ts'
import { toBase64 } from '../kit/bytes.ts'
import type { Language } from '../kit/ids.ts'
import type { Catalogue } from '../ports/catalogue.ts'
import { listed } from '../referral/cards/labels.ts'
import type { Directory, Officer } from '../roster/directory.ts'
import type { Custody, CustodyRow } from './custody.ts'
import { createSpeaker } from './speak.ts'

/** The directory, which calls by its id whoever isn't in it any more: a log outlives its settings. */
const lenient = (directory: Directory): Directory => {
  const [someOfficer] = directory.officers
  const [someDesk] = directory.contactPoints
  if (!someOfficer || !someDesk) return directory
  return {
    ...directory,
    officer: id =>
      directory.officers.find(o => o.id === id) ??
      ({ ...someOfficer, id, names: { en: id } } satisfies Officer),
    contactPoint: id =>
      directory.contactPoints.find(c => c.id === id) ?? { ...someDesk, id, names: { en: id } },
  }
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ')
const row = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`

export interface ReportParts {
  readonly custody: Custody
  readonly checkpoint: Checkpoint
  /** The key in whose name it is signed, as text. */
  readonly vkey: string
  /** The file beside it that says in the same language how to check an entry by hand. */
  readonly howto: string
  readonly catalogue: Catalogue
  readonly directory: Directory
}

/** The custody report as Markdown in one language, its times on the clocks of both sides, or of the first two. */
export const reportIn = (
  language: Language,
  { custody, checkpoint, vkey, howto, catalogue, directory }: ReportParts,
): string => {
  const speaker = createSpeaker(catalogue, lenient(directory))
  // On two clocks: on those of twenty addressees nobody could read a time.
  const [first, ...others] = custody.desks
    .filter(id => directory.contactPoints.some(c => c.id === id))
    .slice(0, 2)
  const hearing = { languages: [language], zones: directory.zonesFor(first, others) }
  const say = (term: Term): string => joined(speaker.term(term, hearing))
  const name = (key: Parameters<typeof words>[0]): string => say(words(key))
  const fact = (label: string, value: string): string =>
    say(words('custody.fact', { label: data(label), value: data(value) }))
  const proves = say(words('custody.proves', { howto: data(howto) }))
  const marking = custody.marking ? custody.marking.map(say).join(' · ') : name('custody.unmarked')

  const cellsOf = (r: CustodyRow): readonly string[] => [
    String(r.n),
    String(r.seq),
    say(at(r.at)),
    r.officer === undefined
      ? say(r.who)
      : say(words('custody.named', { name: r.who, id: data(r.officer) })),
    `${r.what ? `${say(r.what)} ` : ''}\`${r.type}\``,
    r.commitment ?? name('custody.none'),
    say(listed(r.evidence) ?? words('custody.none')),
  ]
  const { origin, size, root } = checkpoint
  const facts: readonly (readonly [string, string])[] = [
    ...custody.fields.map(f => [name(f.label), say(f.value)] as const),
    [name('custody.log'), `${origin} (\`${vkey}\`)`],
    [
      name('custody.checkpoint'),
      say(words('custody.size_root', { size: count(size), root: data(toBase64(root)) })),
    ],
    [name('custody.entries'), say(count(custody.entries))],
  ]
  const heads = ['n', 'entry', 'when', 'who', 'what', 'commitment', 'evidence'] as const
  return [
    `**${fact(name('custody.marking'), marking)}**`,
    `# ${say(words('custody.title', { ref: data(custody.subject) }))}`,
    facts.map(([label, value]) => `- ${fact(label, value)}`).join('\n'),
    [proves, name('custody.claims'), name('custody.no_content')].join('\n\n'),
    [
      row(heads.map(key => name(`custody.${key}`))),
      row(heads.map(() => '---')),
      ...custody.rows.map(r => row(cellsOf(r))),
    ].join('\n'),
    name('custody.levels'),
    `**${marking}**`,
    '',
  ].join('\n\n')
}
