import type { MatterId } from '../../src/kit/ids.ts'
import { type Operation, operationSchema } from '../../src/operation/operation.ts'
import type { Answer } from '../../src/ports/platform.ts'
import { readCard, readFields } from '../rigs/reading.ts'
import type { Stage } from '../rigs/stage.ts'
import { act, filled } from './matter.ts'
import { sentBy } from './told.ts'

type Values = Readonly<Record<string, string>>

export const ref = 'HK-O-2026-000001'
export const beginForm = 'v1:-:o-begin:0'

/** Eight weeks against cigarettes that go round. The stage stands at 15:00 of 24 November in Korea. */
export const crocodile: Values = {
  name: 'Project Crocodile',
  from: '2026-11-23 00:00 HKT',
  to: '2027-01-18 00:00 HKT',
  invited: 'kcs.cyber',
  categories: 'tobacco',
  targets: 'Containers declared anew on each leg',
  language: 'en',
}

export const operation = async (stage: Stage, id = ref): Promise<Operation> =>
  operationSchema.parse((await stage.store().load(id as MatterId))?.state)

export const begun = async (stage: Stage, values: Values = {}, who = 'hkc.o1'): Promise<Answer> =>
  stage.submit(who, beginForm, { ...crocodile, ...values })

/** A command about the operation, typed; its form is filled in and sent. */
export const given = async (
  stage: Stage,
  who: string,
  verb: string,
  values: Values,
  id = ref,
): Promise<Answer> => stage.submit(who, await stage.say(who, `/operation ${verb} ${id}`), values)

export const tag = (stage: Stage, who: string, referral: string, id = ref): Promise<Answer> =>
  stage.say(who, `/operation tag ${id} referral=${referral}`)

/** A referral of Hong Kong that Korea has answered. */
export const answered = async (stage: Stage, referral: string): Promise<void> => {
  await sentBy(stage, 'hkc.o1', referral)
  await act(stage, 'kcs.o1', referral, 'acknowledge')
  await act(stage, 'kcs.o1', referral, 'accept')
  await act(stage, 'kcs.o1', referral, 'answer', {
    result: 'Seized.',
    'result-info-only': 'yes',
    language: 'en',
  })
}

/** It is closed with so many cigarettes, and what they were worth. */
export const closedWith = (
  stage: Stage,
  referral: string,
  sticks: string,
  basis = 'own',
): Promise<Answer> =>
  act(stage, 'hkc.o1', referral, 'close', {
    outcome: 'success',
    'measure-1-kind': 'cigarettes',
    'measure-1-value': sticks,
    'measure-1-basis': basis,
    'measure-2-kind': 'market-value',
    'measure-2-value': '85000000',
    'measure-2-currency': 'HKD',
    'measure-2-basis': basis,
  })

const sheetAt = (stage: Stage, place: string, name: string) => {
  const found = stage.paper
    .sheets()
    .filter(s => s.place === place && s.outgoing.card.name === name)
    .at(-1)
  if (!found) throw new Error(`no ${name} at ${place}`)
  return found.outgoing.card
}

/** The one card of the operation as it hangs at a place, or its last report there. */
export const cardAt = (stage: Stage, place: string, name = 'operation'): string =>
  readCard(sheetAt(stage, place, name))
export const fieldsAt = (stage: Stage, place: string) =>
  readFields(sheetAt(stage, place, 'operation'))

export { filled }
