import { labelOf as labelOfTlp, tlps } from '../codes/tlp.ts'
import { categories } from '../kit/codes.ts'
import type { ContactPointId } from '../kit/ids.ts'
import { days, type Instant } from '../kit/time.ts'
import { moment, optionalText, pickedSeveral, several, text } from '../referral/inputs.ts'
import { languageInput as language } from '../referral/language-input.ts'
import { optionalChoice, optionalCode } from '../referral/optional-inputs.ts'
import type { Problem } from '../referral/refusals.ts'
import type { Directory } from '../roster/directory.ts'
import { type Operation, standingOf } from './operation.ts'

export { language }

export const invited = pickedSeveral({
  label: 'operation.invite',
  hint: 'operation.invite_hint',
  source: 'contact-points',
})

export const beginInputs = {
  name: text({ label: 'operation.name', hint: 'operation.name_hint', max: 120 }),
  from: moment({ label: 'operation.begins', hint: 'form.instant_hint' }),
  to: moment({ label: 'operation.ends', hint: 'form.instant_hint' }),
  invited,
  categories: several({
    label: 'operation.categories',
    codes: categories,
    labelOf: code => `category.${code}`,
    required: true,
  }),
  targets: optionalText({
    label: 'operation.targets',
    hint: 'operation.targets_hint',
    max: 500,
    widget: 'paragraph',
  }),
  tlp: {
    ...optionalChoice({ label: 'form.tlp', codes: tlps, labelOf: labelOfTlp }),
    preset: 'amber-strict',
  },
  language,
}

/** A year, as for shipments: a slip of the finger in the year shows (judgement). */
const farthest = days(366)

/** The end is after the begin and ahead; neither is more than a year away. */
export const periodProblems = (
  { from, to }: { readonly from: Instant; readonly to: Instant },
  now: Instant,
): readonly Problem[] => [
  ...(from < now - farthest ? [{ input: 'from', reason: 'Past' } as const] : []),
  ...(from > now + farthest ? [{ input: 'from', reason: 'TooFarAway' } as const] : []),
  ...(to <= from || to <= now ? [{ input: 'to', reason: 'EndsTooEarly' } as const] : []),
  ...(to > now + farthest ? [{ input: 'to', reason: 'TooFarAway' } as const] : []),
]

const deskOf = (typed: string, directory: Directory): ContactPointId | undefined =>
  directory.contactPoints.find(c => c.id === typed.toLowerCase())?.id

interface Named {
  readonly desks: readonly ContactPointId[]
  readonly problems: readonly Problem[]
}

/** Desks that may be invited: those that there are, but for the own, and those that are in it or were asked. */
export const invitedDesks = (
  typed: readonly string[],
  own: ContactPointId,
  directory: Directory,
  o?: Operation,
): Named => {
  const found = typed.map(t => deskOf(t, directory))
  const desks = found.filter(d => d !== undefined)
  const isIn = (d: ContactPointId): boolean =>
    o !== undefined && ['invited', 'joined'].includes(standingOf(o, d))
  const problem = (reason: 'NotAChoice' | 'OwnDesk'): readonly Problem[] => [
    { input: 'invited', reason },
  ]
  if (desks.length < found.length || desks.some(isIn))
    return { desks, problems: problem('NotAChoice') }
  return { desks, problems: desks.includes(own) ? problem('OwnDesk') : [] }
}

export const report = text({
  label: 'operation.situation',
  hint: 'operation.situation_hint',
  max: 1500,
  widget: 'paragraph',
})

/** Which administration outside it is about; a new one where nothing is given. */
export const proxyNumber = {
  ...optionalCode({
    label: 'operation.proxy_number',
    hint: 'operation.proxy_number_hint',
    otherwise: 'NotAChoice',
    read: typed => (/^[1-9]\d?$/.test(typed.trim()) ? typed.trim() : undefined),
  }),
}

/** The same with what there is to choose from. */
export const oneOfProxies = (o: Operation): typeof proxyNumber => ({
  ...proxyNumber,
  widget: 'choice',
  // A chat system lists no more than 25.
  choices: o.proxies.slice(-25).map(({ n }) => ({
    value: `${n}`,
    label: 'operation.proxy_title',
    params: { number: { kind: 'number', value: n } },
  })),
})
