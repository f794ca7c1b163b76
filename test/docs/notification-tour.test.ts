import { expect, test } from 'vitest'
import type { MatterId } from '../../src/kit/ids.ts'
import { notificationSchema } from '../../src/notification/notification.ts'
import { readAnswer } from '../rigs/reading.ts'
import { raiseStage } from '../rigs/stage.ts'
import { codeIn, read, sectionOf } from './markdown.ts'

const ref = 'HK-N-2026-000001'

/** The numbered steps of the README's tour, each with what is typed in it. */
const steps = [
  ...sectionOf(read('README.md'), 'Immediate notifications').matchAll(
    /^\d\. ([\s\S]*?)(?=\n\d\. |\n\n)/gm,
  ),
].map(([, step = '']) => ({ step, typed: codeIn(step).filter(c => c.startsWith('/')) }))

const typedIn = (n: number): readonly string[] => steps[n]?.typed ?? []

test('given the README’s tour of an immediate notification, when its lines are typed, then what it says happens', async () => {
  const stage = await raiseStage({ store: 'memory' })
  const say = async (who: string, text = ''): Promise<string> => {
    const answer = await stage.say(who, text)
    expect(answer.kind, `${text}: ${readAnswer(answer)}`).not.toMatch(/refusal/)
    return answer.kind
  }
  const notification = async () =>
    notificationSchema.parse((await stage.store().load(ref as MatterId))?.state)
  const cardAt = (place: string): string =>
    JSON.stringify(
      stage.paper
        .sheets()
        .filter(s => s.place === place && s.outgoing.card.name === 'notification')
        .map(s => s.outgoing.card),
    )
  expect(steps).toHaveLength(5)
  for (const { step } of steps.slice(0, 4))
    expect(step).toMatch(/Hong Kong officer|Korean officer|Still there|Korea/)

  const [line, form] = typedIn(0)
  expect(await say('hkc.o1', form)).toBe('form')
  expect(await say('hkc.o1', line)).not.toBe('form')
  expect(cardAt('kcs-desk')).toContain('"mentions":[{"officer":"kcs.o1"')
  expect(JSON.stringify(stage.paper.sheets())).toContain('For the supervisor')
  expect(cardAt('hkc-desk')).toContain('Acknowledged: 0 of 1')

  await say('kcs.o1', typedIn(1)[0])
  expect(cardAt('hkc-desk')).toContain('acknowledged by Kim Min-jun')

  const [answer, refer] = typedIn(2)
  await say('kcs.o1', answer)
  expect((await notification()).addressees[0]?.answers.map(a => a.result)).toEqual(['seized'])
  expect(await say('kcs.o1', refer)).toBe('form')

  await say('hkc.o1', typedIn(3)[0])
  expect((await notification()).externals[0]?.told?.way).toBe('telephone')

  const [close, list, help, ...others] = typedIn(4)
  await say('hkc.o1', list)
  await say('hkc.o1', help)
  // What goes on while it is open: each is asked for in a form, but for what began in writing.
  expect(others).toHaveLength(3)
  const kinds: string[] = []
  for (const other of others) kinds.push((await stage.say('hkc.o1', other)).kind)
  expect(kinds).toEqual(['form', 'refusal', 'form'])
  expect(await say('hkc.o1', close)).not.toBe('form')
  expect((await notification()).outcome).toBe('success')
  stage.read()
  await stage.end()
})
