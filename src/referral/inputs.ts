import { z } from 'zod'
import type { Params } from '../card/card.ts'
import type { Widget } from '../card/form.ts'
import type { MessageKey } from '../card/key.ts'
import { type ReferralId, toReferralId } from '../kit/ids.ts'
import { clean, isBlank, lengthOf } from '../kit/text.ts'
import { type Instant, instant, parseInstant, toRfc3339 } from '../kit/time.ts'
import type { Problem } from './refusals.ts'

/** Choices known only at run time. */
export type Source = 'contact-points' | 'languages' | 'colleagues' | 'references'

/** One declared input: what every platform's form shows and what the core accepts. */
export interface Input<T> {
  readonly widget: Widget
  readonly label: MessageKey
  readonly hint?: MessageKey
  readonly required: boolean
  /** May be missing in a draft, but not in what is sent. */
  readonly needed?: boolean
  /** Heading of the part of a long form that it belongs to. */
  readonly group?: MessageKey
  /** What its form begins with. */
  readonly preset?: string
  readonly max?: number
  readonly choices?: readonly {
    readonly value: string
    readonly label: MessageKey
    readonly params?: Params
  }[]
  readonly source?: Source
  /** What its text names, where that can be looked up. */
  readonly names?: 'place' | 'hs'
  /** What its figure counts, where a card says it in other units too. */
  readonly counts?: 'stick'
  /** The officer's own words go to the vault, codes to the log. */
  readonly keep: 'vault' | 'log'
  readonly schema: z.ZodType<T, string>
}

export type Inputs = Readonly<Record<string, Input<unknown>>>
export type ValuesOf<I extends Inputs> = {
  readonly [K in keyof I]: I[K] extends Input<infer T> ? T : never
}

interface Texts {
  readonly label: MessageKey
  readonly hint?: MessageKey
  readonly max: number
  readonly widget?: 'line' | 'paragraph'
}

// zod's own `max` counts code points; platforms count UTF-16 units.
export const textSchema = (max: number) =>
  z
    .string()
    .transform(clean)
    .refine(s => lengthOf(s) <= max, { params: { reason: 'TooLong', max } })

/** Free text that must be given; `max` in UTF-16 units after cleaning. */
export const text = ({ widget = 'line', ...t }: Texts): Input<string> => ({
  ...t,
  widget,
  required: true,
  keep: 'vault',
  schema: textSchema(t.max).refine(s => !isBlank(s), { params: { reason: 'Missing' } }),
})

export const optionalText = ({ widget = 'line', ...t }: Texts): Input<string | undefined> => ({
  ...t,
  widget,
  required: false,
  keep: 'vault',
  schema: textSchema(t.max).transform(s => (isBlank(s) ? undefined : s)),
})

/** One of a list of codes; the label of each is `<group>.<code>` in the catalogue. */
export const choice = <const C extends string>(c: {
  readonly label: MessageKey
  readonly codes: readonly C[]
  readonly labelOf: (code: C) => MessageKey
}): Input<C> => ({
  label: c.label,
  widget: 'choice',
  required: true,
  keep: 'log',
  choices: c.codes.map(value => ({ value, label: c.labelOf(value) })),
  schema: z.string().transform((value, ctx) => {
    const typed = value.trim().toLowerCase()
    const found = c.codes.find(code => code === typed)
    if (found === undefined)
      ctx.addIssue({ code: 'custom', params: { reason: typed === '' ? 'Missing' : 'NotAChoice' } })
    return found ?? z.NEVER
  }),
})

/** One of what the directory or the catalogue has; checked by whoever knows them. */
export const picked = (p: {
  readonly label: MessageKey
  readonly hint?: MessageKey
  readonly source: Source
  readonly required: boolean
}): Input<string> => ({
  ...p,
  widget: 'choice',
  keep: 'log',
  schema: z
    .string()
    .transform(s => s.trim())
    .refine(s => s !== '' || !p.required, { params: { reason: 'Missing' } }),
})

/** A moment with its offset; see kit/time.ts. */
export const optionalMoment = (m: {
  readonly label: MessageKey
  readonly hint: MessageKey
}): Input<Instant | undefined> => ({
  ...m,
  widget: 'instant',
  required: false,
  keep: 'log',
  schema: z.string().transform((value, ctx) => {
    if (value.trim() === '') return undefined
    const read = parseInstant(value)
    // An offset can push a time out of the years 0 to 9999, which no entry of the log can hold.
    if (read.ok && /^\d{4}-/.test(toRfc3339(read.value))) return read.value
    ctx.addIssue({ code: 'custom', params: { reason: read.ok ? 'NotAnInstant' : read.error } })
    return z.NEVER
  }),
})

/** A moment that must be given. */
export const moment = (m: {
  readonly label: MessageKey
  readonly hint: MessageKey
}): Input<Instant> => ({
  ...optionalMoment(m),
  required: true,
  schema: optionalMoment(m).schema.transform((value, ctx) => {
    if (value !== undefined) return value
    ctx.addIssue({ code: 'custom', params: { reason: 'Missing' } })
    return z.NEVER
  }),
})

/** A day as `YYYY-MM-DD`. */
export const date = (d: {
  readonly label: MessageKey
  readonly hint: MessageKey
}): Input<string> => ({
  ...d,
  widget: 'line',
  required: true,
  keep: 'log',
  schema: z.string().transform((value, ctx) => {
    const typed = value.normalize('NFKC').trim()
    if (z.iso.date().safeParse(typed).success) return typed
    ctx.addIssue({ code: 'custom', params: { reason: typed === '' ? 'Missing' : 'NotADate' } })
    return z.NEVER
  }),
})

/** The reference of a referral. */
export const reference = (r: { readonly label: MessageKey }): Input<ReferralId> => ({
  ...r,
  widget: 'line',
  source: 'references',
  required: true,
  keep: 'log',
  schema: z.string().transform((value, ctx) => {
    const read = toReferralId(value)
    if (read !== undefined) return read
    const reason = value.trim() === '' ? 'Missing' : 'NotAReference'
    ctx.addIssue({ code: 'custom', params: { reason } })
    return z.NEVER
  }),
})

const partsOf = (value: string): readonly string[] =>
  value
    .normalize('NFKC')
    .split(/[\s,、]+/)
    .filter(t => t !== '')

/** Any number of what the directory has; whoever knows it checks them. */
export const pickedSeveral = (p: {
  readonly label: MessageKey
  readonly hint?: MessageKey
  readonly source: Source
}): Input<readonly string[]> => ({
  ...p,
  widget: 'choices',
  required: false,
  keep: 'log',
  schema: z.string().transform(value => [...new Set(partsOf(value).map(t => t.toLowerCase()))]),
})

/** Any number of codes of a list, as typed with commas or blanks between; in the order of the list. */
export const several = <const C extends string>(c: {
  readonly label: MessageKey
  readonly hint?: MessageKey
  readonly codes: readonly C[]
  readonly labelOf: (code: C) => MessageKey
  readonly required: boolean
}): Input<readonly C[]> => ({
  label: c.label,
  ...(c.hint ? { hint: c.hint } : {}),
  widget: 'choices',
  required: c.required,
  keep: 'log',
  choices: c.codes.map(value => ({ value, label: c.labelOf(value) })),
  schema: z.string().transform((value, ctx) => {
    const typed = partsOf(value)
    const found = c.codes.filter(code => typed.some(t => t.toLowerCase() === code.toLowerCase()))
    if (
      found.length === new Set(typed.map(t => t.toLowerCase())).size &&
      (found.length > 0 || !c.required)
    )
      return found
    const reason = typed.length === 0 ? 'Missing' : 'NotAChoice'
    ctx.addIssue({ code: 'custom', params: { reason } })
    return z.NEVER
  }),
})

const problemOf = (input: string, issue: z.core.$ZodIssue): Problem => {
  const params = issue.code === 'custom' ? issue.params : undefined
  const reason = params?.['reason']
  switch (reason) {
    case 'Missing':
    case 'NoOffset':
    case 'NotAnInstant':
    case 'NotADate':
    case 'NotANumber':
    case 'NotADigest':
    case 'NotAReference':
    case 'NotATime':
    case 'NotAZone':
      return { input, reason }
    case 'TooLong':
      return { input, reason, max: Number(params?.['max']) }
    default:
      return { input, reason: 'NotAChoice' }
  }
}

/** Checks each value by its declaration; all problems at once, in the order of the form. */
export const problemsOf = (
  inputs: Inputs,
  raw: Readonly<Record<string, string>>,
): readonly Problem[] =>
  Object.entries(inputs).flatMap(([name, input]) => {
    const read = input.schema.safeParse(raw[name] ?? '')
    return read.success ? [] : read.error.issues.slice(0, 1).map(i => problemOf(name, i))
  })

/** The values as the command takes them. Only after `problemsOf` found none. */
export const valuesOf = <I extends Inputs>(
  inputs: I,
  raw: Readonly<Record<string, string>>,
): ValuesOf<I> =>
  Object.fromEntries(
    Object.entries(inputs).map(([name, input]) => [name, input.schema.parse(raw[name] ?? '')]),
  ) as ValuesOf<I>

/** The officer's own words among the values, for the vault; empty ones left out. */
export const wordsOf = (
  inputs: Inputs,
  raw: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(inputs)
      .filter(([, input]) => input.keep === 'vault')
      .map(([name]) => [name, clean(raw[name] ?? '')])
      .filter(([, value]) => !isBlank(value ?? '')),
  )

const logged = (value: unknown, widget: Widget): string => {
  if (Array.isArray(value)) return value.join(',')
  if (typeof value === 'number')
    return widget === 'instant' ? toRfc3339(instant(value)) : `${value}`
  return typeof value === 'string' ? value : ''
}

/** Codes, figures and moments among the values as the log holds them; empty ones left out. */
export const detailsOf = (
  inputs: Inputs,
  raw: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(inputs)
      .filter(([, input]) => input.keep === 'log')
      .map(([name, i]) => [name, logged(i.schema.parse(raw[name] ?? ''), i.widget)])
      .filter(([, value]) => value !== ''),
  )
