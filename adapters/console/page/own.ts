import type { Spoken } from '../../../src/card/spoken.ts'

/** The reader's own language alone where there is one: nobody wants to hear everything twice. */
export const inOwn = (spoken: Spoken, language: string): Spoken => {
  const own = spoken.parts.filter(p => p.language === language)
  return own.length > 0 ? { ...spoken, parts: own } : spoken
}
