import { expect } from 'vitest'
import type { MatterId } from '../../src/kit/ids.ts'
import type { Answer } from '../../src/ports/platform.ts'
import { type Shipment, shipmentSchema } from '../../src/shipment/shipment.ts'
import { readCard, readFields } from '../rigs/reading.ts'
import type { Stage } from '../rigs/stage.ts'
import { told } from './told.ts'

type Values = Readonly<Record<string, string>>

export const ref = 'KR-S-2026-000001'
export const beginForm = 'v1:-:s-begin:0'

/** Two containers from Busan to Hong Kong, as Korea reports them. The stage stands at 15:00 there. */
export const busan: Values = {
  containers: 'CSQU3054383\nMSKU6011672',
  conveyance: 'MV Example, IMO 9074729, voyage 12W',
  from: 'KRPUS',
  to: 'HKHKG',
  departs: '2026-11-24 20:00 KST',
  arrives: '2026-11-27 10:00 HKT',
  goods: 'Plastic household articles',
  hs: '3924.10',
  custodian: 'hkc.cyber',
  watchers: 'hkc.cyber',
  language: 'en',
}

/** Onward to Italy, as Hong Kong finds it declared there. */
export const italy: Values = {
  from: 'HKHKG',
  to: 'ITGOA',
  departs: '2026-11-28 08:00 HKT',
  arrives: '2026-12-20 09:00 +01:00',
  goods: 'Wooden doors',
  hs: '4418.29',
  external: 'Dogane di Genova',
  language: 'en',
}

export const shipment = async (stage: Stage): Promise<Shipment> =>
  shipmentSchema.parse((await stage.store().load(ref as MatterId))?.state)

export const begun = async (stage: Stage, values: Values = {}): Promise<Answer> =>
  stage.submit('kcs.o1', beginForm, { ...busan, ...values })

/** A command about the shipment, typed; its form is filled in and sent. */
export const given = async (stage: Stage, who: string, verb: string, values: Values) =>
  stage.submit(who, await stage.say(who, `/shipment ${verb} ${ref}`), values)

/** What was newly shown but for the card that changes in place: when (in Korea), where and what. */
export const news = (stage: Stage): readonly string[] =>
  told(stage).filter(
    line => !(/ now KR-S-\S+: Shipment, /.test(line) && !line.includes('No longer due')),
  )

/** Calls only: when, where, what in its first words, and to whom. */
export const called = (lines: readonly string[]): readonly string[] =>
  lines
    .filter(l => / new /.test(l) && !l.includes(': Shipment, '))
    .map(l => [l.split(' | ')[0], ...(l.match(/@[\w.]+/g) ?? [])].join(' '))
    .toSorted()

const sheetAt = (stage: Stage, place: string) => {
  const [sheet, ...more] = stage.paper
    .sheets()
    .filter(s => s.place === place && s.outgoing.card.name === 'shipment')
  expect(more, `one card at ${place}`).toEqual([])
  if (!sheet) throw new Error(`no shipment at ${place}`)
  return sheet.outgoing.card
}

/** The one card of the shipment as it hangs at a place. */
export const cardAt = (stage: Stage, place: string): string => readCard(sheetAt(stage, place))
export const fieldsAt = (stage: Stage, place: string) => readFields(sheetAt(stage, place))
/** What stands above each officer's words. */
export const titlesAt = (stage: Stage, place: string): readonly string[] =>
  sheetAt(stage, place).quotes.map(q => q.label.parts[0]?.text ?? '')

/** How many cards that call for something hang at a place, with the button of it. */
export const asking = (stage: Stage, place: string): number =>
  stage.paper.sheets().filter(s => s.place === place && s.outgoing.card.mentions.length > 0).length
