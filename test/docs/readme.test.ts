import { describe, expect, test } from 'vitest'
import {
  discordEnvironment,
  discordSettings,
  invitePermissions,
  neededPermissions,
} from '../../adapters/discord/index.ts'
import { neededScopes, slackEnvironment, slackSettings } from '../../adapters/slack/index.ts'
import { readRequest } from '../../src/bot/request.ts'
import { configSchema, environmentSchema } from '../../src/config.ts'
import { agreedSchema, defaultPolicy } from '../../src/escalation/policy.ts'
import { parseConfig } from '../../src/main/settings.ts'
import { matters } from '../../src/matter/index.ts'
import { commands } from '../../src/referral/commands/index.ts'
import { stateTable } from '../../src/referral/table.ts'
import { dutyCommands } from '../../src/roster/commands/index.ts'
import { rotationSchema } from '../../src/roster/rotation.ts'
import { clockTables } from './clock-tables.ts'
import { blocksOf, boldIn, codeIn, partIn, read, sectionOf, tableOf, withPart } from './markdown.ts'
import { agreedTable, notificationTable, operationTable, shipmentTable } from './matter-tables.ts'

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

  interface Named {
    readonly id: string
  }
  type Excerpt = Readonly<Record<'officers' | 'channels', readonly Named[]>>

  /** The README's desk with what an excerpt of it says in place of the same. */
  const deskWith = ({ officers, channels, ...rest }: Excerpt): object => {
    const [desk] = blocksOf(sectionOf(readme, 'A real desk')).filter(b => b.language === 'json')
    const whole: Excerpt = JSON.parse(desk?.body ?? '')
    const over = (all: readonly Named[], own: readonly Named[]): readonly Named[] =>
      all.map(one => own.find(({ id }) => id === one.id) ?? one)
    return {
      ...whole,
      ...rest,
      officers: over(whole.officers, officers),
      channels: over(whole.channels, channels),
    }
  }
  const excerptsOf = (section: string) =>
    blocksOf(sectionOf(readme, section))
      .filter(b => b.language === 'json')
      .map(b => JSON.parse(b.body))

  test('when its excerpts for Slack are put into its desk, then the program takes them', () => {
    const [excerpt, several, ...more] = excerptsOf('Slack')
    expect(more).toEqual([])
    const read = parseConfig(deskWith(excerpt))
    expect(read.ok && read.value.channels.filter(c => c.platform === 'slack')).toHaveLength(1)
    expect(slackSettings.parse(several.platforms.slack).workspaces).toHaveLength(2)
    const text = sectionOf(readme, 'Slack')
    expect(neededScopes.filter(scope => !text.includes(`\`${scope}\``))).toEqual([])
  })

  test('when its excerpt for Discord is put into its desk, then the program takes it, and the invitation asks for what is needed', () => {
    const [excerpt, ...more] = excerptsOf('Discord')
    expect(more).toEqual([])
    const read = parseConfig(deskWith(excerpt))
    expect(read).toMatchObject({ ok: true })
    const on = read.ok ? read.value : undefined
    expect(on?.channels.filter(c => c.platform === 'discord')).toHaveLength(1)
    expect(on?.officers.flatMap(o => o.identities.filter(i => 'group' in i))).toHaveLength(1)
    expect(discordSettings.parse(excerpt.platforms.discord).guilds).toHaveLength(1)
    const text = sectionOf(readme, 'Discord')
    expect(text).toContain(`&permissions=${invitePermissions}\n`)
    const said = text.replace(/\s+/g, ' ')
    expect(Object.keys(neededPermissions).filter(name => !said.includes(name))).toEqual([])
  })

  test('when the table of the environment is read, then it has every setting with its default', () => {
    const rows = tableOf(readme, 'setting')
    const defaults: Readonly<Record<string, unknown>> = {
      ...environmentSchema.parse({}),
      ...slackEnvironment.parse({}),
      ...discordEnvironment.parse({}),
    }
    const names = [environmentSchema, slackEnvironment, discordEnvironment].flatMap(s =>
      Object.keys(s.shape),
    )
    expect(rows.map(([name, value]) => [name, value])).toEqual(
      names.map(name => [
        `\`${name}\``,
        defaults[name] === undefined ? '–' : `\`${defaults[name]}\``,
      ]),
    )
    expect(rows.map(([, , what]) => what).filter(what => (what ?? '').length < 10)).toEqual([])
    expect(rows).toHaveLength(names.length)
  })

  test('when the tables of the clocks are made anew, then they are those in the README', () => {
    const made = clockTables()
    expect(partIn(readme, 'clock-tables')).toBe(`${made}\n`)
    expect(withPart(readme, 'clock-tables', made)).toBe(readme)
    expect(tableOf(readme, 'clock').map(([name]) => name)).toHaveLength(9)
    expect(tableOf(readme, 'clock').slice(0, 3)).toEqual([
      ['acknowledge', '15 min', '1 h', '12 h', '3 working days'],
      ['decide', '1 h', '8 h (2 h)', '3 days (24 h)', '–'],
      ['reply', '8 h (2 h)', '3 days (24 h)', '7 days (3 days)', '–'],
    ])
    expect(tableOf(readme, 'clocks')[0]).toEqual([
      'immediate: acknowledge, decide, reply, supply information, consent',
      '50 % duty · 80 % duty · due duty · +15 min backup · +30 min supervisor, other-desk · ' +
        '+1 h head, other-head · again every 1 h',
    ])
  })

  test('when the tables of notifications and shipments are made anew, then they are those in the README', () => {
    expect(partIn(readme, 'notification-clocks')).toBe(`${notificationTable()}\n`)
    expect(partIn(readme, 'shipment-clocks')).toBe(`${shipmentTable()}\n`)
    expect(partIn(readme, 'operation-clocks')).toBe(`${operationTable()}\n`)
    expect(partIn(readme, 'agreed-clocks')).toBe(`${agreedTable()}\n`)
    expect(tableOf(readme, 'of what was agreed').map(([name, , due]) => [name, due])).toEqual([
      ['`action`, `due`', 'the end of the day that was agreed, on its own clock'],
      ['`bulletin`, `read`', '5 working days of the desk'],
      ['`bulletin`, `review`', 'the end of the review date, on its own clock'],
    ])
    expect(tableOf(readme, 'of an operation').map(([name, , due]) => [name, due])).toEqual([
      ['`report`', '7 days, while it runs'],
      ['`end`', 'at the end of the period'],
    ])
    const rows = [...tableOf(readme, 'of a notification'), ...tableOf(readme, 'of a shipment')]
    expect(rows.map(([name]) => name)).toEqual(
      ['ack', 'answer', 'told', 'written', 'act', 'alarm', 'hold'].map(name => `\`${name}\``),
    )
    expect(rows[0]?.[2]).toBe('15 min or, if earlier, 4 h before arrival; 5 min at least')
    // Each says where its figures are from, and what of them is ours.
    expect(rows.filter(row => !/judgement|Directive|TRIPS/.test(row[4] ?? ''))).toEqual([])
  })

  test('when the sources of the figures are read, then each clock has one, and none is empty', () => {
    const sources = Object.values(defaultPolicy).flatMap(clocks =>
      Object.values(clocks).map(c => c.source),
    )
    expect(sources).toHaveLength(30)
    const said = tableOf(readme, 'figures of').map(([, source]) => source)
    expect(new Set(said)).toEqual(new Set(sources))
    expect(said.filter(source => (source ?? '').length < 9)).toEqual([])
  })

  test('when its rotation and its policy of a pair are read, then the program takes them', () => {
    const [rotation, policy, pairs, ...more] = blocksOf(
      sectionOf(readme, 'Who is called, and when'),
    )
      .filter(b => b.language === 'json')
      .map(b => JSON.parse(b.body))
    expect(more).toEqual([])
    expect(rotationSchema.parse(rotation)).toEqual(rotation)
    expect(Object.keys(rotationSchema.shape).sort()).toEqual(Object.keys(rotation).sort())
    expect(agreedSchema.parse(policy)).toEqual(policy)
    const [desk] = blocksOf(sectionOf(readme, 'A real desk')).filter(b => b.language === 'json')
    const [pair] = pairs.pairs
    const whole = { ...JSON.parse(desk?.body ?? ''), pairs: [{ ...pair, policy }] }
    expect(pair.policy).toBe('pair.json')
    expect(configSchema.parse(whole).pairs).toHaveLength(1)
  })

  test('when the clocks that end cases are read, then they are those of the default policy', () => {
    const text = sectionOf(readme, 'Clocks').replace(/\s+/g, ' ')
    const { evidence, preservation } = defaultPolicy.routine
    const days = (minutes: number): number => minutes / 1440
    const lasting = (clock: typeof evidence): number =>
      clock && 'minutes' in clock.within ? days(clock.within.minutes) : 0
    const before = (evidence?.steps ?? [])
      .map(s => ('afterMinutes' in s ? -days(s.afterMinutes) : 0))
      .filter(d => d > 0)
    expect(preservation?.steps).toEqual(evidence?.steps)
    expect(text).toContain(`last ${lasting(evidence)} days`)
    expect(text).toContain(`kept ${lasting(preservation)} days`)
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
    expect(meant.length).toBeGreaterThanOrEqual(14)
    const heard = meant.map(text =>
      readRequest({ kind: 'command', text }, { commands, dutyCommands, matters }),
    )
    expect(heard.filter(r => !r.ok)).toEqual([])
  })

  test('when the one with a mistake is heard, then it is refused with the nearest', () => {
    const heard = wrong.map(text =>
      readRequest({ kind: 'command', text }, { commands, dutyCommands, matters }),
    )
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
    expect(
      readRequest({ kind: 'command', text: filled }, { commands, dutyCommands, matters }),
    ).toMatchObject({
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
    expect(partIn(readme, 'state-table')).toBe(`${made}\n`)
    expect(made.split('\n').length).toBeGreaterThan(10)
    expect(withPart(readme, 'state-table', made)).toBe(readme)
  })
})
