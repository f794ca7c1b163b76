import type { Language } from '../kit/ids.ts'
import type { Raw } from '../referral/command.ts'
import type { MatterCircumstances } from './matter.ts'

/** The language that was chosen for the words, else the officer's own. */
export const languageOf = (
  raw: Raw,
  { by, languages }: Pick<MatterCircumstances, 'by' | 'languages'>,
): Language => {
  const typed = (raw['language'] ?? '').trim().toLowerCase()
  return languages.find(l => l.toLowerCase() === typed) ?? by.language
}
