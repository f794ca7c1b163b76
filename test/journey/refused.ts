import { join } from 'node:path'
import { createCatalogue } from '../../adapters/i18next/index.ts'
import type { MessageKey } from '../../src/card/key.ts'
import type { Language, PlatformName } from '../../src/kit/ids.ts'
import type { Act, Actor } from '../../src/ports/platform.ts'
import { filmCase, firstRef, newForm } from './scenes.ts'

/** A press of a button with this data. */
export const press = (data: string): Act => ({ kind: 'button', data })
const typed = (text: string): Act => ({ kind: 'command', text })
const filled = (values: Readonly<Record<string, string>>, data = newForm): Act => ({
  kind: 'form',
  data,
  values: { ...filmCase, ...values },
})

interface Case {
  readonly name: string
  readonly who: string | Actor
  readonly act: Act
  /** How the answer begins, in the officer's own language. */
  readonly says: string
}

const catalogue = createCatalogue({ dir: join(import.meta.dirname, '../../locales') })
type Words = readonly [key: MessageKey, params?: Readonly<Record<string, string>>]

const say = (language: string, ...[key, params]: Words): string =>
  catalogue.say(language as Language, key, params)

const refuses = (
  language: string,
  key: MessageKey,
  params: Readonly<Record<string, string>> = {},
  next?: Words,
): string =>
  `refusal ${language} ${say(language, key, params)}${next ? ` | ${say(language, ...next)}` : ''}`

const asksAgain = (language: string, input: string, ...words: Words): string =>
  `form ${language} ${newForm} | ${input}: ${say(language, ...words)}`

const platform = 'console' as PlatformName
const stranger: Actor = { platform, workspace: 'local', user: 'mallory' }

/** What may not be, once Hong Kong has sent its first referral to Korea. */
export const cases: readonly Case[] = [
  {
    name: 'an unknown person',
    who: stranger,
    act: press(`v1:${firstRef}:acknowledge:3`),
    says: refuses('en', 'refusal.unknown_person'),
  },
  {
    name: 'a known person of another workspace',
    who: { platform, workspace: 'elsewhere', user: 'kcs.o1' },
    act: press(`v1:${firstRef}:acknowledge:3`),
    says: refuses('en', 'refusal.unknown_person'),
  },
  {
    name: 'the wrong side',
    who: 'hkc.o2',
    act: press(`v1:${firstRef}:acknowledge:3`),
    says: refuses('en', 'refusal.wrong_side_receiver'),
  },
  {
    name: 'the wrong side, in simplified Chinese',
    who: 'hkc.o3',
    act: typed(`/referral ack ${firstRef}`),
    says: refuses('zh-CN', 'refusal.wrong_side_receiver'),
  },
  {
    name: 'the receiver, who would withdraw',
    who: 'kcs.o1',
    act: filled({ explanation: 'no' }, `v1:${firstRef}:withdraw:3`),
    says: refuses('ko', 'refusal.wrong_side_sender'),
  },
  {
    name: 'an auditor',
    who: 'kcs.o3',
    act: press(`v1:${firstRef}:acknowledge:3`),
    says: refuses('en', 'refusal.wrong_role'),
  },
  {
    name: 'an auditor, who would begin one',
    who: 'kcs.o3',
    act: filled({ to: 'hkc.cyber' }),
    says: refuses('en', 'refusal.wrong_role'),
  },
  {
    name: 'an unknown command, nearly right',
    who: 'hkc.o2',
    act: typed(`/referral aknowledge ${firstRef}`),
    says: refuses('en', 'refusal.unknown_command', { typed: '/referral aknowledge' }, [
      'refusal.nearest',
      { nearest: '/referral acknowledge' },
    ]),
  },
  {
    name: 'an unknown command',
    who: 'kcs.o1',
    act: typed('/quux'),
    says: refuses('ko', 'refusal.unknown_command', { typed: '/quux' }, ['refusal.see_help']),
  },
  {
    name: 'a value under an unknown name',
    who: 'hkc.o2',
    act: typed('/referral new to=kcs.cyber subjekt=x'),
    says: refuses('en', 'refusal.unknown_input', { typed: 'subjekt' }, [
      'refusal.nearest',
      { nearest: 'subject' },
    ]),
  },
  {
    name: 'a missing field',
    who: 'hkc.o2',
    act: filled({ narrative: '  ' }),
    says: asksAgain('en', 'narrative', 'refusal.input_missing'),
  },
  {
    name: 'a text over the limit',
    who: 'hkc.o2',
    act: filled({ subject: 'x'.repeat(121) }),
    says: asksAgain('en', 'subject', 'refusal.input_too_long', { max: '120' }),
  },
  {
    name: 'a time without an offset',
    who: 'hkc.o2',
    act: filled({ observed: '2026-11-24 13:00' }),
    says: asksAgain('en', 'observed', 'refusal.input_no_offset'),
  },
  {
    name: 'a time without an offset, in Korean',
    who: 'kcs.o1',
    act: filled({ to: 'hkc.cyber', observed: '2026-11-24 13:00' }),
    says: asksAgain('ko', 'observed', 'refusal.input_no_offset'),
  },
  {
    name: 'a day that is not in the calendar',
    who: 'hkc.o2',
    act: filled({ observed: '2026-02-30 13:00 +08:00' }),
    says: asksAgain('en', 'observed', 'refusal.input_not_an_instant'),
  },
  {
    name: 'a choice that is none',
    who: 'hkc.o2',
    act: filled({ priority: 'yesterday' }),
    says: asksAgain('en', 'priority', 'refusal.input_not_a_choice'),
  },
  {
    name: 'a desk that is not there',
    who: 'hkc.o2',
    act: filled({ to: 'nca.cyber' }),
    says: asksAgain('en', 'to', 'refusal.input_not_a_choice'),
  },
  {
    name: 'the own desk',
    who: 'hkc.o2',
    act: filled({ to: 'hkc.cyber' }),
    says: asksAgain('en', 'to', 'refusal.input_own_desk'),
  },
  {
    name: 'an unknown reference',
    who: 'hkc.o2',
    act: typed('/referral withdraw HK-2026-000999 explanation=x'),
    says: refuses('en', 'refusal.unknown_referral', { ref: 'HK-2026-000999' }),
  },
  {
    name: 'no reference',
    who: 'hkc.o2',
    act: typed('/referral withdraw'),
    says: refuses('en', 'refusal.no_reference'),
  },
  {
    name: 'a forged button',
    who: 'hkc.o2',
    act: press(`v1:${firstRef}:erase:3`),
    says: refuses('en', 'refusal.unknown_button'),
  },
  {
    name: 'a button that is no button',
    who: 'hkc.o2',
    act: press('{"subject":"*"}'),
    says: refuses('en', 'refusal.unknown_button'),
  },
  {
    name: 'an old button',
    who: 'hkc.o2',
    act: filled({ explanation: 'x' }, `v1:${firstRef}:withdraw:1`),
    says: refuses('en', 'refusal.stale', { state: say('en', 'state.sent') }),
  },
  {
    name: 'a step out of turn',
    who: 'kcs.o1',
    act: filled({ result: 'x' }, `v1:${firstRef}:answer:3`),
    says: refuses('ko', 'refusal.wrong_state', { state: say('ko', 'state.sent') }),
  },
]
