import { picked } from './inputs.ts'

/** In which language the officer wrote; their own where nothing is said. */
export const languageInput = picked({
  label: 'form.language',
  hint: 'form.language_hint',
  source: 'languages',
  required: false,
})
