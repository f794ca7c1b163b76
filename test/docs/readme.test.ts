import { describe, expect, test } from 'vitest'
import { readRequest } from '../../src/bot/request.ts'
import { configSchema, environmentSchema } from '../../src/config.ts'
import { defaultPolicy } from '../../src/escalation/policy.ts'
import { priorities } from '../../src/kit/codes.ts'
import { commands } from '../../src/referral/commands/index.ts'
import { stateTable } from '../../src/referral/table.ts'
import {
  blocksOf,
  boldIn,
  codeIn,
  read,
  sectionOf,
  stateTableIn,
  tableOf,
  withStateTable,
} from './markdown.ts'

const readme = read('README.md')

describe('given the README’s settings', () => {
  test('when its desk is read, then it is one that the program takes', () => {
    const desks = blocksOf(sectionOf(readme, 'A real desk')).filter(b => b.language === 'json')
    expect(desks).toHaveLength(1)
    const config = configSchema.parse(JSON.parse(desks[0]?.body ?? ''))
    expect([config.contactPoints.length, config.officers.length, config.channels.length]).toEqual([
      2, 2, 3,
    ])
    expect(config.policy).toEqual(defaultPolicy)
  })

  test('when the table of the environment is read, then it has every setting with its default', () => {
    const rows = tableOf(readme, 'setting')
    expect(rows.map(([name, value]) => [name, value])).toEqual(
      Object.entries(environmentSchema.parse({})).map(([name, value]) => [
        `\`${name}\``,
        `\`${value}\``,
      ]),
    )
    expect(rows.map(([, , what]) => what).filter(what => (what ?? '').length < 10)).toEqual([])
    expect(rows).toHaveLength(Object.keys(environmentSchema.shape).length)
  })

  test('when the table of the clocks is read, then it is the default policy', () => {
    const said = (minutes: number): string => {
      if (minutes % 1440 === 0 && minutes > 1440) return `${minutes / 1440} days`
      return minutes % 60 === 0 ? `${minutes / 60} h` : `${minutes} min`
    }
    const names = ['ack', 'decision', 'reply', 'info', 'chase', 'feedback', 'consent'] as const
    const rows = priorities.map(priority => [
      priority,
      ...names.map(name => {
        const clock = defaultPolicy[priority][name]
        if (!clock) return '–'
        const due = said(clock.withinMinutes)
        if (clock.againMinutes !== undefined)
          return `${due}, again every ${said(clock.againMinutes)}`
        const [first, second, ...more] = clock.steps
        expect([first, second?.tell, more]).toEqual([
          { afterMinutes: 0, tell: ['duty'] },
          ['supervisor', 'other-desk'],
          [],
        ])
        return `${due} (+${said(second?.afterMinutes ?? 0)})`
      }),
    ])
    expect(tableOf(readme, 'priority')).toEqual(rows)
    expect(rows.flat()).toHaveLength(4 * 8)
  })

  test('when the clocks that end cases are read, then they are those of the default policy', () => {
    const text = sectionOf(readme, 'Clocks').replace(/\s+/g, ' ')
    const { evidence, preservation } = defaultPolicy.routine
    const days = (minutes: number): number => minutes / 1440
    const before = (evidence?.steps ?? []).map(s => -days(s.afterMinutes)).filter(d => d > 0)
    expect(preservation?.steps).toEqual(evidence?.steps)
    expect(text).toContain(`last ${days(evidence?.withinMinutes ?? 0)} days`)
    expect(text).toContain(`kept ${days(preservation?.withinMinutes ?? 0)} days`)
    expect(text).toContain(`${before.slice(0, -1).join(', ')} and ${before.at(-1)} days before`)
    expect(before).toHaveLength(4)
  })
})

describe('given the README’s commands', () => {
  const typed = [...codeIn(readme), ...blocksOf(readme).map(b => b.body)].filter(c =>
    /^\/\w/.test(c),
  )
  const shape = typed.filter(c => c.includes('<'))
  const wrong = typed.filter(c => c.includes('referal'))
  const meant = typed.filter(c => !shape.includes(c) && !wrong.includes(c))

  test('when those that an officer is to type are heard, then each is understood', () => {
    expect(meant.length).toBeGreaterThanOrEqual(4)
    const heard = meant.map(text => readRequest({ kind: 'command', text }, commands))
    expect(heard.filter(r => !r.ok)).toEqual([])
  })

  test('when the one with a mistake is heard, then it is refused with the nearest', () => {
    const heard = wrong.map(text => readRequest({ kind: 'command', text }, commands))
    expect(heard).toEqual([
      {
        ok: false,
        error: expect.objectContaining({ kind: 'UnknownCommand', nearest: '/referral' }),
      },
    ])
  })

  test('when its shape is filled in, then that is understood', () => {
    expect(shape).toEqual(['/referral <command> REFERENCE name=value …'])
    const filled = '/referral close HK-2026-000001 outcome=success'
    expect(readRequest({ kind: 'command', text: filled }, commands)).toMatchObject({
      ok: true,
      value: { kind: 'act', raw: { outcome: 'success' } },
    })
  })

  test('when its buttons are looked up, then each is a label in its language', () => {
    const labels = ['ko', 'zh-HK'].flatMap((tag): readonly unknown[] =>
      Object.values(JSON.parse(read(`locales/${tag}/button.json`))['button']),
    )
    const pressed = boldIn(sectionOf(readme, 'The demo, in five minutes'))
    expect(pressed).toHaveLength(4)
    expect(pressed.filter(label => !labels.includes(label))).toEqual([])
  })

  test('when the state table is made anew, then it is the one in the README', () => {
    const made = stateTable(commands)
    expect(stateTableIn(readme)).toBe(`${made}\n`)
    expect(made.split('\n').length).toBeGreaterThan(10)
    expect(withStateTable(readme, made)).toBe(readme)
  })
})
