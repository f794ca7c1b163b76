import { isBlank } from '../kit/text.ts'

/** As many as one officer can telephone in the first minutes (judgement). */
export const mostContacts = 5

export interface Contact {
  readonly name: string
  readonly phone: string
}

/** Reads `name; telephone / name; telephone`, full-width too; undefined where one of them lacks either, or too many are named. */
export const readContacts = (text: string): readonly Contact[] | undefined => {
  if (isBlank(text)) return []
  const found = text.split(/\s\/\s|／|\n/).map(part => {
    const [name = '', phone = '', ...rest] = part.normalize('NFKC').split(';')
    return { name: name.trim(), phone: phone.trim(), odd: rest.length > 0 }
  })
  const isWhole = found.every(c => !isBlank(c.name) && /\d/.test(c.phone) && !c.odd)
  return isWhole && found.length <= mostContacts
    ? found.map(({ name, phone }) => ({ name, phone }))
    : undefined
}
