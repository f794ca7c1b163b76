import { sayDuration } from '../card/format.ts'
import { type Row, rowsOf, type Summed } from '../summary/rows.ts'

const shown = ([side, group, name, value]: Row): string => {
  const isTime = name.endsWith(' ms') && typeof value === 'number'
  const said = isTime ? sayDuration(value, 'en') : String(value)
  return `  ${[side, group, name.replace(/ ms$/, '')].filter(t => t !== '').join(', ')}: ${said}`
}

/** For the eye: what is nought is left out. */
export const textOf = (all: readonly Summed[]): string =>
  all
    .map(({ figures: f, digest }) =>
      [
        `${f.week}, ${f.desks.join(' and ')}, from ${f.from} to ${f.to}`,
        ...rowsOf(f)
          .filter(([, , , value]) => value !== 0)
          .map(shown),
        `  ${f.size} entries of the log, digest ${digest}`,
      ].join('\n'),
    )
    .join('\n\n')
