import { at, data, officer, type Quote, type Term, words } from '../../card/card.ts'
import { readIdentifiers } from '../../checks/identifier.ts'
import { sayWarning } from '../../checks/warning.ts'
import type { Side } from '../../kit/codes.ts'
import { visible } from '../../kit/text.ts'
import type { Content } from '../../ports/vault.ts'
import type { Command } from '../command.ts'
import { identifiersIn } from '../deconflict.ts'
import type { TextOfReferral } from '../referral.ts'
import type { ReferralFacts } from './facts.ts'
import { quotesOf } from './said.ts'

/** Lines that are identifiers, so that they may be read out safely: no live link, nothing invisible. */
const defanged = (text: string): string =>
  text
    .split('\n')
    .map(line => {
      const [read] = readIdentifiers(line)
      return read === undefined || read.kind === 'other' ? line : read.shown
    })
    .join('\n')

const written = (t: TextOfReferral, q: Quote): Quote => ({
  ...q,
  title: words('card.written', {
    label: words(q.label),
    officer: officer(t.by),
    time: at(t.at),
  }),
  text: defanged(q.text),
})

const translated = (t: TextOfReferral, content: Content | undefined): readonly Quote[] => {
  const text = content?.['translation']
  const translator = data(visible(content?.['translator'] ?? ''))
  const title = words('card.translation', { translator, on: data(t.on ?? '') })
  return text === undefined
    ? []
    : [{ label: 'translate.text', title, language: t.language, text: defanged(text) }]
}

/** Those for a side's eyes, each translation beneath what it translates. */
const inOrder = (texts: readonly TextOfReferral[], side: Side): readonly TextOfReferral[] => {
  const open = texts.filter(t => t.side === undefined || t.side === side)
  const of = (t: TextOfReferral) => open.filter(x => x.of === t.ref.item)
  return open.filter(t => t.of === undefined).flatMap(t => [t, ...of(t)])
}

/** All that officers wrote, as far as that side may read it and the vault still has it. */
export const textQuotes = (
  facts: ReferralFacts,
  side: Side,
  commands: readonly Command[],
): readonly Quote[] =>
  inOrder(facts.referral.texts, side).flatMap(t =>
    t.part === 'translation'
      ? translated(t, facts.contents.get(t.ref.item))
      : quotesOf(t, facts, commands).map(q => written(t, q)),
  )

/** What is odd about an identifier of the matter; it warns and refuses nothing. */
export const identifierWarnings = ({ referral, contents }: ReferralFacts): readonly Term[] =>
  referral.texts
    .filter(t => t.part === 'referral' || t.part === 'details')
    .flatMap(t => identifiersIn(contents.get(t.ref.item) ?? {}))
    .flatMap(i =>
      i.warnings.map(w => words('card.warned', { what: data(i.shown), warning: sayWarning(w) })),
    )
