import { z } from 'zod'
import type { MessageKey } from '../card/key.ts'
import { isZone, type Weekday, weekdays } from '../kit/zone.ts'
import { type Input, textSchema } from '../referral/inputs.ts'

interface Labels {
  readonly label: MessageKey
  readonly hint?: MessageKey
}

type Reason = 'Missing' | 'NotAChoice' | 'NotADate' | 'NotANumber' | 'NotATime' | 'NotAZone'

/** One line that may be left empty; `read` gives its value, or nothing where it says none. */
const optionalLine = <T>(
  labels: Labels,
  max: number,
  otherwise: Reason,
  read: (typed: string) => T | undefined,
): Input<T | undefined> => ({
  ...labels,
  widget: 'line',
  required: false,
  keep: 'log',
  max,
  schema: textSchema(max).transform((value, ctx) => {
    const typed = value.normalize('NFKC').trim()
    if (typed === '') return undefined
    const found = read(typed)
    if (found !== undefined) return found
    ctx.addIssue({ code: 'custom', params: { reason: otherwise } })
    return z.NEVER
  }),
})

const longNames = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']

/** `HH:MM`, 00:00 to 23:59; `9:00` and full-width digits are read too. */
export const optionalTimeOfDay = (labels: Labels): Input<string | undefined> =>
  optionalLine(labels, 8, 'NotATime', typed => {
    const [, h = '', m = ''] = /^(\d{1,2}):(\d{2})$/.exec(typed) ?? []
    return h !== '' && Number(h) < 24 && Number(m) < 60 ? `${h.padStart(2, '0')}:${m}` : undefined
  })

/** A day of the week: chosen, or typed as `mon` or `Monday`; or nothing. */
export const optionalWeekday = (labels: Labels): Input<Weekday | undefined> => ({
  ...optionalLine(labels, 12, 'NotAChoice', typed => {
    const plain = typed.toLowerCase()
    return weekdays.find((d, i) => plain === d || plain === longNames[i])
  }),
  widget: 'choice',
  choices: weekdays.map(d => ({ value: d, label: `duty.weekday.${d}` as const })),
})

/** `YYYY-MM-DD`, or nothing. */
export const optionalDate = (labels: Labels): Input<string | undefined> =>
  optionalLine(labels, 10, 'NotADate', typed =>
    z.iso.date().safeParse(typed).success ? typed : undefined,
  )

/** An IANA name such as `Asia/Seoul`, or nothing. */
export const optionalZone = (labels: Labels): Input<string | undefined> =>
  optionalLine(labels, 64, 'NotAZone', typed => (isZone(typed) ? typed : undefined))

/** Days of a turn: `day`, `week`, or 1 to 60; one day where nothing is said. */
export const optionalDays = (labels: Labels): Input<number | undefined> => ({
  ...optionalLine(labels, 8, 'NotANumber', typed => {
    const word = typed.toLowerCase()
    const n = word === 'day' ? 1 : word === 'week' ? 7 : /^\d{1,2}$/.test(word) ? Number(word) : 0
    return n >= 1 && n <= 60 ? n : undefined
  }),
  preset: 'day',
})

/** What names one of several of the same kind, e.g. rotations; short and in small letters. */
export const optionalName = (labels: Labels, preset: string): Input<string | undefined> => ({
  ...optionalLine(labels, 21, 'NotAChoice', typed =>
    /^[a-z][a-z0-9-]{0,20}$/.test(typed.toLowerCase()) ? typed.toLowerCase() : undefined,
  ),
  preset,
})

/** The number of an override, a leave or a swap; `#3` is 3. */
export const turnNumber = (labels: Labels): Input<number> => {
  const optional = optionalLine(labels, 9, 'NotANumber', typed => {
    const n = /^#?(\d{1,7})$/.exec(typed)?.[1]
    return n === undefined || Number(n) === 0 ? undefined : Number(n)
  })
  return {
    ...optional,
    required: true,
    schema: optional.schema.transform((value, ctx) => {
      if (value !== undefined) return value
      ctx.addIssue({ code: 'custom', params: { reason: 'Missing' } })
      return z.NEVER
    }),
  }
}

/** Any of the desk's officers, with commas or blanks between, in the order typed; none is allowed. */
export const officersInOrder = (labels: Labels): Input<readonly string[]> => ({
  ...labels,
  widget: 'choices',
  source: 'colleagues',
  required: false,
  keep: 'log',
  schema: z
    .string()
    .transform(value =>
      value
        .normalize('NFKC')
        .split(/[\s,、]+/)
        .filter(t => t !== ''),
    )
    .refine(typed => typed.length <= 60, { params: { reason: 'NotAChoice' } }),
})
