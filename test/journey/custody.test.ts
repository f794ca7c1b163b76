import { expect, test } from 'vitest'
import { createCatalogue } from '../../adapters/i18next/index.ts'
import { readCheckpoint } from '../../src/audit/checkpoint.ts'
import { custodyOf } from '../../src/bot/custody.ts'
import { reportIn } from '../../src/bot/custody-report.ts'
import { days } from '../../src/kit/time.ts'
import { matters } from '../../src/matter/index.ts'
import type { SealedEntry } from '../../src/ports/store.ts'
import { commands } from '../../src/referral/commands/index.ts'
import { raiseStage, type Stage } from '../rigs/stage.ts'
import * as agreed from './agreed-scenes.ts'
import * as notifications from './notification-scenes.ts'
import * as operations from './operation-scenes.ts'
import * as shipments from './shipment-scenes.ts'

const catalogue = createCatalogue({ dir: 'locales' })

const entriesOf = async (stage: Stage, ref: string): Promise<readonly SealedEntry[]> => {
  const found: SealedEntry[] = []
  for await (const entry of stage.store().readEntries(0, (await stage.store().head()).size))
    if (JSON.parse(entry.body).subject?.id === ref) found.push(entry)
  return found
}

/** Something of every kind, and then days in which nobody does anything. */
const told = async (stage: Stage): Promise<void> => {
  await stage.say('hkc.o1', `${notifications.courier} to=kcs.cyber`)
  await stage.press('kcs.o1', 'kcs-desk', 'n-acknowledge')
  await shipments.begun(stage)
  await shipments.given(stage, 'kcs.o1', 'leg', shipments.italy)
  await operations.begun(stage)
  await stage.say('kcs.o1', `/operation join ${operations.ref}`)
  await operations.given(stage, 'hkc.o1', 'sitrep', { situation: 'Nothing yet.', language: 'en' })
  await agreed.begunItem(stage)
  await agreed.given(stage, 'kcs.o1', `/action update ${agreed.item}`, { progress: 'Half of it.' })
  await agreed.sentNotice(stage)
  await stage.press('kcs.o1', 'kcs-desk', 'b-read')
  await stage.fastForward(days(8))
  stage.read()
}

/** Only what happened: the rest has columns of its own. */
const spokenOf = (report: string): readonly string[] =>
  [...report.matchAll(/\| ([^|]* `[a-z_.]+`) \|/g)].map(([, what = '']) => what)

test('given matters of every kind, when their custody is reported, then each entry is a sentence in every language, and the marking stands on top', async () => {
  const stage = await raiseStage({ store: 'memory' })
  await told(stage)
  const checkpoint = readCheckpoint((await stage.store().head()).note)
  if (!checkpoint.ok) throw new Error(checkpoint.error)
  const reports: string[] = []
  for (const ref of [
    notifications.ref,
    shipments.ref,
    operations.ref,
    agreed.item,
    agreed.notice,
  ]) {
    const custody = custodyOf(ref, await entriesOf(stage, ref), { commands, matters })
    expect(custody.rows.length, ref).toBeGreaterThan(1)
    expect(custody.rows.filter(r => !r.what)).toEqual([])
    for (const language of catalogue.languages()) {
      const parts = {
        custody,
        checkpoint: checkpoint.value,
        catalogue,
        vkey: 'stage+key',
        howto: 'HOWTO.md',
      }
      const report = reportIn(language, { ...parts, directory: stage.directory })
      stage.look([{ text: report.replace(/`[^`]*`/g, ''), language }])
      expect(report.split('\n')[0], ref).toContain('TLP:')
      expect(report).not.toMatch(/undefined|\{\{/)
      expect(report).toMatch(/\d\d:\d\d (KST|HKT) \/ \d\d:\d\d (KST|HKT)/)
      if (language === 'en') reports.push(...spokenOf(report))
    }
  }
  // The clock's calls are many, and say the same.
  expect([...new Set(reports)]).toMatchInlineSnapshot(`
    [
      "Sent by Wong Ka-ming at 2026-11-24 14:00 HKT / 15:00 KST. \`notification.sent\`",
      "Korea Customs Service, contact point acknowledged receipt (Kim Min-jun, 2026-11-24 14:00 HKT / 15:00 KST). \`notification.acknowledged\`",
      "The clock called: a time was near, or had passed. \`notification.escalated\`",
      "The arrival time has passed. Addressees without an answer: 1 \`notification.arrived\`",
      "Begun by Kim Min-jun at 2026-11-24 15:00 KST / 14:00 HKT. \`shipment.begun\`",
      "Leg 2 added, Hong Kong to Genoa. Korea Customs Service, contact point, Kim Min-jun, 2026-11-24 15:00 KST / 14:00 HKT \`shipment.leg_added\`",
      "KR-S-2026-000001: the shipment changed on its way \`shipment.alarmed\`",
      "The clock called: a time was near, or had passed. \`shipment.escalated\`",
      "Begun by Wong Ka-ming at 2026-11-24 14:00 HKT / 15:00 KST. \`operation.begun\`",
      "Korea Customs Service, contact point takes part. Kim Min-jun, 2026-11-24 14:00 HKT / 15:00 KST \`operation.joined\`",
      "HK-O-2026-000001: situation report 1 \`operation.reported\`",
      "The clock called: a time was near, or had passed. \`operation.escalated\`",
      "Begun by Wong Ka-ming at 2026-11-24 14:00 HKT / 15:00 KST. \`action.begun\`",
      "Progress reported. Korea Customs Service, contact point, Kim Min-jun, 2026-11-24 14:00 HKT / 15:00 KST \`action.updated\`",
      "The clock called: a time was near, or had passed. \`action.escalated\`",
      "Begun by Wong Ka-ming at 2026-11-24 14:00 HKT / 15:00 KST. \`bulletin.begun\`",
      "Korea Customs Service, contact point: read, as Kim Min-jun confirmed at 2026-11-24 14:00 HKT / 15:00 KST \`bulletin.read\`",
    ]
  `)
  await stage.end()
})
