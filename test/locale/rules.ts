import { plain } from './plain.ts'
import { punctuation } from './punctuation.ts'
import type { Rule } from './rule.ts'
import { scripts } from './script.ts'
import { style } from './style.ts'
import { untranslatedRules } from './untranslated.ts'

export const rules: readonly Rule[] = [
  ...plain,
  ...scripts,
  ...untranslatedRules,
  ...punctuation,
  ...style,
]
