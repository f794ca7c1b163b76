import { describe, expect, it } from 'vitest'
import {
  agreedNotificationSchema,
  defaultNotificationPolicy,
  overNotificationDefaults,
} from '../../src/escalation/notification.ts'
import { hours, minutes, plus, toRfc3339 } from '../../src/kit/time.ts'
import { defineMatter } from '../../src/matter/define.ts'
import { notificationsUnder } from '../../src/notification/spec.ts'
import {
  courier,
  crowded,
  directory,
  gdf,
  hkc,
  kcs,
  matter,
  officerAt,
  problemsOf,
  sent,
  start,
  toldBy,
} from './sample.ts'

const wrong = (raw: Readonly<Record<string, string>>) =>
  problemsOf({ name: 'notify', by: officerAt(hkc), raw: { ...courier, ...raw } })

const dueOf = (played: ReturnType<typeof sent>, name: string) =>
  played.n.clocks.find(c => c.name === name)?.due

describe('a notification that is sent', () => {
  it('given the six fields, then each addressee is told once, and the sender and its supervisors', () => {
    const played = sent({ exporting: gdf, to: `${kcs}, ${gdf}` })
    expect(played.n.addressees.map(a => `${a.desk} ${a.role}`)).toEqual([
      `${kcs} to`,
      `${gdf} exporting`,
    ])
    expect(toldBy(played)).toEqual([
      `${hkc} card`,
      `${kcs} card`,
      `${gdf} card`,
      `${hkc} reply`,
      `${kcs} reply`,
      `${gdf} reply`,
      `${hkc} ping.supervisor`,
    ])
    // The line that gives the receipt can wait.
    expect(played.notices.every(x => x.urgent === (x.purpose === 'reply' ? undefined : true))).toBe(
      true,
    )
    expect(played.n).toMatchObject({
      kind: 'warning',
      tlp: 'amber-strict',
      oral: false,
      urgency: 'moving-now',
    })
  })

  it('given the words, then they are for the vault and the log has none of them', () => {
    const played = sent({ external: 'Third Customs; +63 0000 0001' })
    const logged = JSON.stringify(played.events)
    const words = [...played.contents.values()].flatMap(c => Object.values(c))
    expect(words).toHaveLength(5)
    expect(words.filter(w => logged.includes(w))).toEqual([])
  })

  it.each([
    ['no arrival', { arrival: '' }, minutes(15)],
    ['an arrival in a day', { arrival: toRfc3339(plus(start, hours(24))) }, minutes(15)],
    [
      'an arrival in four hours and ten minutes',
      { arrival: toRfc3339(plus(start, minutes(250))) },
      minutes(10),
    ],
    [
      'an arrival in four hours and a minute',
      { arrival: toRfc3339(plus(start, minutes(241))) },
      minutes(5),
    ],
    ['an arrival in three hours', {}, minutes(5)],
    ['an arrival in a minute', { arrival: toRfc3339(plus(start, minutes(1))) }, minutes(5)],
  ])(
    'given %s, then it must be acknowledged in time, but never sooner than in five minutes',
    (_, raw, after) => {
      expect(dueOf(sent(raw), `ack:${kcs}`)).toBe(plus(start, after))
    },
  )

  it('given bad input, then it is refused at the field, and all of it at once', () => {
    expect(wrong({ arrival: '2026-11-24 13:59 +08:00' })).toEqual(['arrival: Past'])
    expect(wrong({ arrival: '2026-11-24 17:00' })).toEqual(['arrival: NoOffset'])
    expect(wrong({ arrival: 'soon' })).toEqual(['arrival: NotAnInstant'])
    expect(wrong({ to: '' })).toEqual(['to: Missing'])
    expect(wrong({ to: hkc })).toEqual(['to: OwnDesk'])
    expect(wrong({ hub: `${kcs} ${hkc}` })).toEqual(['hub: OwnDesk'])
    expect(wrong({ transit: 'xyz.cyber' })).toEqual(['transit: NotAChoice'])
    expect(wrong({ category: 'everything' })).toEqual(['category: NotAChoice'])
    expect(wrong({ reason: 'preservation' })).toEqual(['reason: NotAChoice'])
    expect(wrong({ external: 'Third Customs' })).toEqual(['external: NotContacts'])
    expect(wrong({ external: Array(6).fill('A; 1').join(' / ') })).toEqual([
      'external: NotContacts',
    ])
    expect(wrong({ category: '', what: ' ', where: '', action: '', reason: '' })).toEqual(
      ['category', 'what', 'where', 'action', 'reason'].map(i => `${i}: Missing`),
    )
    expect(wrong({ arrival: '2026-11-24 13:00 +08:00', to: hkc, external: 'x' })).toEqual([
      'arrival: Past',
      'to: OwnDesk',
      'external: NotContacts',
    ])
  })

  it('given as many as may be, then their clocks find place in one entry; and no more may be', () => {
    const { among, to } = crowded()
    const notify = { name: 'notify', by: officerAt(hkc), among }
    expect(problemsOf({ ...notify, raw: { ...courier, to } })).toEqual(['to: TooMany'])
    const { ack } = defaultNotificationPolicy
    const tell = ['duty', 'backup', 'supervisor', 'head', 'other-desk', 'other-head'] as const
    const steps = Array.from({ length: 10 }, (_, i) => ({
      afterMinutes: i * 10_000,
      tell: [...tell],
    }))
    const longest = agreedNotificationSchema.parse({ ack: { ...ack, steps } })
    const { commands } = defineMatter(notificationsUnder(overNotificationDefaults(longest)))
    const made = commands
      .find(c => c.name === 'notify')
      ?.decide({
        ...{ by: officerAt(hkc), now: start, directory: among, languages: [] },
        ...{ said: {}, contents: new Map() },
        raw: { ...courier, to: to.split(',').slice(0, 40).join(',') },
      })
    const bytes = JSON.stringify(made?.ok ? made.value.events : []).length
    expect([bytes > 40_000, bytes < 60_000]).toEqual([true, true])
  })

  it('given nobody but an external contact, then it may be sent', () => {
    const { n } = sent({ to: '', external: '第三海關；+63 1／Fourth; +65 2' })
    expect([n.addressees, n.externals, n.clocks.map(c => c.name)]).toEqual([
      [],
      [{}, {}],
      ['told:1', 'told:2'],
    ])
  })

  it('given no contact, then it is the telephone of the desk; and where there is none it is asked for', () => {
    const played = sent({ contact: '' })
    expect([...played.contents.values()][0]?.['contact']).toBe('黃家明, +852 0000 0001')
    expect(
      problemsOf({ name: 'notify', by: officerAt(gdf), raw: { ...courier, contact: '' } }),
    ).toEqual(['contact: Missing'])
  })

  it('given the form, then it begins with the contact, the hub, and the only other desk', () => {
    const notify = matter.commands.find(c => c.name === 'notify')
    expect(notify?.prefill({ by: officerAt(hkc), said: {}, directory })).toEqual({
      contact: '黃家明, +852 0000 0001',
      hub: gdf,
      to: kcs,
    })
    expect(notify?.prefill({ by: officerAt(gdf), said: {}, directory })).toEqual({})
  })
})
