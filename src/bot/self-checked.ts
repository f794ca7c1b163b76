import { at, type Card, card, count, data, type FieldOfCard, words } from '../card/card.ts'
import { hours, type Instant } from '../kit/time.ts'
import type { Checked, SelfCheck } from '../ports/self-check.ts'

/** An older result is shown, and a new check begins. */
const old = hours(1)

const resultOf = ({ size, result, at: when }: Checked): readonly FieldOfCard[] => {
  const fields: readonly FieldOfCard[] = [
    { label: 'verified.size', value: count(size) },
    { label: 'verified.when', value: at(when) },
  ]
  switch (result.kind) {
    case 'proven':
      return [...fields, { label: 'verified.root', value: data(result.root) }]
    case 'tampered':
      return [
        ...fields,
        { label: 'verified.finding', value: data(result.finding) },
        ...(result.seq === undefined
          ? []
          : [{ label: 'verified.where' as const, value: count(result.seq) }]),
      ]
    case 'undecided':
      return [...fields, { label: 'verified.reason', value: data(result.reason) }]
  }
}

const cardOf = (checked: Checked, isOld: boolean): Card => {
  const { kind } = checked.result
  const again = isOld ? [words('verified.again')] : []
  return card({
    name: 'verified',
    tone: kind === 'proven' ? 'done' : 'urgent',
    headline:
      kind === 'proven'
        ? words('verified.title', { size: count(checked.size) })
        : words(`verified.${kind}`),
    fields: resultOf(checked),
    lines: [...again, words(kind === 'proven' ? 'verified.own' : 'verified.keep')],
  })
}

/** What the last check of the whole log came to; begins one where that is long ago, or never was. */
export const selfChecked = (check: SelfCheck | undefined, now: Instant): Card => {
  if (!check)
    return card({
      name: 'verified',
      headline: words('verified.undecided'),
      lines: [words('verified.off')],
    })
  const last = check.last()
  const isOld = !last || now - last.at > old
  if (isOld) check.start()
  if (last) return cardOf(last, isOld)
  return card({
    name: 'verified',
    headline: words('verified.running'),
    lines: [words('verified.wait')],
  })
}
