import {
  at,
  type Card,
  contactPoint,
  count,
  data,
  officer,
  type Params,
  words,
} from '../../card/card.ts'
import { viewMatter } from '../../matter/cards/list.ts'
import { fieldOf } from '../../referral/cards/fields.ts'
import { listed } from '../../referral/cards/labels.ts'
import { participantsOf, type Report, reportBefore } from '../operation.ts'
import { cardAbout, desksTerm, nameQuotes, quoteOf, type Shown } from './facts.ts'
import { periodFields } from './operation.ts'
import { countedField, outsideLines, outsideQuotes, tallyLines } from './rows.ts'

type Told = Pick<Report, 'by' | 'at' | 'desk' | 'tally' | 'item'>

const byTerm = ({ desk, by, at: when }: Told) =>
  words('operation.report_by', {
    desk: contactPoint(desk),
    officer: officer(by),
    time: at(when),
  })

/** Of a report, as the log has it: what changed since does not change what was told. */
const told = (
  facts: Shown,
  r: Told,
  about: Pick<Card, 'name' | 'headline' | 'lines'> & { readonly before?: Report },
): Card => {
  const { state: o } = facts
  const { before, lines, ...parts } = about
  return cardAbout(o, {
    ...parts,
    fields: [
      ...periodFields(o),
      ...fieldOf('operation.participants', desksTerm(participantsOf(o))),
      countedField(r.tally),
    ],
    lines: [
      ...(o.erased ? [words('referral.erased')] : []),
      byTerm(r),
      ...tallyLines(r.tally, before?.tally.sums),
      ...outsideLines(o, r.tally),
      ...lines,
    ],
    quotes: [
      ...nameQuotes(facts),
      ...quoteOf(facts, r.item, 'situation', { label: 'operation.situation' }),
      ...outsideQuotes(facts),
    ],
    buttons: [viewMatter(o.id)],
  })
}

/** A situation report: the count at that moment, its change since the one before, the officer's words. */
export const reportCard = (facts: Shown, n: number): Card => {
  const { state: o } = facts
  const report = o.reports.find(r => r.n === n)
  if (!report) throw new Error(`no report ${n} of ${o.id}`)
  const params: Params = { ref: data(o.id), number: count(n) }
  const before = reportBefore(o, n)
  return told(facts, report, {
    name: 'operation-report',
    lines: [],
    headline: words('operation.report', params),
    ...(before ? { before } : {}),
  })
}

/** The end report: the whole count, with the change since the last situation report. */
export const endCard = (facts: Shown): Card => {
  const { state: o } = facts
  if (!o.ended) throw new Error(`${o.id} has not ended`)
  const before = reportBefore(o)
  const released = listed(o.ended.released.map(data))
  return told(facts, o.ended, {
    name: 'operation-end',
    lines: released ? [words('operation.released', { refs: released })] : [],
    headline: words('operation.end_report', { ref: data(o.id) }),
    ...(before ? { before } : {}),
  })
}
