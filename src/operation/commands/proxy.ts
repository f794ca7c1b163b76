import { ok } from '../../kit/result.ts'
import { toRfc3339 } from '../../kit/time.ts'
import { measureInputs, readMeasures } from '../../referral/forms/measures.ts'
import { optionalMoment, optionalText } from '../../referral/inputs.ts'
import type { Problem } from '../../referral/refusals.ts'
import { measureOf } from '../../summary/measures.ts'
import { act, badInput } from '../command.ts'
import { language, oneOfProxies, proxyNumber } from '../inputs.ts'
import { sumsOf } from '../tally.ts'

/** Nobody keeps more of them by hand (judgement). */
const mostProxies = 30

/**
 * Totals of an administration that is not on Liaison, as a participant has them from it. They take the place of
 * those that it gave before, stand in rows of their own and are never added to what referrals came to.
 */
export const proxy = act({
  name: 'o-proxy',
  verb: 'proxy',
  label: 'button.o_proxy',
  about: 'command.o_proxy',
  inputs: {
    administration: optionalText({
      label: 'operation.administration',
      hint: 'operation.administration_hint',
      max: 120,
    }),
    number: proxyNumber,
    'as-of': optionalMoment({ label: 'operation.as_of', hint: 'operation.as_of_hint' }),
    ...measureInputs,
    language,
  },
  asks: true,
  shown: o => ({ number: oneOfProxies(o) }),
  decide: ({ o, input, raw, now, by }) => {
    const n = input.number === undefined ? undefined : Number(input.number)
    const asOf = input['as-of'] ?? now
    const read = readMeasures(raw)
    const measures = read.ok ? read.value.flatMap(m => measureOf(m) ?? []) : []
    const problems: readonly Problem[] = [
      ...(n === undefined && input.administration === undefined
        ? [{ input: 'administration', reason: 'Missing' } as const]
        : []),
      ...(n !== undefined && input.administration !== undefined
        ? [{ input: 'administration', reason: 'OnlyOneName' } as const]
        : []),
      ...(n !== undefined && !o.proxies.some(p => p.n === n)
        ? [{ input: 'number', reason: 'NotAChoice' } as const]
        : []),
      ...(n === undefined && o.proxies.length >= mostProxies
        ? [{ input: 'administration', reason: 'TooMany', max: mostProxies } as const]
        : []),
      ...(asOf > now ? [{ input: 'as-of', reason: 'NotYet' } as const] : []),
      ...(read.ok ? [] : read.error),
      ...(read.ok && measures.length === 0
        ? [{ input: 'measure-1-kind', reason: 'Missing' } as const]
        : []),
    ]
    if (problems.length > 0) return badInput(problems)
    return ok({
      type: 'operation.proxied',
      ...{ desk: by.desk, proxy: n ?? o.proxies.length + 1 },
      asOf: toRfc3339(asOf),
      sums: sumsOf(measures),
    })
  },
})
