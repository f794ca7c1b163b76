import { readHs } from '../codes/hs.ts'
import { readPlace } from '../codes/place.ts'
import { labelOf as labelOfTlp, tlps } from '../codes/tlp.ts'
import type { ContactPointId } from '../kit/ids.ts'
import { toMatterId, toReferralId } from '../kit/ids.ts'
import { days, type Instant } from '../kit/time.ts'
import { moment, optionalText, picked, pickedSeveral, text } from '../referral/inputs.ts'
import { languageInput as language } from '../referral/language-input.ts'
import { optionalChoice, optionalCode } from '../referral/optional-inputs.ts'
import type { Problem } from '../referral/refusals.ts'
import type { Directory } from '../roster/directory.ts'
import { type Leg, lastLeg, legOf, type Shipment } from './shipment.ts'

const place = (label: 'shipment.leg_from' | 'shipment.leg_to') => ({
  ...text({ label, hint: 'form.place_hint', max: 120 }),
  names: 'place' as const,
})

export const goodsInputs = {
  goods: text({ label: 'shipment.goods', max: 500, widget: 'paragraph' }),
  hs: {
    ...optionalCode({
      label: 'form.hs',
      hint: 'form.hs_hint',
      otherwise: 'NotANumber',
      read: typed => {
        const read = readHs(typed)
        return read.ok ? read.value.digits : undefined
      },
    }),
    names: 'hs' as const,
  },
}

/** What every leg is reported with. */
export const legInputs = {
  conveyance: optionalText({
    label: 'form.conveyance',
    hint: 'shipment.conveyance_hint',
    max: 200,
  }),
  from: place('shipment.leg_from'),
  to: place('shipment.leg_to'),
  departs: moment({ label: 'shipment.departs', hint: 'form.instant_hint' }),
  arrives: moment({ label: 'shipment.arrives', hint: 'form.instant_hint' }),
  ...goodsInputs,
  custodian: picked({
    label: 'shipment.custodian',
    hint: 'shipment.custodian_hint',
    source: 'contact-points',
    required: false,
  }),
  external: optionalText({
    label: 'shipment.external',
    hint: 'shipment.external_hint',
    max: 120,
  }),
}

const containers = {
  label: 'shipment.containers',
  max: 400,
  widget: 'paragraph',
} as const

/** ISO 6346 is checked on the card, where it warns. */
export const containersInput = text({ ...containers, hint: 'shipment.containers_hint' })
export const optionalContainers = optionalText({ ...containers, hint: 'shipment.containers_same' })

export const beginInputs = {
  watchers: pickedSeveral({
    label: 'shipment.watchers',
    hint: 'shipment.watchers_hint',
    source: 'contact-points',
  }),
  source: optionalCode({
    label: 'shipment.source',
    hint: 'shipment.source_hint',
    otherwise: 'NotAReference',
    read: typed => toReferralId(typed) ?? toMatterId(typed),
  }),
  tlp: {
    ...optionalChoice({ label: 'form.tlp', codes: tlps, labelOf: labelOfTlp }),
    preset: 'amber-strict',
  },
}

export { language }

/** Which leg or hold it is about; the last one of those that may be where nothing is given. */
export const numberInput = (label: 'shipment.leg' | 'shipment.hold') => ({
  ...optionalCode({
    label,
    hint: `${label}_hint`,
    otherwise: 'NotAChoice',
    read: typed => (/^[1-9]\d{0,2}$/.test(typed.trim()) ? typed.trim() : undefined),
  }),
})

type Numbered = ReturnType<typeof numberInput>

/** The same with what there is to choose from. */
export const oneOf = (
  label: 'shipment.leg' | 'shipment.hold',
  numbers: readonly number[],
): Numbered => {
  const last = numbers.at(-1)
  return {
    ...numberInput(label),
    widget: 'choice',
    // A chat system lists no more than 25.
    choices: numbers.slice(-25).map(n => ({
      value: `${n}`,
      label: `${label}_number`,
      params: { number: { kind: 'data', text: `${n}` } },
    })),
    ...(last === undefined ? {} : { preset: `${last}` }),
  }
}

export const oneOfLegs = (s: Shipment) => ({
  leg: oneOf(
    'shipment.leg',
    s.legs.map(l => l.n),
  ),
})

/** The leg that was named; the last one where none was. */
export const legGiven = (s: Shipment, typed: string | undefined): Leg | undefined =>
  typed === undefined ? lastLeg(s) : legOf(s, Number(typed))

/** Nothing is planned further ahead than a year; a slip of the finger in the year shows (judgement). */
export const farthest = days(366)

/** What is wrong with the times of a leg. It may not begin before the one above it ends. */
export const timesProblems = (
  { departs, arrives }: { readonly departs: Instant; readonly arrives: Instant },
  above: Leg | undefined,
  now: Instant,
): readonly Problem[] => [
  ...(above && departs < above.arrives
    ? [{ input: 'departs', reason: 'LegTooEarly' } as const]
    : []),
  ...(arrives <= departs ? [{ input: 'arrives', reason: 'ArrivesTooEarly' } as const] : []),
  ...(arrives > now + farthest ? [{ input: 'arrives', reason: 'TooFarAway' } as const] : []),
]

/** The desk of that id as the directory writes it. */
export const deskOf = (typed: string, directory: Directory): ContactPointId | undefined =>
  directory.contactPoints.find(c => c.id === typed.toLowerCase())?.id

export const custodianProblems = (
  { custodian, external }: { readonly custodian: string; readonly external: string | undefined },
  directory: Directory,
): readonly Problem[] => [
  ...(custodian !== '' && deskOf(custodian, directory) === undefined
    ? [{ input: 'custodian', reason: 'NotAChoice' } as const]
    : []),
  ...(custodian !== '' && external !== undefined
    ? [{ input: 'external', reason: 'OnlyOne' } as const]
    : []),
]

/** The places of a leg as codes, where they are codes. */
export const placesOf = ({ from, to }: { readonly from: string; readonly to: string }) => {
  const [first, last] = [readPlace(from).code, readPlace(to).code]
  return {
    ...(first === undefined ? {} : { from: first }),
    ...(last === undefined ? {} : { to: last }),
  }
}
