import { afterAll, describe, expect, it } from 'vitest'
import { createCatalogue } from '../../adapters/i18next/index.ts'
import { createSpeaker } from '../../src/bot/speak.ts'
import type { MessageKey } from '../../src/card/key.ts'
import { joined } from '../../src/card/spoken.ts'
import type { Language } from '../../src/kit/ids.ts'
import { referralCard } from '../../src/referral/cards/referral.ts'
import { commands } from '../../src/referral/commands/index.ts'
import { allTexts, tag, zones } from '../bot/spoken.ts'
import { directory } from '../referral/desks.ts'
import { inState } from '../referral/sample.ts'
import { createFolders, pseudoFiles } from './folder.ts'
import { pluralStems } from './parity.ts'
import { localeOf, placeholders } from './texts.ts'

const folders = createFolders()
const { withFolder } = folders
afterAll(() => folders[Symbol.dispose]())

const english = localeOf('en')
const en = 'en' as Language

/** Every key as the code writes it, with a value for each placeholder. */
const stems = pluralStems(english)
const asked = english.texts.map(({ key, text }) => {
  const stem = key.replace(/_(one|other)$/, '')
  const plural = stems.has(stem)
  const names = plural ? [...placeholders(text), 'count'] : placeholders(text)
  const value = (name: string) => (plural && name === 'count' ? 7 : `<${name}>`)
  const params = Object.fromEntries(names.map(name => [name, value(name)]))
  // The key comes from the very file of which the type is made.
  return { key: (plural ? stem : key) as MessageKey, params, names: placeholders(text) }
})

describe('a language that comes as a folder', () => {
  it('given a complete one, then every key is said in it, with its values', () => {
    const catalogue = createCatalogue({ dir: withFolder('en-XA', pseudoFiles('en-GB')) })
    const fake = catalogue.negotiate(['en-XA'])

    expect(fake).toBe('en-XA')
    expect(catalogue.negotiate(['en-US', 'en-XA'])).toBe('en')
    expect(catalogue.languages()).toHaveLength(5)
    for (const { key, params, names: inText } of asked) {
      const said = catalogue.say(fake, key, params)
      expect(said).toMatch(/^⟦.*⟧$/su)
      for (const name of inText) expect(said).toContain(String(params[name]))
      expect(catalogue.say(en, key, params)).not.toContain('⟦')
    }
    expect(catalogue.fallbacks()).toBe(0)
    expect(asked.length).toBeGreaterThan(180)
  })

  it('given an incomplete one, then what it lacks is said in English and counted', () => {
    const meta = { label: 'Italiano', intl: 'it-IT', punct: 'half', complete: false }
    const files = { '_meta.json': meta, 'button.json': { button: { accept: 'Accetta' } } }
    const catalogue = createCatalogue({ dir: withFolder('it', files) })
    const italian = catalogue.negotiate(['it-IT'])

    expect(italian).toBe('it')
    const same = asked.filter(
      ({ key, params }) => catalogue.say(italian, key, params) === catalogue.say(en, key, params),
    )
    expect(same).toHaveLength(asked.length - 1)
    expect(catalogue.say(italian, 'button.accept')).toBe('Accetta')
    expect(catalogue.fallbacks()).toBe(asked.length - 1)
  })

  it('given some of its words, then a real card has those, and English where it has none', () => {
    const meta = { label: 'Italiano', intl: 'it-IT', punct: 'half', complete: false }
    const files = {
      '_meta.json': meta,
      'button.json': { button: { acknowledge: 'Conferma ricezione' } },
      'state.json': { state: { sent: 'Inviato' } },
      'ui.json': { ui: { status: 'Stato', due: 'Scadenza' } },
    }
    const catalogue = createCatalogue({ dir: withFolder('it', files) })
    const speaker = createSpeaker(catalogue, directory)
    const facts = { referral: inState('sent'), contents: new Map() }
    const card = referralCard(facts, 'receiver', commands)
    const [italian, inEnglish] = [['it'], ['en']].map(languages =>
      speaker.card(card, { languages: languages.map(tag), zones }),
    )
    const both = speaker.card(card, { languages: ['zh-HK', 'it'].map(tag), zones })

    expect(joined(italian?.headline ?? { parts: [] })).toContain('Inviato')
    expect(italian?.buttons.map(b => joined(b.label))).toEqual(['Conferma ricezione', 'View'])
    expect(both.buttons.map(b => joined(b.label))).toEqual([
      '確認收悉 / Conferma ricezione',
      '檢視 / View',
    ])
    // All else is English, word for word.
    const own = /Conferma ricezione|Inviato|Stato|Scadenza/
    const [said, english] = [italian, inEnglish].map(c =>
      allTexts(c).filter(t => t !== 'it' && t !== 'en'),
    )
    const differing = said?.filter((t, i) => t !== english?.[i]) ?? []
    expect(differing.filter(t => !own.test(t))).toEqual([])
    expect(differing.length).toBeGreaterThanOrEqual(4)
    expect(catalogue.fallbacks()).toBeGreaterThan(10)
    expect(catalogue.negotiate(['it-CH', 'en-US'])).toBe('it')
  })
})
