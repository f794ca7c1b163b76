import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import type { OfficerId } from '../../src/kit/ids.ts'
import { instant } from '../../src/kit/time.ts'
import { demoConfig, start } from '../../src/main.ts'
import { demoSettings } from '../rigs/stage-config.ts'
import {
  dataFolder,
  look,
  press,
  runProgram,
  seen,
  silent,
  startProgram,
  visit,
} from './program.ts'

const cleanups: (() => void)[] = []
afterEach(() => {
  for (const clean of cleanups.splice(0)) clean()
})

const folder = (): string => {
  const { dir, remove } = dataFolder()
  cleanups.push(remove)
  return dir
}

/** The demo as a process, which doesn't outlive the test. */
const program = async (dir: string) => {
  const started = await startProgram(dir)
  cleanups.push(() => void started.kill())
  return started
}

const fail = (error: unknown): never => {
  throw error
}

/** 2026-11-24, 14:05 in Hong Kong, 15:05 in Korea; nobody's shift changes then. */
const now = () => instant(Date.UTC(2026, 10, 24, 6, 5))

const options = (dataDir: string) => ({
  config: demoConfig(),
  demo: true,
  dataDir,
  host: '127.0.0.1',
  port: 0,
  log: silent,
  onFatal: fail,
  now,
})

const run = async (dataDir: string) => {
  const running = await start(options(dataDir))
  if (!running.ok) throw new Error(JSON.stringify(running.error))
  return running.value
}

const wong = 'hkc.o1' as OfficerId

describe('given the demo in a new directory', () => {
  test('when it starts, then each officer comes in by their link and reads what their desk may', async () => {
    const running = await run(folder())
    const counts: Record<string, readonly [number, number]> = {}
    for (const { id } of running.directory.officers) {
      const hello = await look(await visit(id, await running.signInLink(id)))
      expect(hello.me.officer).toBe(id)
      counts[id] = [hello.channels.length, hello.messages.length]
    }
    // Shared: three cards with seven lines, five and one. Hong Kong: three cards, two calls and a hand-over
    // note; Korea: one call less.
    const shared = 3 + 7 + 5 + 1
    // Of the shipment, at both desks: its card with five lines, and an alarm.
    const shipment = 1 + 5 + 1
    // Of the operation: its card with three lines, and a report.
    const operation = 1 + 3 + 1
    const [hongKong, korea] = [
      [2, shared + 3 + 2 + 1 + shipment + operation],
      [2, shared + 3 + 1 + 1 + shipment + operation],
    ]
    expect(counts).toEqual({
      'hkc.o1': hongKong,
      'hkc.o2': hongKong,
      'hkc.o3': hongKong,
      'kcs.o1': korea,
      'kcs.o2': korea,
      'kcs.o3': korea,
    })
    await running.close()
  })

  test('when it starts again, then it shows the same messages and seeds nothing', async () => {
    const dir = folder()
    const first = await run(dir)
    const before = await look(await visit(wong, await first.signInLink(wong)))
    await first.close()
    const second = await run(dir)
    const after = await look(await visit(wong, await second.signInLink(wong)))
    await second.close()
    expect(seen(after)).toEqual(seen(before))
    expect(before.messages.length).toBeGreaterThan(10)
  })

  test('when a second one would run on the same data, then it is told so and the first goes on', async () => {
    const dir = folder()
    const first = await run(dir)
    expect(await start(options(dir))).toMatchObject({ ok: false, error: { kind: 'InUse' } })
    await first.pump()
    await first.close()
  })
})

describe('given the demo as a process', () => {
  test('when it is killed, twice, then a restart shows the state that it had', async () => {
    const dir = folder()
    const first = await program(dir)
    expect(first.links.size).toBe(6)
    const kim = await visit('kcs.o1', first.links.get('kcs.o1') ?? '')
    const before = await look(kim)
    await first.kill()

    const second = await program(dir)
    const again = await visit('kcs.o1', second.links.get('kcs.o1') ?? '')
    const after = await look(again)
    expect(seen(after)).toEqual(seen(before))
    const button = after.messages
      .flatMap(m => m.card.buttons)
      .find(b => b.data.includes(':acknowledge:'))
    expect(await press(again, 'key-000001', button?.data ?? '')).toEqual({ kind: 'none' })
    await second.kill()

    const third = await program(dir)
    const last = await look(await visit('kcs.o1', third.links.get('kcs.o1') ?? ''))
    await third.kill()
    const buttons = last.messages.flatMap(m => m.card.buttons.map(b => b.data))
    expect(buttons.filter(b => b.includes(':acknowledge:'))).toEqual([])
    expect(buttons.filter(b => /^v1:HK-\d{4}-000001:accept:4$/.test(b))).toHaveLength(2)
    expect(last.messages).toHaveLength(before.messages.length + 1)
  })
})

describe('given settings that can not be', () => {
  const settings = demoSettings()

  test('when the demo would listen beyond this machine, then it does not start', async () => {
    const refused = await start({ ...options(folder()), host: '0.0.0.0' })
    expect(refused).toEqual({ ok: false, error: { kind: 'DemoNotOnLoopback', host: '0.0.0.0' } })
    const { code, said } = await runProgram(['start', '--demo'], {
      LIAISON_DATA: folder(),
      LIAISON_HOST: '0.0.0.0',
    })
    expect([code, said]).toEqual([1, expect.stringMatching(/The demo .* stays on 127\.0\.0\.1/)])
  })

  test('when liaison.json is wrong in many ways, then each is named and nothing is made', async () => {
    const [hkc, kcs] = settings.agencies
    const config = {
      ...settings,
      agencies: [hkc, { ...kcs, prefix: 'HK' }],
      contactPoints: settings.contactPoints.map(c => ({
        ...c,
        zone: { zone: 'Asia/Nowhere', label: 'X' },
      })),
      officers: settings.officers.map(o => ({ ...o, roles: ['officer', 'king'] })),
      chanels: [],
    }
    const refused = await start({ ...options(folder()), config })
    if (refused.ok) throw new Error('it started')
    expect(refused.error.kind).toBe('BadConfig')
    const problems = JSON.stringify(refused.error['problems'])
    for (const named of [
      'contactPoints.0.zone.zone',
      'contactPoints.1.zone.label',
      'officers.0.roles.1',
      'chanels',
    ])
      expect(problems).toContain(named)
  })

  test.each([
    [
      'an id twice',
      { officers: [...settings.officers, ...settings.officers.slice(0, 1)] },
      'hkc.o1: id used twice',
    ],
    [
      'a prefix twice',
      { agencies: settings.agencies.map(a => ({ ...a, prefix: 'HK' })) },
      'HK: prefix used twice',
    ],
    [
      'a desk of nobody',
      { contactPoints: settings.contactPoints.map(c => ({ ...c, agency: 'nca' })) },
      'kcs.cyber: unknown agency nca',
    ],
    [
      'no duty officer',
      { officers: settings.officers.filter(o => o.id !== 'kcs.o1') },
      'kcs.cyber: has no officer with the role duty',
    ],
    [
      'no internal channel',
      { channels: settings.channels.slice(0, 2) },
      'kcs.cyber: has no internal channel',
    ],
    [
      'one place twice',
      { channels: settings.channels.map(c => ({ ...c, place: 'one' })) },
      'console one: place used twice',
    ],
    [
      'one person twice',
      {
        officers: settings.officers.map(o => ({
          ...o,
          identities: settings.officers[0]?.identities,
        })),
      },
      'console local hkc.o1: identity of two officers',
    ],
  ])('when it has %s, then the problem is named', async (_, change, problem) => {
    const refused = await start({ ...options(folder()), config: { ...settings, ...change } })
    if (refused.ok) throw new Error('it started')
    expect(JSON.stringify(refused.error['problems'])).toContain(problem)
  })

  test('when the file is read by the program, then it says what is wrong and ends', async () => {
    const dir = folder()
    const file = join(dir, 'liaison.json')
    writeFileSync(file, JSON.stringify({ ...settings, log: 'Not A Name' }))
    const { code, said } = await runProgram(['start'], { LIAISON_DATA: dir, LIAISON_CONFIG: file })
    expect(code).toBe(1)
    expect(said).toContain(`liaison: ${file}:1: log: `)
    expect(said).not.toContain('    at ')
  })
})
