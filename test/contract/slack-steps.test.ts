import { afterEach, beforeEach, expect, test } from 'vitest'
import { type SpokenForm, withValues } from '../../src/card/spoken.ts'
import type { Language } from '../../src/kit/ids.ts'
import type { Values } from '../../src/ports/platform.ts'
import { bareCard } from '../rigs/cards.ts'
import { formAnswer, formOf, raiseSlackDesk, type SlackDesk } from '../rigs/slack-desk.ts'
import { until } from '../rigs/slack-stage.ts'

const bare = formOf(Array.from({ length: 120 }, (_, i) => `n${i}`))
const long: SpokenForm = {
  ...bare,
  inputs: bare.inputs.map((input, i) => ({ ...input, group: i < 60 ? 'First' : 'Second' })),
}
/** As the core does: what was kept, and over that what is given. */
let kept: Values = {}
let gone = false
let desk: SlackDesk
beforeEach(async () => {
  kept = {}
  gone = false
  desk = await raiseSlackDesk({
    still: true,
    ear: {
      keep: async (_, data, values) => {
        expect(data).toBe(long.data)
        kept = { ...kept, ...values }
      },
      form: async (_, data, values) =>
        gone
          ? { kind: 'refusal', card: bareCard('too late'), language: 'en' as Language }
          : { kind: 'form', form: { ...withValues(long, { ...kept, ...values }), data } },
    },
  })
})
afterEach(async () => {
  const problems = desk.slack.problems()
  await desk.close()
  expect(problems).toEqual([])
})

const open = async () => {
  desk.ear.answers.push(formAnswer(long))
  await desk.slack.command(desk.ann, desk.channel, '/referral new')?.outcome
  return until('a form', () => desk.slack.views(desk.ann).at(-1))
}
const standing = () => {
  const view = desk.slack.views(desk.ann).at(-1)
  if (!view) throw new Error('no form stands open')
  return view
}

test('given a form of two steps, when the app is started anew between them, then all values arrive', async () => {
  const first = await open()
  await desk.slack.submit(first, { n0: 'begun', n59: '길게' }).outcome
  expect(kept).toMatchObject({ n0: 'begun', n59: '길게' })
  await desk.restart()
  await desk.slack.submit(standing(), { n60: 'gone on with' }).outcome
  const heard = await until('the ear', () => desk.ear.heard.find(h => h.act.kind === 'form'))
  if (heard.act.kind !== 'form') throw new Error('no form arrived')
  expect(heard.act.values).toMatchObject({ n0: 'begun', n59: '길게', n60: 'gone on with' })
})

test('given a form of two steps, when the app is started anew before the first, then the second follows', async () => {
  const first = await open()
  await desk.restart()
  const exchange = desk.slack.submit(first, { n0: 'begun' })
  await exchange.outcome
  expect(exchange.sees().kind).not.toBe('errors')
  expect(JSON.stringify(standing().view)).toContain('"n60"')
  expect(kept).toMatchObject({ n0: 'begun' })
  expect(desk.ear.heard.filter(h => h.act.kind === 'form')).toEqual([])
})

test('given a form that is too late after a restart, then the core says so and what was typed reaches it', async () => {
  const first = await open()
  await desk.restart()
  gone = true
  desk.ear.answers.push({ kind: 'refusal', card: bareCard('too late'), language: 'en' as Language })
  await desk.slack.submit(first, { n0: 'begun' }).outcome
  const heard = await until('the ear', () => desk.ear.heard.find(h => h.act.kind === 'form'))
  expect(heard.act).toMatchObject({ values: { n0: 'begun' } })
  await until(
    'the refusal',
    () => JSON.stringify(standing().view).includes('too late') || undefined,
  )
})
