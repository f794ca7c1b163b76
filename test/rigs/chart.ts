import { join } from 'node:path'
import { createCatalogue } from '../../adapters/i18next/index.ts'
import type { SpokenChart, SpokenPicture } from '../../src/card/spoken.ts'
import type { Language } from '../../src/kit/ids.ts'

const catalogue = createCatalogue({ dir: join(import.meta.dirname, '../../locales') })

const labels = ['summary.chart_sent', 'summary.chart_ack', 'summary.chart_late'] as const

/** A small chart with the labels of the real one in some languages. */
export const sampleChart = (languages: readonly string[], more = 0): SpokenChart => {
  const tags = languages.map(l => l as Language)
  const said = (key: (typeof labels)[number] | 'summary.chart' | 'summary.begins') => ({
    parts: tags.map(language => ({ text: catalogue.say(language, key), language })),
  })
  const [sent, ack, late] = labels
  return {
    subject: { parts: [{ text: '2026-W47' }] },
    title: said('summary.chart'),
    notes: [
      {
        label: said('summary.begins'),
        value: { parts: [{ text: '2026-11-16 00:00 HKT / 01:00 KST' }] },
      },
    ],
    sides: [
      { code: 'HKC', name: { parts: tags.map(language => ({ text: 'HK', language })) } },
      { code: 'KCS', name: { parts: tags.map(language => ({ text: 'KR', language })) } },
    ],
    rows: [
      { label: said(sent), tone: 'plain', bars: [{ value: 12 + more }, { value: 1234 }] },
      {
        label: said(ack),
        tone: 'plain',
        bars: [
          { value: 8, of: 10 },
          { value: 0, of: 0 },
        ],
      },
      { label: said(late), tone: 'late', bars: [{ value: 0 }, { value: 50, atLeast: true }] },
    ],
  }
}

export const samplePicture = (languages: readonly string[], more = 0): SpokenPicture => ({
  name: 'figures-2026-W47',
  alt: { parts: languages.map(l => ({ text: `alt ${l} ${more}`, language: l as Language })) },
  chart: sampleChart(languages, more),
  of: { week: '2026-W47', pair: 'hkc.cyber+kcs.cyber' },
})

/** Width, height and size of a PNG as its own header says. */
export const readPng = (bytes: Uint8Array) => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const isPng = [0x89, 0x50, 0x4e, 0x47].every((byte, i) => bytes[i] === byte)
  if (!isPng) throw new Error('no PNG')
  return { width: view.getUint32(16), height: view.getUint32(20), bytes: bytes.length }
}
