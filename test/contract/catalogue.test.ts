import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { createCatalogue } from '../../adapters/i18next/index.ts'
import { catalogueContract, type Locales } from './catalogue.ts'

const root = mkdtempSync(join(tmpdir(), 'liaison-catalogue-'))
afterAll(() => rmSync(root, { recursive: true }))

const write = (locales: Locales): string => {
  const dir = mkdtempSync(join(root, 'locales-'))
  for (const [tag, files] of Object.entries(locales)) {
    mkdirSync(join(dir, tag))
    for (const [file, content] of Object.entries(files))
      writeFileSync(join(dir, tag, file), JSON.stringify(content))
  }
  return dir
}

catalogueContract('i18next over folders', locales => createCatalogue({ dir: write(locales) }))

const meta = { label: 'English', intl: 'en-GB', punct: 'half', complete: true }

it('given a broken folder, then opening names the file and the fault', () => {
  const faults: readonly (readonly [Locales, RegExp])[] = [
    [{ en: { '_meta.json': { ...meta, label: '' } } }, /en\/_meta\.json: "label"/],
    [{ en: { '_meta.json': { ...meta, intl: 'qq' } } }, /"intl"/],
    [{ en: { '_meta.json': { ...meta, punct: 'wide' } } }, /"punct"/],
    [{ en: { '_meta.json': { ...meta, complete: 'yes' } } }, /"complete"/],
    [{ en: { '_meta.json': { ...meta, also: 'yue' } } }, /"also"/],
    [{ en: { '_meta.json': [] } }, /"_meta"/],
    [{ 'zh-hk': {} }, /zh-hk is not named/],
    [{ en: {} }, /_meta\.json can't be read/],
    [{ en: { '_meta.json': meta, 'a.json': [] } }, /a\.json holds no groups/],
    [
      { en: { '_meta.json': meta, 'a.json': { x: {} }, 'b.json': { x: {} } } },
      /b\.json: group "x"/,
    ],
  ]
  for (const [locales, fault] of faults)
    expect(() => createCatalogue({ dir: write(locales) })).toThrow(fault)
  expect(faults).toHaveLength(10)
})

it('given the locales that ship, then all open, and English lacks nothing it is asked for', () => {
  const catalogue = createCatalogue({ dir: join(import.meta.dirname, '../../locales') })
  expect(catalogue.languages()).toEqual(['en', 'ko', 'zh-CN', 'zh-HK'])
  const said = catalogue.languages().map(language => catalogue.say(language, 'button.accept'))
  expect(said).toEqual(['Accept', '수락', '受理', '受理'])
  expect(catalogue.negotiate(['yue'])).toBe('zh-HK')
  expect(catalogue.fallbacks()).toBe(0)
})
