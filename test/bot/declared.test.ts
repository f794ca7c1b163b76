import { describe, expect, it } from 'vitest'
import { auditCandidates } from '../../src/bot/audit-request.ts'
import { declaredCommands, referenceOption } from '../../src/bot/declared.ts'
import { readRequest } from '../../src/bot/request.ts'
import { createSpeaker } from '../../src/bot/speak.ts'
import { nthMatterId } from '../../src/kit/ids.ts'
import { matters } from '../../src/matter/index.ts'
import { commands } from '../../src/referral/commands/index.ts'
import { dutyCommands } from '../../src/roster/commands/index.ts'
import { directory } from '../referral/desks.ts'
import { id } from '../referral/sample.ts'
import { catalogue } from './spoken.ts'

const asking = { commands, dutyCommands, matters }
const declared = declaredCommands(asking, catalogue, createSpeaker(catalogue, directory))

const subjectOf = (line: string): string => {
  const matter = matters.find(m =>
    m.commands.some(c => c.line.split(' ')[0] === line.split(' ')[0]),
  )
  return matter ? nthMatterId('HK', matter.letter, 2026, 42) : id
}

describe('commands as they are made known to a chat system', () => {
  it('given each, then its line with its options is understood as that command', () => {
    let options = 0
    for (const c of declared) {
      const about = c.options.some(o => o.name === referenceOption)
      const given = Object.fromEntries(
        c.options
          .filter(o => o.name !== referenceOption)
          .map(o => [o.name, o.choices?.[0]?.value ?? 'x']),
      )
      options += Object.keys(given).length
      const subject = subjectOf(c.line)
      const text = about ? `${c.line} ${subject}` : c.line
      const read = readRequest({ kind: 'command', text, given }, asking)
      if (!read.ok) throw new Error(`${c.line}: ${JSON.stringify(read.error)}`)
      const asked = 'of' in read.value ? read.value.of : read.value
      if (asked.kind === 'act') expect(asked.raw, c.line).toEqual(given)
      if (about && asked.kind === 'act' && 'subject' in asked) expect(asked.subject).toBe(subject)
    }
    const aboutMatters = matters.flatMap(m => [...m.commands, 'list', 'view', ...m.reports]).length
    // A receipt, and a correction under its second name.
    const aboutLog = 2 + auditCandidates.length
    expect(declared).toHaveLength(
      commands.length + dutyCommands.length + 8 + aboutLog + aboutMatters,
    )
    expect(options).toBeGreaterThan(200)
  })

  it('given each, then it has words in every language, and choices have theirs', () => {
    const sayings = declared.flatMap(c => [
      c.label,
      c.about,
      ...c.options.flatMap(o => [o.label, ...(o.choices ?? []).map(x => x.label)]),
    ])
    for (const said of sayings) expect([...said.keys()]).toEqual(catalogue.languages())
    expect(sayings.filter(said => [...said.values()].includes(''))).toEqual([])
    expect(new Set(declared.map(c => c.line)).size).toBe(declared.length)
    expect(sayings.length).toBeGreaterThan(1000)
  })

  it('given what depends on who asks, then it is suggested and has no choices of its own', () => {
    const suggested = declared.flatMap(c =>
      c.options.filter(o => o.suggested).map(o => `${c.line} ${o.name}`),
    )
    expect(suggested).toEqual(
      expect.arrayContaining([
        '/referral new to',
        '/referral send ref',
        '/referral duplicate of',
        '/referral assign officer',
        '/me language',
        '/settings language language',
      ]),
    )
    for (const c of declared)
      for (const o of c.options) if (o.suggested) expect(o.choices, o.name).toBeUndefined()
  })
})
