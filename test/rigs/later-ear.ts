import type { Ear } from '../../src/ports/platform.ts'

/** The ear of a bot that is made only after the platforms that speak to it. */
export const laterEar = (bot: () => Ear): Ear => ({
  hear: (...given) => bot().hear(...given),
  complete: (...given) => bot().complete(...given),
  suggest: (...given) => bot().suggest(...given),
  keep: (...given) => bot().keep(...given),
  form: (...given) => bot().form(...given),
  home: (...given) => bot().home(...given),
  figures: (...given) => bot().figures(...given),
})
