import type { Language } from '../../src/kit/ids.ts'

/** A language on offer and the tags by which it is known. */
export interface Offer {
  readonly language: Language
  readonly tags: readonly string[]
}

interface Wish {
  readonly language: string
  readonly script: string | undefined
  readonly region: string | undefined
}

const likely = (tag: string): Wish | undefined => {
  try {
    const { language, script, region } = new Intl.Locale(tag.trim().replaceAll('_', '-')).maximize()
    return { language, script, region }
  } catch {
    return undefined
  }
}

/**
 * A function from tags, the most wanted first, to a language on offer. A tag is completed by
 * Unicode's likely subtags (`zh-TW` is `zh-Hant-TW`); language and script must agree, the region
 * decides between several. So no Chinese stands in for one in the other script. What no tag wins
 * gives `otherwise`.
 */
export const createNegotiator = (offers: readonly Offer[], otherwise: Language) => {
  const known = offers.flatMap(({ language, tags }) =>
    tags.flatMap(tag => {
      const wish = likely(tag)
      return wish ? [{ ...wish, as: language }] : []
    }),
  )
  return (tags: readonly string[]): Language => {
    for (const tag of tags) {
      const wish = likely(tag)
      const fit = known.filter(k => k.language === wish?.language && k.script === wish.script)
      const best = fit.find(k => k.region === wish?.region) ?? fit[0]
      if (best) return best.as
    }
    return otherwise
  }
}
