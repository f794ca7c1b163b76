import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { createInstance, type i18n } from 'i18next'
import { createSpeaker } from '../src/bot/speak.ts'
import type { Catalogue } from '../src/ports/catalogue.ts'
import { catalogue, tag, zones } from '../test/bot/spoken.ts'
import { everyCard } from '../test/golden/cards.ts'
import { dutyCards } from '../test/golden/duty.ts'
import { localesDir, readJson } from '../test/locale/texts.ts'
import { directory } from '../test/roster/duty-sample.ts'
import { median } from './figures.ts'
import type { Row } from './row.ts'
import type { Targets } from './targets.ts'

const languages = [tag('zh-HK'), tag('ko')]
const hearing = { languages, zones }
const cards = [...everyCard, ...dutyCards].map(({ card }) => card)

/** The library as it is used by itself: the same texts, nothing of ours around it. */
const bareEngine = (): i18n => {
  const textsOf = (language: string): Record<string, unknown> =>
    Object.assign(
      {},
      ...readdirSync(join(localesDir, language))
        .filter(file => file !== '_meta.json')
        .map(file => readJson(localesDir, language, file)),
    )
  const engine = createInstance({
    initAsync: false,
    resources: Object.fromEntries(languages.map(l => [l, { translation: textsOf(l) }])),
    fallbackLng: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
  })
  void engine.init()
  return engine
}

type Call = Parameters<Catalogue['say']>

/** The texts that each card asks for, each once a card. */
const callsOf = (): readonly Call[] =>
  cards.flatMap(card => {
    const calls: Call[] = []
    const say: Catalogue['say'] = (...call) => {
      calls.push(call)
      return catalogue.say(...call)
    }
    createSpeaker({ ...catalogue, say }, directory).card(card, hearing)
    return calls
  })

const timesOf = (rounds: number, ...works: readonly (() => void)[]): readonly number[] => {
  const ms = works.map((): number[] => [])
  for (let round = 0; round < rounds; round++)
    // In turn, so that what else the machine does is shared.
    for (const [i, work] of works.entries()) {
      const before = process.threadCpuUsage()
      work()
      const { user, system } = process.threadCpuUsage(before)
      ms[i]?.push((user + system) / 1000)
    }
  return ms.map(median)
}

/** Every card of referrals and duty put into the words of a channel with two languages. */
export const measureRender = ({ renders, renderRatio }: Targets): readonly Row[] => {
  const engine = bareEngine()
  const calls = callsOf()
  const speaker = createSpeaker(catalogue, directory)
  let letters = 0
  const speak = (): void => {
    for (const card of cards) letters += speaker.card(card, hearing).headline.parts.length
  }
  const bare = (): void => {
    for (const [lng, key, params] of calls) letters += engine.t(key, { ...params, lng }).length
  }
  for (const work of [speak, bare]) timesOf(3, work)
  const [spoken = 0, said = 0] = timesOf(renders, speak, bare)
  if (letters === 0) throw new Error('nothing was said')
  const ratio = said / spoken
  return [
    {
      what: `cards in two languages (${cards.length}, ${renders} times)`,
      figure: `${((cards.length / spoken) * 1000).toFixed(0)}/s`,
      ceiling: `${((cards.length / said) * 1000).toFixed(0)}/s, i18next alone: ${(calls.length / cards.length).toFixed(0)} calls a card`,
      ratio: ratio.toFixed(2),
      target: `>= ${renderRatio}`,
      ok: ratio >= renderRatio,
    },
  ]
}
