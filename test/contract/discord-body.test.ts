import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chooseOptions } from '../../adapters/discord/choosing.ts'
import { bodyOf } from '../../adapters/discord/commands.ts'
import { localise } from '../../adapters/discord/naming.ts'
import { createBuild } from '../../adapters/discord/options.ts'
import { sizeOf } from '../../adapters/discord/size.ts'
import type { Language } from '../../src/kit/ids.ts'
import type { DeclaredCommand, Sayings } from '../../src/ports/declared.ts'
import { commandFlaws, commandSize } from '../rigs/discord/table-command.ts'
import { type Fields, isFields, isList } from '../rigs/slack/rule.ts'
import { everything } from './discord-declared.ts'

const listOf = (value: unknown): readonly Fields[] => (isList(value) ? value.filter(isFields) : [])

const body: readonly Fields[] = bodyOf(everything).map(command => ({ ...command }))

interface Said {
  /** `referral accept`: by default names, without the group. */
  readonly path: string
  readonly group: string | undefined
  readonly part: Fields
}

/** What can be run, with what leads to it. */
const runnable: readonly Said[] = body
  .filter(c => c['type'] === 1)
  .flatMap(c => {
    const options = listOf(c['options'])
    const subs = options.filter(o => o['type'] === 1)
    const groups = options.filter(o => o['type'] === 2)
    if (subs.length === 0) return [{ path: String(c['name']), group: undefined, part: c }]
    return [
      ...subs.map(part => ({ path: `${c['name']} ${part['name']}`, group: undefined, part })),
      ...groups.flatMap(g =>
        listOf(g['options']).map(part => ({
          path: `${c['name']} ${part['name']}`,
          group: String(g['name']),
          part,
        })),
      ),
    ]
  })

const saidIn = (part: Fields, key: string, locale: string): string => {
  const all = part[`${key}_localizations`]
  return isFields(all) ? String(all[locale]) : ''
}

const locales = ['en-GB', 'en-US', 'ko', 'zh-CN', 'zh-TW']

describe('given every command that is declared', () => {
  test('when Discord is told them, then it takes them all, each within its 8,000 characters', () => {
    expect(commandFlaws(body, false)).toEqual([])
    for (const command of body)
      expect(sizeOf(command as unknown as Parameters<typeof sizeOf>[0])).toBe(commandSize(command))
    expect(body.map(c => c['name'])).toEqual([
      'referral',
      'drill',
      'notify',
      'notification',
      'shipment',
      'operation',
      'action',
      'bulletin',
      'duty',
      'me',
      'settings',
      'summary',
      'audit',
      'home',
      'help',
      'refer',
    ])
  })

  test('when each is looked for, then it is there under the last word of its line', () => {
    const lines = everything.commands.map(c => c.line.slice(1))
    expect(runnable.map(r => r.path).sort()).toEqual([...lines].sort())
    expect(lines.length).toBeGreaterThan(40)
  })

  test('when there are more than 25 of one root, then the late ones before the two that only look are in a group', () => {
    const of = everything.commands.filter(c => c.line.startsWith('/referral ')).map(c => c.line)
    const grouped = runnable.filter(r => r.group === 'more').map(r => `/${r.path}`)
    expect(grouped).toEqual(of.slice(22, -2))
    expect(grouped[0]).toBe('/referral duplicate')
    expect(of.slice(-2)).toEqual(['/referral list', '/referral view'])
  })

  test('when it is read in a language, then names and descriptions are there for all five, and no zh-HK', () => {
    for (const { path, part } of runnable) {
      expect(Object.keys(part['name_localizations'] ?? {}).sort(), path).toEqual(locales)
      expect(Object.keys(part['description_localizations'] ?? {}).sort(), path).toEqual(locales)
    }
    const accept = runnable.find(r => r.path === 'referral accept')?.part ?? {}
    expect(locales.map(l => saidIn(accept, 'name', l))).toEqual([
      'accept',
      'accept',
      '수락',
      '受理',
      '受理',
    ])
    expect(saidIn(body[0] ?? {}, 'name', 'zh-TW')).toBe('轉介')
    expect(JSON.stringify(body)).not.toContain('zh-HK')
  })

  test('when somebody knows the English name only, then every description has it', () => {
    for (const { path, part } of runnable)
      for (const locale of ['ko', 'zh-CN', 'zh-TW']) {
        const name = String(part['name'])
        expect(saidIn(part, 'description', locale).startsWith(`${name} · `), path).toBe(true)
      }
  })

  test('when options are looked at, then the reference comes first and alone must be given, and nothing long is asked', () => {
    for (const { path, part } of runnable) {
      const declared = everything.commands.find(c => c.line === `/${path}`)
      const options = listOf(part['options'])
      const required = options.filter(o => o['required'] === true).map(o => o['name'])
      const needsOne = declared?.options.some(o => o.name === 'ref')
      expect(required, path).toEqual(needsOne ? ['ref'] : [])
      if (needsOne) expect(options[0], path).toMatchObject({ name: 'ref', autocomplete: true })
      const long = declared?.options.filter(o => o.widget === 'paragraph').map(o => o.name) ?? []
      expect(options.filter(o => long.includes(String(o['name'])))).toEqual([])
    }
  })

  test('when a referral is begun, then all but its long texts can be given at once', () => {
    const begin = runnable.find(r => r.path === 'referral new')?.part ?? {}
    const options = listOf(begin['options'])
    expect(options.map(o => o['name'])).toEqual([
      'to',
      'category',
      'priority',
      'subject',
      'observed',
      'language',
    ])
    const [to, category] = options
    expect(to).toMatchObject({ autocomplete: true })
    expect(listOf(category?.['choices'])[0]).toMatchObject({
      value: 'ipr-online',
      name_localizations: { 'zh-TW': '網上盜版', ko: '온라인 저작권 침해' },
    })
  })

  test('when members look for them, then they see them in servers alone, and are asked for no special permission', () => {
    for (const command of body)
      expect(command).toMatchObject({
        default_member_permissions: '2147483648',
        contexts: [0],
        nsfw: false,
      })
    expect(body.at(-1)).toMatchObject({ type: 3, name: 'refer' })
  })
})

const say = (text: string): Sayings => new Map([['en' as Language, text]])

const option = (name: string, more: Partial<DeclaredCommand['options'][number]> = {}) => ({
  name,
  label: say(name),
  widget: 'line' as const,
  required: false,
  suggested: false,
  ...more,
})

describe('given less room than everything needs', () => {
  const listed = {
    widget: 'choice' as const,
    choices: ['one', 'two'].map(value => ({ value, label: say(value) })),
  }
  const command = (line: string): DeclaredCommand => ({
    line,
    label: say(line),
    about: say(line),
    options: [
      option('maybe'),
      option('text', { widget: 'paragraph', required: true }),
      option('needed', { ...listed, required: true }),
      option('ref', { required: true, suggested: true }),
    ],
  })
  const members = ['/a', '/b'].map(line => {
    const one = command(line)
    return { command: one, build: createBuild(one, ['en' as Language]) }
  })
  const chosen = (budget: number): readonly string[] =>
    [...chooseOptions(members, budget).values()].map(options =>
      options
        .map(o => `${o.name}${'choices' in o ? '!' : ''}${'autocomplete' in o ? '~' : ''}`)
        .join(' '),
    )

  test.each([
    [80, ['ref~ needed! maybe', 'ref~ needed! maybe']],
    [79, ['ref~ needed! maybe', 'ref~ needed!']],
    [60, ['ref~ needed!', 'ref~ needed!']],
    [59, ['ref~ needed! maybe', 'ref~ needed~']],
    [49, ['ref~ needed!', 'ref~ needed~']],
    [36, ['ref~ needed~', 'ref~ needed~']],
    [24, ['ref~ needed~', 'ref~']],
    [12, ['ref~', 'ref~']],
    [6, ['ref~', '']],
  ])('when there are %i characters, then the most needed are kept first', (budget, wanted) => {
    expect(chosen(budget)).toEqual(wanted)
  })

  test('when one finds no room, then none that was declared after it comes in its place', () => {
    const one = { ...command('/a'), options: [option('much-longer'), option('x')] }
    const members = [{ command: one, build: createBuild(one, ['en' as Language]) }]
    const names = (budget: number) =>
      [...chooseOptions(members, budget).values()].map(options => options.map(o => o.name))
    expect(names(10)).toEqual([[]])
    expect(names(24)).toEqual([['much-longer', 'x']])
  })
})

describe('given siblings with any labels', () => {
  const languages = ['en', 'ko'].map(l => l as Language)
  const names = ['accept', 'list', 'view', 'see-all']
  const label = fc.oneof(
    fc.constantFrom('수락', '목록', 'List', 'See all', '', '()', '공유 범위(TLP)', 'x'.repeat(40)),
    fc.string({ unit: 'grapheme', maxLength: 40 }),
  )
  const siblings = fc.tuple(label, label, label, label).map(labels =>
    labels.map((text, i) => ({
      name: names[i] ?? '',
      label: new Map([...say('any'), ['ko' as Language, text] as const]),
    })),
  )

  test('when they are named in a language, then each name is one that Discord takes and no two are alike', () => {
    const seen = { fallen: 0, translated: 0 }
    fc.assert(
      fc.property(siblings, given => {
        const found = localise(given, languages).map(one => one.ko ?? '')
        expect(new Set(found).size).toBe(found.length)
        for (const [i, name] of found.entries()) {
          expect(name).toMatch(/^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u)
          expect(name).toBe(name.toLowerCase())
          if (name === names[i]) seen.fallen++
          else {
            seen.translated++
            expect(names).not.toContain(name)
          }
        }
      }),
      { seed: 20_261_129, numRuns: 500 },
    )
    expect(seen.fallen).toBeGreaterThan(100)
    expect(seen.translated).toBeGreaterThan(100)
  })
})
