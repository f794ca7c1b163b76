import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readRequest } from '../../src/bot/request.ts'
import { encodeCallback } from '../../src/card/callback.ts'
import { matters } from '../../src/matter/index.ts'
import type { Act } from '../../src/ports/platform.ts'
import { commands } from '../../src/referral/commands/index.ts'
import { dutyCommands } from '../../src/roster/commands/index.ts'
import { id } from '../referral/sample.ts'

const typed = (text: string) =>
  readRequest({ kind: 'command', text }, { commands, dutyCommands, matters })

/** What was understood, short; or why not. */
const short = (act: Act | string): unknown => {
  const read =
    typeof act === 'string' ? typed(act) : readRequest(act, { commands, dutyCommands, matters })
  if (!read.ok) return read.error
  if (read.value.kind !== 'act') return read.value
  const { command, kind: _, ...rest } = read.value
  return { ...rest, command: command.name }
}

describe('a typed line', () => {
  it('given each command by name and by alias, then it is that command on that referral', () => {
    const words = commands.flatMap(c => [c.name, ...(c.aliases ?? [])].map(word => ({ c, word })))
    for (const { c, word } of words) {
      const expected = {
        command: c.name,
        via: 'command',
        raw: {},
        ...(c.by === 'new' ? {} : { subject: id }),
      }
      expect(short(`/referral ${word}${c.by === 'new' ? '' : ` ${id}`}`), word).toEqual(expected)
      expect(
        short(`referral ${word.toUpperCase()}${c.by === 'new' ? '' : ` ${id.toLowerCase()}`}`),
      ).toEqual(expected)
    }
    expect(words.length).toBeGreaterThan(30)
  })

  it('given values, then they go to the command, and a draft is asked for in one line', () => {
    expect(
      short('/referral new to=kcs.cyber category=tobacco subject="Two containers, 8 million"'),
    ).toEqual({
      command: 'create',
      via: 'command',
      raw: { to: 'kcs.cyber', category: 'tobacco', subject: 'Two containers, 8 million' },
    })
    expect(short(`/referral close ${id} outcome=success note=「多謝」`)).toEqual({
      command: 'close',
      via: 'command',
      subject: id,
      raw: { outcome: 'success', note: '多謝' },
    })
  })

  it('given an exercise, then it has a root of its own and works after that of the referral too', () => {
    const lines = ['/drill to=kcs.cyber', 'DRILL to=kcs.cyber', '/referral drill to=kcs.cyber']
    expect(lines.map(short)).toEqual(
      lines.map(() => ({ command: 'drill', via: 'command', raw: { to: 'kcs.cyber' } })),
    )
    expect(short('/drill')).toEqual({ command: 'drill', via: 'command', raw: {} })
    expect(['/drlil', '/referral drlil', '/drill kcs', '/drill too=kcs'].map(short)).toEqual([
      { kind: 'UnknownCommand', typed: '/drlil', nearest: '/drill' },
      { kind: 'UnknownCommand', typed: '/referral drlil', nearest: '/drill' },
      { kind: 'UnknownInput', typed: 'kcs' },
      { kind: 'UnknownInput', typed: 'too', nearest: 'to' },
    ])
  })

  it('given what changes nothing, then it is help, list or view', () => {
    const help = ['', ' ', '/help', 'HELP', '／ｈｅｌｐ']
    expect(help.map(short)).toEqual(help.map(() => ({ kind: 'help' })))
    const about = ['/referral', '/referral help', '/help referral', 'HELP　/Referral']
    expect(about.map(short)).toEqual(about.map(() => ({ kind: 'help', topic: 'referral' })))
    expect(['/shipment help', '/help topic=duty', '/duty help'].map(short)).toEqual(
      ['shipment', 'duty', 'duty'].map(topic => ({ kind: 'help', topic })),
    )
    expect(
      ['/help shpment', '/help zzzzzzzz', '/help duty now', '/help topik=duty'].map(short),
    ).toEqual([
      { kind: 'UnknownCommand', typed: '/help shpment', nearest: '/help shipment' },
      { kind: 'UnknownCommand', typed: '/help zzzzzzzz' },
      { kind: 'UnknownInput', typed: 'now' },
      { kind: 'UnknownInput', typed: 'topik' },
    ])
    expect(['/referral list', '／referral　ＬＩＳＴ'].map(short)).toEqual([
      { kind: 'list' },
      { kind: 'list' },
    ])
    expect(
      [`/referral view ${id}`, '/referral view ＨＫ－２０２６－０００００４２'].map(short),
    ).toEqual([
      { kind: 'view', subject: id },
      { kind: 'UnknownReferral', ref: 'ＨＫ－２０２６－０００００４２' },
    ])
    expect(
      short(
        '/referral view ＨＫ－２０２６－０００００４２'.replace('０００００４２', '００００４２'),
      ),
    ).toEqual({
      kind: 'view',
      subject: id,
    })
  })

  it('given a slip of the finger, then the nearest is offered as it would be typed', () => {
    const slips = [
      ['/referral acknowlege X', '/referral acknowlege', '/referral acknowledge'],
      ['/referral lsit', '/referral lsit', '/referral list'],
      ['/referral hepl', '/referral hepl', '/help'],
      ['/hlep', '/hlep', '/help'],
      ['/referal list', '/referal', '/referral'],
      ['/snd', '/snd', '/referral send'],
      ['/referral ｓｅｎｄｄ', '/referral ｓｅｎｄｄ', '/referral send'],
    ] as const
    expect(slips.map(([text]) => short(text))).toEqual(
      slips.map(([, said, nearest]) => ({ kind: 'UnknownCommand', typed: said, nearest })),
    )
    const far = ['/referral zzzzzzzz', '/kubectl get pods', '/']
    expect(far.map(text => Object.keys(short(text) as object))).toEqual(
      far.map(() => ['kind', 'typed']),
    )
  })

  it('given no reference or what is none, then it is asked for', () => {
    expect(short('/referral send')).toEqual({ kind: 'UnknownReferral', ref: '' })
    expect(short('/referral view')).toEqual({ kind: 'UnknownReferral', ref: '' })
    expect(short('/referral send 42')).toEqual({ kind: 'UnknownReferral', ref: '42' })
  })

  it('given a value of an unknown name or a word too many, then it is refused rather than lost', () => {
    const lost = [
      [`/referral close ${id} outcom=success`, 'outcom', 'outcome'],
      ['/referral new titel=x', 'titel', undefined],
      ['/referral new constructor=x', 'constructor', undefined],
      [`/referral withdraw ${id} explanation=Sent by mistake`, 'by', undefined],
      ['/referral new subject=two containers', 'containers', undefined],
      [`/referral acknowledge ${id} explanation=x`, 'explanation', undefined],
    ] as const
    expect(lost.map(([text]) => short(text))).toEqual(
      lost.map(([, word, nearest]) => ({
        kind: 'UnknownInput',
        typed: word,
        ...(nearest ? { nearest } : {}),
      })),
    )
  })

  it('given any text at all, then it is understood or refused, and nothing throws', () => {
    const word = fc.oneof(
      fc.constantFrom('/referral', 'new', 'view', 'close', id, 'to=x', '"', '='),
      fc.string({ unit: 'grapheme', maxLength: 8 }),
    )
    const begin = fc.constantFrom('', '/referral', '/referral new', `/referral close ${id}`)
    const kinds = new Set<string>()
    fc.assert(
      fc.property(begin, fc.array(word, { maxLength: 4 }), (first, words) => {
        const read = typed([first, ...words].join(' '))
        kinds.add(read.ok ? read.value.kind : read.error.kind)
      }),
      { numRuns: 1000 },
    )
    expect([...kinds]).toEqual(expect.arrayContaining(['help', 'act', 'UnknownCommand']))
  })
})

describe('a button or a form', () => {
  const data = (command: string, subject: string | undefined = id) =>
    encodeCallback({ command, ...(subject ? { subject } : {}), revision: 3 })

  it('given each command, then its button and its form carry subject, revision and values', () => {
    const others = commands.filter(c => c.by !== 'new')
    for (const c of others) {
      const about = { command: c.name, subject: id, revision: 3 }
      expect(short({ kind: 'button', data: data(c.name) })).toEqual({
        ...about,
        raw: {},
        via: 'button',
      })
      expect(short({ kind: 'form', data: data(c.name), values: { note: 'x' } })).toEqual({
        ...about,
        raw: { note: 'x' },
        via: 'form',
      })
    }
    expect(others).toHaveLength(commands.length - 2)
    expect(short({ kind: 'button', data: data('view') })).toEqual({ kind: 'view', subject: id })
    expect(short({ kind: 'form', data: 'v1:-:create:0', values: {} })).toEqual({
      command: 'create',
      raw: {},
      via: 'form',
    })
  })

  it('given data that we did not write or that fits no command, then it is an unknown button', () => {
    const strange = [
      '',
      'v2:HK-2026-000042:send:3',
      'v1:HK-2026-000042:explode:3',
      'v1:-:send:3',
      'v1:HK-2026-000042:create:0',
      'v1:-:view:0',
      'v1:HK-2026-000042:send:-1',
      'v1:HK-2026-000042:send:3\n',
    ]
    expect(strange.map(d => short({ kind: 'button', data: d }))).toEqual(
      strange.map(() => ({ kind: 'UnknownButton' })),
    )
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), text => {
        expect(short({ kind: 'button', data: text })).toEqual({ kind: 'UnknownButton' })
      }),
    )
  })
})

describe('an officer’s own page and settings', () => {
  it('given either way to type them, then they mean the same', () => {
    const read = (text: string) =>
      readRequest({ kind: 'command', text }, { commands, dutyCommands, matters })
    expect(['/home', 'HOME', '/referral home'].map(read)).toEqual(
      Array(3).fill({ ok: true, value: { kind: 'home' } }),
    )
    const own = read('/me language=ko')
    expect(own).toEqual(read('/duty me language=ko'))
    expect(own).toMatchObject({ ok: true, value: { of: { raw: { language: 'ko' } } } })
    expect(read('/hoem')).toMatchObject({ ok: false, error: { nearest: '/home' } })
    expect(['/settings', '/settings language', '/Settings Language'].map(read)).toEqual(
      Array(3).fill(read('/me')),
    )
    expect(['/settings language ko', '/settings language=ko', '設定 x'].map(read)).toEqual([
      own,
      own,
      expect.objectContaining({ ok: false }),
    ])
    expect(read('/setings')).toMatchObject({ ok: false, error: { nearest: '/settings' } })
    expect(read('/settings languge ko')).toMatchObject({
      ok: false,
      error: { kind: 'UnknownInput', typed: 'languge', nearest: 'language' },
    })
    expect(read('/me kcs.o1')).toMatchObject({ ok: false, error: { kind: 'UnknownInput' } })
  })
})
