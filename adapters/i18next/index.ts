import { createInstance, type i18n } from 'i18next'
import type { Language } from '../../src/kit/ids.ts'
import type { Catalogue, LanguageInfo } from '../../src/ports/catalogue.ts'
import { type Folder, readFolders } from './folders.ts'
import { createNegotiator } from './negotiate.ts'
import { createTemplates, fill, valueMissing } from './templates.ts'

const createEngine = (folders: readonly Folder[]): i18n => {
  const engine = createInstance({
    initAsync: false,
    resources: Object.fromEntries(folders.map(f => [f.language, { words: f.texts }])),
    ns: ['words'],
    defaultNS: 'words',
    nsSeparator: false,
    load: 'currentOnly',
    fallbackLng: 'en',
    returnEmptyString: false,
    interpolation: { escapeValue: false, skipOnVariables: true },
    parseMissingKeyHandler: key => {
      throw new Error(`no text for ${key}`)
    },
    missingInterpolationHandler: (text, match) => {
      throw valueMissing(String(match[0]), text)
    },
  })
  void engine.init()
  return engine
}

/**
 * The catalogue over the folders of `dir`, read once, synchronously. Throws where a folder is
 * broken or English is missing: the texts ship with the program.
 */
export const createCatalogue = ({ dir }: { readonly dir: string }): Catalogue => {
  const folders = readFolders(dir)
  const english = folders.find(f => f.language === 'en')
  if (!english) throw new Error(`${dir} has no English`)
  const engine = createEngine(folders)
  const infoOf = new Map<Language, LanguageInfo>(folders.map(f => [f.language, f.meta]))
  const templates = createTemplates(engine)
  let fallbacks = 0

  return {
    languages: () => folders.map(f => f.language),
    info: language => infoOf.get(language) ?? { ...english.meta, label: language, complete: false },
    negotiate: createNegotiator(
      folders.map(f => ({ language: f.language, tags: [f.language, ...f.meta.also] })),
      english.language,
    ),
    say: (language, key, params = {}) => {
      const { count } = params
      const known = typeof count === 'number' ? undefined : templates.of(language, key)
      if (known) return fill(known, params)
      const form = typeof count === 'number' ? { count } : {}
      // `replace` keeps a parameter called e.g. `lng` from being read as an option of the engine.
      const how = { ...form, replace: params, nest: false }
      const found = engine.t(key, { ...how, lng: language, returnDetails: true })
      if (found.usedLng === language) return found.res
      fallbacks++
      return engine.t(key, { ...how, lng: english.language })
    },
    fallbacks: () => fallbacks,
  }
}
