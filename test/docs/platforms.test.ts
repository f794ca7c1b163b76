import { describe, expect, test } from 'vitest'
import { createDiscordPlatform } from '../../adapters/discord/index.ts'
import { platforms } from '../../adapters/index.ts'
import { createSlackPlatform } from '../../adapters/slack/index.ts'
import { instant } from '../../src/kit/time.ts'
import type { Capabilities } from '../../src/ports/platform.ts'
import { discordWords } from '../rigs/discord-options.ts'
import { read, tableOf } from './markdown.ts'

const table = tableOf(read('docs/platforms.md'), 'capability')
const names = Object.keys(platforms)

const common = {
  officers: new Map(),
  channels: [],
  languages: [],
  now: () => instant(0),
  monotonic: () => 0,
  log: { info: () => {}, warn: () => {}, error: () => {} },
  dataDir: '',
}
const words = { more: '', repeat: '', submit: '', next: '', close: '', expired: '', working: '' }

const made = {
  slack: createSlackPlatform({
    ...common,
    apiUrl: 'https://slack.com/api/',
    workspaces: [{ mode: 'socket', botToken: 'xoxb-1', appToken: 'xapp-1' }],
    words: () => words,
  }),
  discord: createDiscordPlatform({
    ...common,
    token: 'x'.repeat(60),
    guilds: ['123456789012345678'],
    words: discordWords,
    commands: [],
  }),
} as const

const capabilitiesOf = (name: keyof typeof made): Capabilities => {
  const one = made[name]
  if (!one.ok) throw new Error(one.error.kind)
  return one.value.capabilities
}

const cell = (capability: string, platform: string): string => {
  const row = table.find(([name]) => name === capability)
  return row?.[names.indexOf(platform) + 1] ?? ''
}

describe('given the table of what each platform can do', () => {
  test('when it is read, then each platform that there is has a word for each capability', () => {
    const heading = read('docs/platforms.md')
      .split('\n')
      .find(line => line.startsWith('| capability'))
    expect(heading).toBe(`| capability | ${names.join(' | ')} |`)
    expect(table.length).toBeGreaterThan(25)
    expect(table.filter(row => row.length !== names.length + 1)).toEqual([])
    expect(table.flat().filter(text => text === '' || text === 'no')).toEqual([])
  })

  test.each(['slack', 'discord'] as const)(
    'when %s says what it can, then the table says the same',
    name => {
      const { forms, privateReplies, maxButtons, keepsMessages, paceMs } = capabilitiesOf(name)
      expect(!cell('forms', name).startsWith('NOT SUPPORTED')).toBe(forms)
      expect(cell('private answers', name).startsWith('yes')).toBe(privateReplies)
      expect(cell('buttons shown on a card', name)).toMatch(new RegExp(`^${maxButtons}\\b`))
      expect(cell('messages kept over a restart', name) === 'yes').toBe(keepsMessages)
      expect(cell('pause between posts at a place', name)).toBe(`${paceMs / 1000} s`)
    },
  )
})
