import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { createCatalogue } from '../../adapters/i18next/index.ts'
import type { MessageKey } from '../../src/card/key.ts'
import type { Language } from '../../src/kit/ids.ts'
import { pluralStems } from './parity.ts'
import { localeOf, localesDir, placeholders, readJson } from './texts.ts'

const root = mkdtempSync(join(tmpdir(), 'liaison-locale-'))
afterAll(() => rmSync(root, { recursive: true }))

const english = localeOf('en')
const en = 'en' as Language

const accents: Readonly<Record<string, string>> = { a: 'á', e: 'é', i: 'í', o: 'ó', u: 'ú', y: 'ý' }

/** A text that reads as English, looks foreign and is 40 % longer, its placeholders kept. */
const pseudo = (text: string): string => {
  const inner = text.replace(/\{\{.*?\}\}|[aeiouy]/g, m => accents[m] ?? m)
  return `⟦${inner}${'·'.repeat(Math.ceil(text.length * 0.4))}⟧`
}

const mapTexts = (node: unknown): unknown =>
  typeof node === 'string'
    ? pseudo(node)
    : Object.fromEntries(Object.entries(node ?? {}).map(([k, v]) => [k, mapTexts(v)]))

/** A copy of the locales that ship, with one folder more. */
const withFolder = (tag: string, files: Readonly<Record<string, unknown>>): string => {
  const dir = mkdtempSync(join(root, 'locales-'))
  cpSync(localesDir, dir, { recursive: true })
  mkdirSync(join(dir, tag))
  for (const [file, content] of Object.entries(files))
    writeFileSync(join(dir, tag, file), JSON.stringify(content))
  return dir
}

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
    const names = readdirSync(join(localesDir, 'en')).filter(name => name !== '_meta.json')
    const texts = names.map(name => [name, mapTexts(readJson(localesDir, 'en', name))] as const)
    const meta = { label: 'Pseudo', intl: 'en-GB', punct: 'half', complete: true }
    const files = { ...Object.fromEntries(texts), '_meta.json': meta }
    const catalogue = createCatalogue({ dir: withFolder('en-XA', files) })
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
})
