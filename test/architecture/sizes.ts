import { basename } from 'node:path'
import { type Finding, isSource, only, type Sources } from './finding.ts'

export const LONGEST = 300
export const MEDIAN = 80

const linesOf = (text: string) => text.trimEnd().split('\n').length
const vague = /util|helper|manager|service|misc|common/i

/** Small files with names that say something. A long one gives its reason in its first five lines. */
export const smallFiles = (sources: Sources): Finding & { readonly median: number } => {
  const files = [...only(sources, isSource)]
  const sizes = files.map(([, text]) => linesOf(text)).sort((a, b) => a - b)
  const median = sizes[Math.floor(sizes.length / 2)] ?? 0
  const long = files.filter(
    ([, text]) =>
      linesOf(text) > LONGEST &&
      !text.split('\n').slice(0, 5).join('\n').includes('Reason for length:'),
  )
  return {
    saw: files.length,
    median,
    breaches: [
      ...(median > MEDIAN ? [`the median file has ${median} lines, more than ${MEDIAN}`] : []),
      ...long.map(([path, text]) => `${path}: ${linesOf(text)} lines and no reason for them`),
      ...files
        .filter(([path]) => vague.test(basename(path)))
        .map(([path]) => `${path}: a name that says nothing`),
    ],
  }
}
