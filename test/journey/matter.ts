import { expect } from 'vitest'
import type { SpokenCard } from '../../src/card/spoken.ts'
import type { Answer } from '../../src/ports/platform.ts'
import { readAnswer } from '../rigs/reading.ts'
import type { Stage } from '../rigs/stage.ts'
import { newForm } from './scenes.ts'

type Values = Readonly<Record<string, string>>

const begun = {
  to: 'kcs.cyber',
  category: 'other',
  priority: 'routine',
  language: 'en',
  subject: 'A parcel that is not what it says',
  narrative: 'Seen in transit; nothing else is known yet.',
}

/** The shortest form that may be sent. */
export const whole = {
  tlp: 'amber-strict',
  pap: 'amber',
  handling: 'h1,h2',
  court: 'ask',
  actions: 'info-only',
  purpose: 'So that both sides know.',
  'legal-basis': 'cooperation-arrangement',
  proceedings: 'administrative',
  discreet: 'yes',
  offence: 'False declaration',
  language: 'en',
}

/** An officer begins a matter of their own desk; what it showed there is read. */
export const began = async (stage: Stage, who: string, values: Values = {}): Promise<Answer> => {
  const answer = await stage.submit(who, newForm, { ...begun, ...values })
  stage.read()
  return answer
}

export const filled = async (
  stage: Stage,
  who: string,
  ref: string,
  values: Values = {},
): Promise<Answer> => {
  const answer = await stage.submit(who, `v1:${ref}:fill:${await revision(stage, ref)}`, {
    ...whole,
    ...values,
  })
  stage.read()
  return answer
}

const revision = async (stage: Stage, ref: string): Promise<number> =>
  (await stage.referral(ref)).revision

/** Presses a button as it is now, wherever it hangs. */
export const act = async (
  stage: Stage,
  who: string,
  ref: string,
  command: string,
  values: Values = {},
): Promise<Answer> => {
  const data = `v1:${ref}:${command}:${await revision(stage, ref)}`
  const answer = await stage.submit(who, data, values)
  if (answer.kind === 'refusal' || answer.kind === 'form')
    throw new Error(`${command}: ${readAnswer(answer)}`)
  stage.read()
  return answer
}

/** A matter of Hong Kong that Korea was sent a moment ago. */
export const sentMatter = async (stage: Stage, ref: string, values: Values = {}): Promise<void> => {
  await began(stage, 'hkc.o1', values)
  await filled(stage, 'hkc.o1', ref)
  await act(stage, 'hkc.o1', ref, 'send')
  expect((await stage.referral(ref)).state).toBe('sent')
}

/** The same, withdrawn: over, with content still there. */
export const withdrawnMatter = async (
  stage: Stage,
  ref: string,
  values: Values = {},
): Promise<void> => {
  await sentMatter(stage, ref, values)
  await act(stage, 'hkc.o1', ref, 'withdraw', { explanation: 'Settled otherwise.', language: 'en' })
  expect((await stage.referral(ref)).state).toBe('withdrawn')
}

export const cardOf = (answer: Answer): SpokenCard => {
  if (answer.kind !== 'card') throw new Error(`no card: ${JSON.stringify(answer)}`)
  return answer.card
}

/** The sentences of a private answer. */
export const linesOf = (answer: Answer): readonly string[] =>
  cardOf(answer).lines.map(l => l.parts.map(p => p.text).join(' '))

/** All that a reader of an answer could see. */
export const allOf = (answer: Answer): string => JSON.stringify(answer)
