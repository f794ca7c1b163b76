import type { Finding } from '../../../src/audit/verdict.ts'
import type { TamperCase } from './case.ts'
import { groups } from './catalogue.ts'

const findings: ReadonlySet<string> = new Set<Finding>([
  ...(['SeqGap', 'LeafMismatch', 'NotCanonical', 'NotAnEntry', 'SeqMismatch', 'WrongLog'] as const),
  ...([
    'BrokenLink',
    'TimeOutsideBracket',
    'NoCheckpoint',
    'NotACheckpoint',
    'SizeMismatch',
  ] as const),
  ...([
    'RootMismatch',
    'BadSignature',
    'Fork',
    'BehindCheckpoint',
    'BadProof',
    'EntryMissing',
  ] as const),
  ...(['HeadMissing', 'ManifestMismatch', 'NotABundle'] as const),
])

export const kindOf = ({ verdict }: TamperCase): 'proven' | 'tampered' | 'undecided' => {
  if (verdict === 'proven') return verdict
  return findings.has(verdict) ? 'tampered' : 'undecided'
}

const rowOf = (one: TamperCase): string => {
  const kind = kindOf(one)
  const found = kind === 'proven' ? '' : `\`${one.verdict}\``
  return `| ${one.done} | ${kind} | ${found} | ${one.at?.[0] ?? ''} |`
}

/** What was done and what both verifiers say to it, as the documentation shows it. */
export const tamperTable = (): string =>
  groups
    .map(({ of, cases }) => {
      const title = of.charAt(0).toUpperCase() + of.slice(1)
      return [
        `**${title}**`,
        '',
        '| what was done | verdict | finding or reason | at |',
        '| --- | --- | --- | --- |',
        ...cases.map(rowOf),
      ].join('\n')
    })
    .join('\n\n')
