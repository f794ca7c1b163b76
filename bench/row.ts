/** One line of the result: a figure, what the machine could do at best in the same run, and the target. */
export interface Row {
  readonly what: string
  readonly figure: string
  /** The same work without the program, or the limit where there is no such thing. */
  readonly ceiling: string
  readonly ratio: string
  /** Empty where the line is there to explain another. */
  readonly target: string
  readonly ok: boolean
}

const head: Row = {
  what: 'what',
  figure: 'figure',
  ceiling: 'ceiling',
  ratio: 'ratio',
  target: 'target',
  ok: true,
}

/** The rows with their columns under one another. */
export const table = (rows: readonly Row[]): string => {
  const cells = [head, ...rows].map((row, i) => [
    row.what,
    row.figure,
    row.ceiling,
    row.ratio,
    row.target,
    i === 0 ? 'ok' : row.target === '' ? '' : row.ok ? 'yes' : 'NO',
  ])
  const widths = (cells[0] ?? []).map((_, column) =>
    Math.max(...cells.map(line => line[column]?.length ?? 0)),
  )
  return cells
    .map(line => line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '))
    .map(line => line.trimEnd())
    .join('\n')
}
