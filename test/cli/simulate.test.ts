import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { callInside } from './inside.ts'
import { call, scratch, writeDesk } from './program.ts'

const cleanups: (() => void)[] = []
afterEach(() => {
  for (const clean of cleanups.splice(0)) clean()
})

const folder = (): string => {
  const { dir, remove } = scratch()
  cleanups.push(remove)
  return dir
}

const right: Readonly<Record<string, string>> = {
  pair: 'hkc.cyber:kcs.cyber',
  priority: 'P2',
  at: '2026-09-25 23:30 KST',
}

const asked = (more: Readonly<Record<string, string>> = {}): readonly string[] => [
  'simulate',
  ...Object.entries({ ...right, ...more }).flatMap(([name, value]) => [`--${name}`, value]),
]

const simulate = (dir: string, ...args: readonly string[]) => callInside(args, {}, dir)

describe('given a desk that is simulated', () => {
  test('when nobody would answer over a night, then each call is a line, on both clocks', () => {
    const dir = folder()
    const { status, stdout, stderr } = call(dir, asked({ days: '1' }))
    expect([status, stderr, readdirSync(dir)]).toEqual([0, '', []])
    expect(stdout).toMatchInlineSnapshot(`
      "hkc.cyber to kcs.cyber, urgent, sent 2026-09-25 22:30 HKT / 23:30 KST, if nobody answers:
      acknowledgement within 1 hour: due 2026-09-25 23:30 HKT / 2026-09-26 00:30 KST
      reply within 3 days: due 2026-09-28 22:30 HKT / 23:30 KST

      2026-09-25 23:00 HKT / 2026-09-26 00:00 KST  acknowledgement, half of the time gone: kcs.o2 Park Seo-yeon (duty) at kcs.cyber
      2026-09-25 23:18 HKT / 2026-09-26 00:18 KST  acknowledgement, 80 % of the time gone: kcs.o2 Park Seo-yeon (duty) at kcs.cyber
      2026-09-25 23:30 HKT / 2026-09-26 00:30 KST  acknowledgement, due: kcs.o2 Park Seo-yeon (duty) at kcs.cyber
      2026-09-26 00:30 HKT / 01:30 KST  acknowledgement, 1 hour late: kcs.o1 Kim Min-jun (backup) at kcs.cyber
      2026-09-26 02:30 HKT / 03:30 KST  acknowledgement, 3 hours late: kcs.o2 Park Seo-yeon (supervisor) at kcs.cyber; hkc.o3 Li Wei (duty) at hkc.cyber, to ring kcs.cyber, +82 00 0000 0002
      2026-09-26 07:30 HKT / 08:30 KST  acknowledgement, 8 hours late: kcs.o2 Park Seo-yeon (head) at kcs.cyber; hkc.o2 Chan Mei-ling (head) at hkc.cyber, to ring kcs.cyber, +82 00 0000 0002; then every 8 hours
      Looked at until 2026-09-26 22:30 HKT / 23:30 KST. Nothing was sent.
      "
    `)
  })

  test('when JSON is asked for, then it says the same to a script', async () => {
    const { status, stdout } = await simulate(
      folder(),
      ...asked({ priority: 'urgent', days: '1' }),
      '--json',
    )
    const { calls, clocks, ...whole } = JSON.parse(stdout)
    expect([status, whole]).toEqual([
      0,
      {
        from: 'hkc.cyber',
        to: 'kcs.cyber',
        priority: 'urgent',
        at: '2026-09-25T14:30:00.000Z',
        until: '2026-09-26T14:30:00.000Z',
      },
    ])
    expect(clocks).toHaveLength(2)
    expect(calls).toHaveLength(6)
    expect(calls[3]).toEqual({
      at: '2026-09-25T16:30:00.000Z',
      deadline: 'ack',
      due: '2026-09-25T15:30:00.000Z',
      steps: [{ lateMinutes: 60 }],
      owner: { desk: 'kcs.cyber', officers: [{ id: 'kcs.o1', as: ['backup'] }] },
      other: { desk: 'hkc.cyber', officers: [] },
      channels: [],
    })
  })

  test('when a clock does not run at its priority, and nothing is due, then that is said', async () => {
    const { status, stdout } = await simulate(
      folder(),
      ...asked({ priority: 'information', days: '1' }),
    )
    expect(status).toBe(0)
    expect(stdout).toContain('\nreply: no clock runs\n')
    expect(stdout).toContain('\nNobody is called.\n')
  })

  test('when the pair has a policy of its own, then that is the one', async () => {
    const dir = folder()
    const steps = [{ afterMinutes: 0, tell: ['duty'] }]
    const ack = { within: { minutes: 7 }, steps, againMinutes: 60 }
    writeFileSync(join(dir, 'pair.json'), JSON.stringify({ immediate: { ack } }))
    const pair = '{ "between": ["kcs.cyber", "hkc.cyber"], "policy": "pair.json" }'
    writeDesk(dir, text => text.replace('"policy": {', `"pairs": [${pair}], "policy": {`))
    const at = `${new Date().getUTCFullYear()}-11-24T10:00Z`
    const { status, stdout } = await simulate(dir, ...asked({ priority: 'p1', at }))
    expect([status, existsSync(`${dir}/data`)]).toEqual([0, false])
    expect(stdout).toContain('acknowledgement within 7 minutes: due ')
  })

  test('when it reaches a year without a calendar, then that is said beside it', async () => {
    const { status, stdout, stderr } = await simulate(
      folder(),
      ...asked({ at: '2089-12-30 10:00 KST' }),
    )
    expect([status, stdout.includes('2089-12-30 09:00 HKT')]).toEqual([0, true])
    expect(stderr.trimEnd().split('\n')).toEqual([
      expect.stringMatching(
        /^liaison: hkc\.cyber: there is no calendar for 2089, .* Put hkc-2089\.json /,
      ),
      expect.stringMatching(/^liaison: hkc\.cyber: there is no calendar for 2090, /),
      expect.stringMatching(/^liaison: kcs\.cyber: there is no calendar for 2089, /),
      expect.stringMatching(/^liaison: kcs\.cyber: there is no calendar for 2090, /),
    ])
  })
})

describe('given something that can not be simulated', () => {
  test.each([
    ['an unknown desk', { pair: 'hkc.cyber:kcs.cybr' }, 'no desk kcs.cybr. Desks: hkc.cyber, kcs'],
    ['two unknown desks', { pair: 'a:b' }, 'no desk a and no desk b. Desks: '],
    ['one desk twice', { pair: 'hkc.cyber:hkc.cyber' }, 'name two desks.'],
    ['one desk', { pair: 'hkc.cyber' }, 'e.g. hkc.cyber:kcs.cyber'],
    ['three desks', { pair: 'a:b:c' }, 'e.g. hkc.cyber:kcs.cyber'],
    ['a priority that is none', { priority: 'P5' }, 'It must be P1 to P4, or one of immediate,'],
    ['a time without its offset', { at: '2026-09-23 17:00' }, '"2026-09-23 17:00+08:00"'],
    ['a time that is none', { at: 'noon' }, '"2026-09-23 17:00 HKT"'],
    ['no days', { days: '0' }, 'from 1 to 60'],
    ['too many days', { days: '61' }, 'from 1 to 60'],
    ['half a day', { days: '0.5' }, 'from 1 to 60'],
  ])('when it is %s, then that is refused with what to do', async (_, wrong, sentence) => {
    const { status, stdout, stderr } = await simulate(folder(), ...asked(wrong))
    expect([status, stdout]).toEqual([1, ''])
    expect(stderr).toContain(sentence)
    expect(stderr).not.toContain('    at ')
  })

  test('when liaison.json has a mistake, then that is said, as at a start', async () => {
    const dir = folder()
    writeDesk(dir, text => text.replace('Asia/Seoul', 'Asia/Soul'))
    const { status, stdout, stderr } = await simulate(dir, ...asked())
    expect([status, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(/^liaison: liaison\.json:\d+: .*is no IANA time zone$/m)
  })
})
