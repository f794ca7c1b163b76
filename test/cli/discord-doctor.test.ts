import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { hostNow } from '../../src/main/clock.ts'
import { sayDiscord } from '../../src/main/discord-findings.ts'
import { examine } from '../../src/main/doctor.ts'
import { registrations } from '../../src/main/registration.ts'
import { type DiscordDesk, raiseDiscordDesk } from './discord-desk.ts'
import type { Settings } from './program.ts'

const cleanups: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const clean of cleanups.splice(0)) await clean()
})

const raise = async (): Promise<DiscordDesk> => {
  const desk = await raiseDiscordDesk()
  cleanups.push(desk.close)
  return desk
}

const ask = async ({ dir, env }: DiscordDesk, more: Settings = {}) => {
  const findings = await examine({
    config: join(dir, 'liaison.json'),
    dataDir: join(dir, 'data'),
    now: hostNow(),
    environment: { ...env, ...more },
  })
  return { findings, sick: findings.filter(f => !f.ok) }
}

const edit = ({ dir }: DiscordDesk, from: string, to: string): void => {
  const file = join(dir, 'liaison.json')
  const text = readFileSync(file, 'utf8')
  expect(text).toContain(from)
  writeFileSync(file, text.replaceAll(from, to))
}

const log = { info: () => {}, warn: () => {}, error: () => {} }

const register = async ({ dir, env }: DiscordDesk): Promise<void> => {
  const config = join(dir, 'liaison.json')
  for (const { run } of registrations)
    expect(await run({ config, environment: env, dryRun: false, log })).toMatchObject({ ok: true })
}

describe('given desks whose Discord is well', () => {
  test('when it is looked at, then each thing has its line, and nothing was posted, registered or opened', async () => {
    const desk = await raise()
    await register(desk)
    const before = desk.discord.asked().length
    const { findings, sick } = await ask(desk)
    expect(sick).toEqual([])
    expect(findings.map(f => f.what)).toEqual([
      'settings',
      'data directory',
      'log',
      'discord token',
      'discord application',
      'discord intents',
      `discord server ${desk.hk.id}`,
      `discord server ${desk.kr.id}`,
      'discord commands',
      'discord channel hkc-desk',
      'discord channel kcs-desk',
      'discord officer hkc.o1',
      'discord officer kcs.o1',
    ])
    const asked = desk.discord.asked().slice(before)
    expect(new Set(asked.map(a => a.method))).toEqual(new Set(['GET']))
    expect(desk.discord.identified()).toBe(0)
    expect(desk.discord.problems()).toEqual([])
  })
})

const viewChannel = 1n << 10n
const sendMessages = 1n << 11n
const mentionEveryone = 1n << 17n

type Fault = readonly [
  name: string,
  harm: (desk: DiscordDesk) => Settings | undefined,
  what: readonly string[],
  says: RegExp,
  mend: RegExp,
]

const faults: readonly Fault[] = [
  [
    'a token that Discord does not take',
    () => ({ DISCORD_TOKEN: `${'x'.repeat(26)}.nobody.${'x'.repeat(30)}` }),
    ['discord token'],
    /^Discord refuses\.$/,
    /a valid token: reset it/,
  ],
  [
    'no token',
    () => ({ DISCORD_TOKEN: '' }),
    ['discord settings'],
    /^DISCORD_TOKEN is not set/,
    /README\.md, "Discord"/,
  ],
  [
    'a server that the app is not in',
    desk => void edit(desk, desk.kr.id, '999999999999999999'),
    ['discord server 999999999999999999', 'discord channel kcs-desk', 'discord officer kcs.o1'],
    /no such server, or the app is not in it/,
    /open the invite address/,
  ],
  [
    'a channel that is not there',
    ({ discord, desks }) => void discord.deleteChannel(desks.hk),
    ['discord channel hkc-desk'],
    /^Discord knows no channel \d+ in a server\.$/,
    /Copy Channel ID/,
  ],
  [
    'a channel that the app does not see',
    ({ discord, hk, desks }) =>
      void discord.changeChannel(desks.hk, {
        overwrites: { [discord.botRole(hk).id]: { deny: viewChannel } },
      }),
    ['discord channel hkc-desk'],
    /^Discord refuses\.$/,
    /the permission View Channel/,
  ],
  [
    'a channel in which the app may not write',
    ({ discord, hk, desks }) =>
      void discord.changeChannel(desks.hk, {
        overwrites: { [hk.id]: { deny: sendMessages | (1n << 35n) } },
      }),
    ['discord channel hkc-desk'],
    /^In #desk the app lacks Send Messages, Create Public Threads\.$/,
    /Permissions, add the app's role/,
  ],
  [
    'a role that nobody is called by',
    ({ discord, duty }) => void discord.changeRole(duty, { mentionable: false }),
    ['discord officer kcs.o1'],
    /^Nobody can be called by the role duty/,
    /allow anyone to mention it/,
  ],
  [
    'a role that is not there',
    desk => void edit(desk, desk.duty.id, '999999999999999999'),
    ['discord officer kcs.o1'],
    /^The server has no role 999999999999999999\.$/,
    /Copy Role ID/,
  ],
  [
    'a member that is not there',
    desk => void edit(desk, desk.wong.id, '999999999999999999'),
    ['discord officer hkc.o1'],
    /^The server has no member 999999999999999999\.$/,
    /Copy User ID/,
  ],
  [
    'a command that another version registered',
    ({ hk }) => {
      hk.commands = hk.commands.filter(c => c['name'] !== 'home')
    },
    ['discord commands'],
    /^They are other than Liaison's in \d+ \(1\)\.$/,
    /liaison discord register/,
  ],
  [
    'a Discord that is not there',
    () => ({ DISCORD_API_URL: 'http://127.0.0.1:9/api' }),
    ['discord token'],
    /^Discord can't be reached\.$/,
    /DISCORD_API_URL/,
  ],
]

describe('given one thing that is wrong', () => {
  test.each(faults)(
    'when there is %s, then that is said with its mend, and nothing else',
    async (_, harm, what, says, mend) => {
      const desk = await raise()
      await register(desk)
      const more = harm(desk) ?? {}
      const { sick } = await ask(desk, more)
      expect(sick.map(f => f.what)).toEqual(what)
      expect(sick[0]?.says).toMatch(says)
      expect(sick[0]?.mend).toMatch(mend)
      expect(JSON.stringify(sick)).not.toContain(desk.discord.token)
      expect(desk.discord.messages(desk.desks.hk)).toEqual([])
    },
  )

  test('when the role is not open to be mentioned and the app may mention everyone, then all is well', async () => {
    const desk = await raise()
    await register(desk)
    const { discord, duty, kr } = desk
    discord.changeRole(duty, { mentionable: false })
    const own = discord.botRole(kr)
    discord.changeRole(own, { permissions: own.permissions | mentionEveryone })
    expect((await ask(desk)).sick).toEqual([])
  })

  test.each([
    [
      { endpoint: 'https://elsewhere.example/', signIns: 1000 },
      /and none to Liaison\.$/,
      /^Empty the Interactions Endpoint URL/,
    ],
    [{ signIns: 99 }, /^Only 99 sign-ins are left today/, /started so often/],
  ])('when the application is %j, then that is said with its mend', (seen, says, mend) => {
    const found = { ok: true, value: { id: '1', name: 'Liaison', ...seen } } as const
    const [finding] = sayDiscord({ kind: 'application', found })
    expect(finding).toMatchObject({
      ok: false,
      says: expect.stringMatching(says),
      mend: expect.stringMatching(mend),
    })
  })
})
