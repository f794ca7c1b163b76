import { roles } from '../../kit/codes.ts'
import type { Language } from '../../kit/ids.ts'
import { err, ok } from '../../kit/result.ts'
import { picked } from '../../referral/inputs.ts'
import type { Problem } from '../../referral/refusals.ts'
import { dutyCommand } from '../command.ts'
import { optionalTimeOfDay } from '../inputs.ts'
import { ownOf } from '../own.ts'

const inputs = {
  language: picked({
    label: 'form.my_language',
    hint: 'form.my_language_hint',
    source: 'languages',
    required: false,
  }),
  'quiet-from': optionalTimeOfDay({ label: 'form.quiet_from', hint: 'form.quiet_hint' }),
  'quiet-to': optionalTimeOfDay({ label: 'form.quiet_to', hint: 'form.quiet_to_hint' }),
}

const known = (typed: string, languages: readonly Language[]): Language | undefined =>
  languages.find(l => l.toLowerCase() === typed.toLowerCase())

/** An officer's own language and quiet hours. Nobody sets those of another. */
export const dutyMe = dutyCommand({
  name: 'duty-me',
  verb: 'me',
  root: true,
  also: {
    line: '/settings language',
    input: 'language',
    label: 'ui.language',
    about: 'command.settings_language',
  },
  label: 'button.duty_me',
  submit: 'button.save',
  about: 'command.duty_me',
  roles,
  inputs,
  prefill: (roster, by) => {
    const quiet = ownOf(roster, by.id)?.quiet
    return { language: by.language, 'quiet-from': quiet?.from ?? '', 'quiet-to': quiet?.to ?? '' }
  },
  decide: ({ by, languages, input }) => {
    const { language: typed, 'quiet-from': from, 'quiet-to': to } = input
    const language = typed === '' ? undefined : known(typed, languages)
    const problems: readonly Problem[] = [
      ...(typed !== '' && !language ? [{ input: 'language', reason: 'NotAChoice' } as const] : []),
      ...(from === undefined && to !== undefined
        ? [{ input: 'quiet-from', reason: 'Missing' } as const]
        : []),
      ...(to === undefined && from !== undefined
        ? [{ input: 'quiet-to', reason: 'Missing' } as const]
        : []),
      ...(from !== undefined && from === to
        ? [{ input: 'quiet-to', reason: 'SameTime' } as const]
        : []),
    ]
    if (problems.length > 0) return err({ kind: 'BadInput', problems })
    return ok([
      {
        type: 'duty.officer_set',
        officer: by.id,
        ...(language === undefined ? {} : { language }),
        ...(from === undefined || to === undefined ? {} : { quiet: { from, to } }),
      },
    ])
  },
})
