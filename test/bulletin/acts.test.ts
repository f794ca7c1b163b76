import { describe, expect, it } from 'vitest'
import { unreadBy, versionFor, versionsOf } from '../../src/bulletin/bulletin.ts'
import { tag } from '../bot/spoken.ts'
import {
  afterOf,
  at,
  begun,
  erased,
  gdf,
  hkc,
  kcs,
  korean,
  matter,
  mustTick,
  officerAt,
  problemsOf,
  read,
  refusalOf,
  reviewed,
  revised,
  spec,
  start,
  streaming,
  ticked,
  translated,
} from './sample.ts'

const keyOf = (o: { readonly what: unknown }): unknown => (o.what as { key: string }).key
const clocksOf = ({ state }: ReturnType<typeof begun>) => state.clocks.map(c => c.name)

describe('a bulletin', () => {
  it('given desks, when it is sent, then each has five of its own working days to read it', () => {
    const { state } = begun()
    expect(clocksOf(begun())).toEqual(['read:1.kcs.cyber', 'read:1.gdf.cyber', 'review:1'])
    expect(state.clocks.map(c => c.due)).toEqual([
      at('2026-12-01T18:00:00+09:00'),
      at('2026-12-01T18:00:00+01:00'),
      at('2027-02-26T23:59:00+08:00'),
    ])
    expect(spec.owed(state, kcs).map(keyOf)).toEqual(['bulletin.owed_read'])
    expect([spec.isTurnOf(state, kcs), spec.isTurnOf(state, hkc)]).toEqual([true, false])
    // Hong Kong shares a channel with Korea alone.
    expect(begun({ to: '' }).state.addressees.map(a => a.desk)).toEqual([kcs])
  })

  it('given one desk that read it, then that is said for it alone, to it and the sender', () => {
    const p = read()
    expect(unreadBy(p.state)).toEqual([gdf])
    expect(p.state.addressees).toMatchObject([{ read: { by: 'kcs.officer' } }, { desk: gdf }])
    expect(clocksOf(p)).toEqual(['read:1.gdf.cyber', 'review:1'])
    expect(new Set(p.notices.map(n => n.desk))).toEqual(new Set([hkc, kcs]))
  })

  it('given nobody who reads it, then its desk is reminded, and later the sender told', () => {
    const first = mustTick(begun(), `read:1.${kcs}`, at('2026-12-02T09:00:00+09:00'))
    expect(ticked(begun(), `read:1.${kcs}`, at('2026-12-02T08:59:00+09:00'))).toBeUndefined()
    expect(first.notices.map(n => `${n.desk} ${n.purpose}`)).toEqual([
      'hkc.cyber card',
      'kcs.cyber card',
      'kcs.cyber ping.read:1.kcs.cyber.0.2026-12-01T09:00:00.000Z',
    ])
    const last = mustTick(first, `read:1.${kcs}`, at('2026-12-14T09:00:00+09:00'))
    expect(last.notices.map(n => n.desk)).toContain(hkc)
    const has = read(last, kcs, at('2026-12-14T10:00:00+09:00'))
    expect(has.notices.filter(n => n.purpose.startsWith('ping')).length).toBeGreaterThan(1)
  })

  it('given a version in another language, then each place is shown its own, else the first', () => {
    const { state } = translated()
    expect(versionsOf(state).map(v => v.language)).toEqual(['en', 'ko'])
    const shown = (...languages: string[]) => versionFor(state, languages.map(tag))?.language
    expect([shown('ko', 'en'), shown('zh-HK', 'ko'), shown('zh-CN'), shown()]).toEqual([
      'ko',
      'ko',
      'en',
      'en',
    ])
    // Nobody is asked to read again what is the same.
    expect(unreadBy(translated(read()).state)).toEqual([gdf])
  })

  it('given a new text, then it takes the place of all versions, and reading begins anew', () => {
    const { state } = revised(read(translated()), { tlp: 'amber-strict' })
    expect([state.revision, state.tlp]).toEqual([2, 'amber-strict'])
    expect(versionsOf(state).map(v => v.language)).toEqual(['en'])
    expect(unreadBy(state)).toEqual([kcs, gdf])
    expect(state.clocks.map(c => c.name)).toEqual([
      'review:1',
      'read:2.kcs.cyber',
      'read:2.gdf.cyber',
    ])
    expect(revised(read()).state.tlp).toBe('amber')
  })

  it('given its review date, when nobody looks at it again, then its sender is asked to', () => {
    const due = at('2027-03-01T09:00:00+08:00')
    const p = mustTick(begun(), 'review:1', due)
    expect(p.notices.filter(n => n.purpose.startsWith('ping')).map(n => n.desk)).toEqual([hkc])
    expect([spec.isTurnOf(p.state, hkc), spec.isTurnOf(begun().state, hkc)]).toEqual([true, false])
    const kept = reviewed(p, {}, due)
    expect(kept.state).toMatchObject({ review: '2027-08-31', reviews: [{ at: due }] })
    expect(clocksOf(kept)).toContain('review:2')
    expect(clocksOf(kept)).not.toContain('review:1')
  })

  it('given its content, when it is erased, then there is nothing to read and no clock', () => {
    const p = erased(translated(), start)
    expect(p.state).toMatchObject({ texts: [], clocks: [], erased: true, revision: 1 })
    expect(matter.isErased(p.json)).toBe(true)
    expect([unreadBy(p.state), spec.owed(p.state, kcs), spec.isTurnOf(p.state, kcs)]).toEqual([
      [],
      [],
      false,
    ])
    expect(refusalOf({ name: 'b-read', by: officerAt(kcs), on: p }).kind).toBe('Erased')
    expect(refusalOf({ name: 'b-version', by: officerAt(hkc), on: p }).kind).toBe('Erased')
    const again = revised(p)
    expect([unreadBy(again.state), matter.isErased(again.json)]).toEqual([[kcs, gdf], false])
  })
})

describe('who may do what about a bulletin', () => {
  it.each(['b-version', 'b-revise', 'b-review', 'b-withdraw'])(
    'given an addressee, when it tries %s, then only the sender may',
    name => {
      expect(refusalOf({ name, by: officerAt(kcs), on: begun() })).toEqual({
        kind: 'WrongSide',
        needed: 'sender',
      })
    },
  )

  it('given the sender, then it can not read its own; given a second officer, then it was read', () => {
    expect(refusalOf({ name: 'b-read', by: officerAt(hkc), on: begun() })).toEqual({
      kind: 'WrongSide',
      needed: 'receiver',
    })
    expect(refusalOf({ name: 'b-read', by: officerAt(kcs, 'duty'), on: read() })).toEqual({
      kind: 'AlreadyAcknowledged',
      by: 'kcs.officer',
      at: start,
    })
    const only = begun({ to: kcs })
    expect(refusalOf({ name: 'b-read', by: officerAt(gdf), on: only }).kind).toBe('UnknownReferral')
  })

  it('given one that was withdrawn, then nothing of it may be done', () => {
    const raw = { reason: 'Wrong.' }
    const gone = afterOf({ name: 'b-withdraw', by: officerAt(hkc), on: begun(), raw })
    expect([gone.state.status, gone.state.clocks]).toEqual(['withdrawn', []])
    for (const name of ['b-version', 'b-revise', 'b-review', 'b-withdraw'])
      expect(refusalOf({ name, by: officerAt(hkc), on: gone })).toEqual({ kind: 'MovedOn' })
    expect(refusalOf({ name: 'b-read', by: officerAt(kcs), on: gone })).toEqual({ kind: 'MovedOn' })
  })

  it('given a button of the text before, then it is stale; given others that read, then it is not', () => {
    const command = matter.commands.find(c => c.name === 'b-read')
    const shown = matter.revisionOf(begun().json, gdf)
    expect(command?.against(read().json, officerAt(gdf), shown)).toBeUndefined()
    expect(command?.against(translated().json, officerAt(gdf), shown)).toBeUndefined()
    expect(command?.against(revised().json, officerAt(gdf), shown)).toEqual({ kind: 'MovedOn' })
  })
})

describe('bad input about a bulletin', () => {
  const wrong = (raw: Record<string, string>) =>
    problemsOf({ name: 'b-begin', by: officerAt(hkc), raw: { ...streaming, ...raw } })

  it.each([
    [{ kind: 'news' }, ['kind: NotAChoice']],
    [{ to: 'nobody.here' }, ['to: NotAChoice']],
    [{ to: `${kcs},${hkc}` }, ['to: OwnDesk']],
    [{ review: '2026-11-23' }, ['review: Past']],
    [{ review: '2036-11-23' }, ['review: TooFarAway']],
    [{ review: 'soon' }, ['review: NotADate']],
    [{ title: '' }, ['title: Missing']],
    [{ body: 'x'.repeat(1501) }, ['body: TooLong']],
    [{ tlp: 'pink' }, ['tlp: NotAChoice']],
    [{ language: 'xx' }, ['language: NotAChoice']],
  ])('given %o, then it is refused at its field', (raw, problems) => {
    expect(wrong(raw)).toEqual(problems)
  })

  it('given a desk that shares a channel with nobody, then it must say to whom', () => {
    const raw = { ...streaming, to: '' }
    expect(problemsOf({ name: 'b-begin', by: officerAt(gdf), raw })).toEqual(['to: Missing'])
  })

  it('given a language that it has, then it is not added twice', () => {
    const add = { name: 'b-version', by: officerAt(hkc) }
    expect(problemsOf({ ...add, on: begun(), raw: { ...korean, language: 'en' } })).toEqual([
      'language: HasVersion',
    ])
    expect(problemsOf({ ...add, on: translated(), raw: korean })).toEqual(['language: HasVersion'])
    // Without one it is the officer's own: Chinese here.
    const { language: _, ...own } = korean
    expect(versionsOf(translated(begun(), own).state).at(-1)?.language).toBe('zh-HK')
  })

  it('given a review that is over, then it does not hold until then', () => {
    expect(
      problemsOf({
        name: 'b-review',
        by: officerAt(hkc),
        on: begun(),
        raw: { review: '2026-11-01' },
      }),
    ).toEqual(['review: Past'])
  })
})
