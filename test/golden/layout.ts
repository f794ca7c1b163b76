import { joined, type Spoken, type SpokenCard, type SpokenForm } from '../../src/card/spoken.ts'

const indented = (text: string): string => text.replaceAll('\n', '\n    ')

/** One line a language, as a sentence is shown. */
const sentence = (line: Spoken): readonly string[] => line.parts.map(p => `  - ${p.text}`)

/** A card as text, for a reader. */
export const layOut = (title: string, c: SpokenCard): string =>
  [
    `=== ${title}`,
    `[${c.tone}] ${joined(c.headline)}`,
    ...(joined(c.notification) === joined(c.headline) ? [] : [`  (${joined(c.notification)})`]),
    ...(c.marking ? [`  # ${c.marking.map(joined).join(' · ')}`] : []),
    ...(c.picture
      ? [
          `  * ${joined(c.picture.chart.title)} ${joined(c.picture.chart.subject)}: ${c.picture.chart.rows.map(r => joined(r.label)).join(' | ')}`,
          ...c.picture.alt.parts.map(p => `    ${p.text}`),
        ]
      : []),
    ...c.fields.map(f => `  ${joined(f.label)}: ${joined(f.value)}`),
    ...c.lines.flatMap(sentence),
    ...c.quotes.map(q => `  > ${joined(q.label)} (${q.languageName}): ${indented(q.text)}`),
    ...(c.verbatim
      ? [
          `  | ${joined(c.verbatim.label)} (${c.verbatim.name}): ${indented(c.verbatim.text.trim())}`,
        ]
      : []),
    ...(c.mentions.length > 0 ? [`  @ ${c.mentions.map(m => m.name).join(', ')}`] : []),
    ...(c.buttons.length > 0
      ? [
          `  ${c.buttons.map(b => `[${joined(b.label)}${b.style === 'plain' ? '' : ` !${b.style}`}]`).join(' ')}`,
        ]
      : []),
    ...(c.footer.length > 0 ? [`  . ${c.footer.map(joined).join(' · ')}`] : []),
  ].join('\n')

/** A form as text, for a reader. */
export const layOutForm = (title: string, f: SpokenForm): string =>
  [
    `=== ${title}`,
    f.title,
    ...(f.about === undefined ? [] : [`  ${f.about}`]),
    ...f.inputs.flatMap((i, n) => [
      ...(i.group === undefined || i.group === f.inputs[n - 1]?.group ? [] : [`  -- ${i.group}`]),
      `  ${i.label}${i.required ? ' *' : ''} <${i.widget}${i.max === undefined ? '' : ` ${i.max}`}>${i.value === undefined ? '' : ` = ${indented(i.value)}`}`,
      ...(i.hint === undefined ? [] : [`    ${i.hint}`]),
      ...(i.problem === undefined ? [] : [`    ! ${i.problem}`]),
      ...(i.choices === undefined ? [] : [`    ${i.choices.map(c => c.label).join(' | ')}`]),
    ]),
    `  [${f.submit}] [${f.cancel}]`,
  ].join('\n')
