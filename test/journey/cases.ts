import { readAnswer } from '../rigs/reading.ts'
import type { Stage } from '../rigs/stage.ts'
import { filmForm, firstRef } from './scenes.ts'

type Values = Readonly<Record<string, string>>

/** A piracy form that asks for data to be kept. */
export const keepForm: Values = {
  ...filmForm,
  actions: 'preserve-data',
  offence: 'Copyright Ordinance, making available',
  'data-kinds': 'subscriber,traffic',
  'window-from': '2026-11-23 00:00 +08:00',
  'window-to': '2026-11-24 13:30 +08:00',
  'data-identifiers': '192.0.2.10:6881',
  custodian: 'Example Telecom',
  necessity: 'Kept for 90 days only.',
  'follow-up-by': 'mla',
  'follow-up-due': '2027-01-20 12:00 +08:00',
}

/** Two containers of counterfeit cigarettes on their way, as in March 2003. */
export const cigaretteCase: Values = {
  category: 'tobacco',
  priority: 'urgent',
  subject: 'Two containers of cigarettes',
  narrative: 'Bound for Italy through Hong Kong.',
}
const { 'work-title': _, ...header } = filmForm
export const cigaretteForm: Values = {
  ...header,
  urgency: 'moving-now',
  actions: 'confirm-movement notify-third-administration',
  'cigarette-status': 'counterfeit',
  brands: 'Two brands',
  sticks: '8000000',
  report: 'warning',
  means: 'sea',
  conveyance: 'MV Example, CSQU3054383',
  loading: 'KRPUS',
  'goods-destination': 'ITGOA',
  declared: 'Furniture',
  eta: '2026-12-20 12:00 +01:00',
  suspicion: 'No furniture is made there.',
  control: 'Inform the port of arrival',
  'alert-subject': 'no',
}

const tried = (stage: Stage, who: string, verb: string, given: string, ref: string) =>
  stage.say(who, `/referral ${verb} ${ref} ${given}`.trim())

/** What an officer types; it must be done, not asked about or refused. */
export const done = async (stage: Stage, who: string, verb: string, given = '', ref = firstRef) => {
  const answer = await tried(stage, who, verb, given, ref)
  if (answer.kind === 'refusal' || answer.kind === 'form')
    throw new Error(`${verb}: ${readAnswer(answer)}`)
}

/** What an officer types and must not do; the refusal as its reader has it. */
export const refused = async (stage: Stage, who: string, verb: string, given = '') => {
  const answer = await tried(stage, who, verb, given, firstRef)
  if (answer.kind !== 'refusal') throw new Error(`${verb} by ${who} was not refused`)
  return readAnswer(answer)
}

/** What was said in the threads of a place since the last look; the cards are looked at and gone. */
export const linesAt = (stage: Stage, place: string): readonly string[] =>
  (stage.read()[place] ?? []).filter(l => l.startsWith('line'))
