import { type Button, data } from '../../card/card.ts'
import { roles, type Side } from '../../kit/codes.ts'
import type { Language, OfficerId } from '../../kit/ids.ts'
import type { Command, Speaker } from '../command.ts'
import { against } from '../decide.ts'
import { deskOf, type Referral } from '../referral.ts'

type Looks = Pick<Command, 'name' | 'label'> & Partial<Pick<Command, 'button' | 'inputsOf'>>

/** No form follows, and what it does is not easily undone. */
const asksFirst = (r: Referral, { button: own, inputsOf }: Looks): boolean =>
  own?.style === 'danger' &&
  inputsOf !== undefined &&
  !Object.values(inputsOf(r)).some(i => i.required)

const button = (r: Referral, c: Looks, style: Button['style']): Button => ({
  command: c.name,
  subject: r.id,
  revision: r.revision,
  label: c.label,
  style,
  ...(asksFirst(r, c) ? { asks: true } : {}),
})

export const viewButton = (r: Referral): Button =>
  button(r, { name: 'view', label: 'button.view' }, 'plain')

/** The same where a card is about several. */
export const viewOfButton = (r: Referral): Button => ({
  ...viewButton(r),
  label: 'button.view_of',
  params: { ref: data(r.id) },
})

/** Somebody of a side, where all that look at a card share it: who may least is told on pressing. */
const anybodyOf = (r: Referral, side: Side): Speaker => ({
  id: '' as OfficerId,
  desk: deskOf(r, side),
  roles,
  language: '' as Language,
})

const may = (c: Command, referral: Referral, by: Speaker): boolean =>
  c.by !== 'new' && against({ command: c, referral }, { by }) === undefined

/** Buttons of the state for those who look at it; platforms show three, so at most two and `view`. */
export const cardButtons = (
  r: Referral,
  viewer: Side | 'both',
  commands: readonly Command[],
): readonly Button[] => {
  const sides: readonly Side[] = viewer === 'both' ? ['sender', 'receiver'] : [viewer]
  return [
    ...commands
      .filter(c => c.button?.in.includes(r.state) && sides.some(s => may(c, r, anybodyOf(r, s))))
      .map(c => button(r, c, c.button?.style ?? 'plain'))
      .toSorted((a, b) => Number(b.style === 'primary') - Number(a.style === 'primary'))
      .slice(0, 2),
    viewButton(r),
  ]
}

/** Everything that the officer may do now, for a private view. */
export const allButtons = (
  r: Referral,
  by: Speaker,
  commands: readonly Command[],
): readonly Button[] =>
  commands
    .filter(c => may(c, r, by))
    .map(c => button(r, c, c.button?.in.includes(r.state) ? c.button.style : 'plain'))

/** The button of one command, where it may be given now. */
export const buttonFor = (
  r: Referral,
  name: string,
  commands: readonly Command[],
): readonly Button[] =>
  commands
    .filter(
      c =>
        c.name === name && (['sender', 'receiver'] as const).some(s => may(c, r, anybodyOf(r, s))),
    )
    .map(c => button(r, c, 'primary'))
