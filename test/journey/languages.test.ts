import { describe, expect, it } from 'vitest'
import { readCheckpoint } from '../../src/audit/checkpoint.ts'
import { custodyOf } from '../../src/bot/custody.ts'
import { reportIn } from '../../src/bot/custody-report.ts'
import { replay, startOf } from '../../src/bot/scenario.ts'
import type { Part } from '../../src/card/spoken.ts'
import { type Config, configSchema } from '../../src/config.ts'
import type { Language } from '../../src/kit/ids.ts'
import { days, minutes } from '../../src/kit/time.ts'
import { matters } from '../../src/matter/index.ts'
import type { Store } from '../../src/ports/store.ts'
import { commands } from '../../src/referral/commands/index.ts'
import { catalogue } from '../bot/spoken.ts'
import { finished, joint, running } from '../demo/cases.ts'
import { raiseStage, type Stage, tuesday } from '../rigs/stage.ts'
import { demoSettings } from '../rigs/stage-config.ts'

const all = ['en', 'ko', 'zh-CN', 'zh-HK'] as const
type Tag = (typeof all)[number]

const pairs = all.flatMap((first, i) => all.slice(i + 1).map(second => [first, second] as const))

/** The demo's desks as two administrations that speak these languages, in their channels and to their officers. */
const speaking = (hkc: Tag, kcs: Tag): Config => {
  const demo = demoSettings()
  const of = (desk: string): Tag => (desk === 'hkc.cyber' ? hkc : kcs)
  return configSchema.parse({
    ...demo,
    officers: demo.officers.map(o => ({ ...o, language: of(o.desk) })),
    channels: demo.channels.map(c => ({ ...c, languages: [...new Set(c.desks.map(of))] })),
  })
}

const seats = ['hkc.o1', 'kcs.o2']

/** What an officer meets besides cards: pages, offers, help, lists, forms, and what is refused. */
const lookAround = async (stage: Stage, officer: string): Promise<void> => {
  const actor = stage.actorOf(officer)
  const bot = stage.bot()
  await bot.home(actor)
  await bot.figures(actor, {})
  for (const text of ['/', '/referral view ', '/help ']) await bot.complete(actor, text)
  for (const { line, options } of bot.declared())
    for (const { name, suggested } of options)
      if (suggested) await bot.suggest(actor, { line, option: name, typed: '' })
  const lines = [
    ...['/help', '/help referral', '/help notify', '/home', '/referral list', '/referral new'],
    ...['/referral view KR-2026-000001', '/referral view HK-2026-000001', '/nonsense'],
    ...['/referral close HK-2026-000001', '/referral acknowledge KR-2026-000001', '/notify list'],
    ...['/notify new', '/shipment list', '/shipment view KR-S-2026-000001', '/shipment new'],
    ...['/operation list', '/operation view HK-O-2026-000001', '/operation new', '/action list'],
    ...['/action agenda', '/action new', '/bulletin list', '/bulletin new', '/duty now'],
    ...['/duty week', '/duty note', '/summary now', '/summary schedule', '/audit verify'],
    ...[
      '/audit receipt KR-2026-000001',
      '/settings',
      '/settings language',
      '/swap',
      '/drill start',
    ],
  ]
  for (const text of lines) await stage.hear(officer, { kind: 'command', text })
  for (const language of [undefined, 'zh-TW', 'zh-SG', 'ko-KR', 'it'])
    await bot.hear({
      key: `stranger ${officer} ${language}`,
      actor: { ...actor, user: `nobody ${officer}` },
      act: { kind: 'command', text: '/help' },
      ...(language ? { languages: [language] } : {}),
    })
}

const entriesOf = async (store: Store, ref: string) => {
  const found = []
  for await (const entry of store.readEntries(0, (await store.head()).size))
    if (JSON.parse(entry.body).subject?.id === ref) found.push(entry)
  return found
}

/** The custody report of a referral; of the lines only what is no code, as that stays as it is in the log. */
const reported = async (stage: Stage, language: Tag): Promise<readonly Part[]> => {
  const entries = await entriesOf(stage.store(), 'KR-2026-000001')
  const checkpoint = readCheckpoint((await stage.store().head()).note)
  if (!checkpoint.ok || entries.length === 0) throw new Error('nothing to report on')
  const custody = custodyOf('KR-2026-000001', entries, { commands, matters })
  const report = reportIn(language as Language, {
    ...{ custody, checkpoint: checkpoint.value, catalogue, directory: stage.directory },
    ...{ vkey: 'stage+key', howto: 'HOWTO.md' },
  })
  return report
    .replace(/`[^`]*`/g, '')
    .split(/[\n|]/)
    .map(text => ({ text, language: language as Language }))
}

/** Two of the demo's cases in full and one that nobody answers, on the way all that can be looked at. */
const retold = async (hkc: Tag, kcs: Tag, unanswered: number) => {
  const stage = await raiseStage({ store: 'memory', config: speaking(hkc, kcs), rosters: true })
  const on = { store: stage.store(), directory: stage.directory, clock: stage.clock }
  for (const scenario of [finished, joint, running])
    await replay({ ...on, bot: stage.bot() }, scenario, startOf(scenario, tuesday))
  await stage.fastForward(minutes(30))
  for (const officer of seats) await lookAround(stage, officer)
  await stage.fastForward(days(unanswered))
  for (const language of new Set([hkc, kcs])) stage.look(await reported(stage, language))
  stage.read()
  const said = stage.said()
  await stage.end()
  return said
}

describe('the cases of the demo between desks of any two languages', () => {
  it.each(pairs)(
    'given %s and %s, when they are retold, then both are spoken, and nothing leaks from one into the other',
    async (first, second) => {
      const { texts, pages, offers, forms } = await retold(first, second, 2)
      const counted = all.map(tag => [tag, texts[tag] ?? 0] as const)
      // Of the others, what strangers are told who speak them.
      const [spoken, others] = [true, false].map(isOf =>
        counted.flatMap(([tag, n]) => ((tag === first || tag === second) === isOf ? [n] : [])),
      )
      expect(Math.min(...(spoken ?? [])), JSON.stringify(texts)).toBeGreaterThan(800)
      expect(others).toEqual([2, 2])
      expect(pages).toBe(2 * seats.length)
      expect(offers).toBeGreaterThan(750)
      expect(forms).toBeGreaterThanOrEqual(7 * seats.length)
    },
  )

  it('given Simplified Chinese on both sides, when they are retold, then nothing else is spoken', async () => {
    // Over the Monday on which the week is posted, with its picture.
    const { texts } = await retold('zh-CN', 'zh-CN', 6)
    expect(texts['zh-CN']).toBeGreaterThan(900)
    expect(texts).toMatchObject({ en: 2, ko: 2, 'zh-HK': 2 })
  })
})
