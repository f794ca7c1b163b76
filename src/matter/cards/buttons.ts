import type { Button } from '../../card/card.ts'
import { roles } from '../../kit/codes.ts'
import type { ContactPointId, Language, MatterId, OfficerId } from '../../kit/ids.ts'
import type { Speaker } from '../../referral/command.ts'
import { buttonsOf } from '../define.ts'
import type { MatterSpec } from '../matter.ts'
import { viewMatter } from './list.ts'

/** Somebody of a desk, where all that look at a card share it: who may less is told on pressing. */
const anybodyAt = (desk: ContactPointId): Speaker => ({
  id: '' as OfficerId,
  desk,
  roles,
  language: '' as Language,
})

/** Of what a desk may do now the named ones, in their order, and `view`; the first of them stands out. */
export const chosenButtons = <S, E extends { readonly type: string }>(
  spec: Pick<MatterSpec<S, E>, 'commands' | 'revisionOf'>,
  matter: { readonly id: MatterId; readonly state: S },
  desk: ContactPointId,
  wanted: readonly string[],
): readonly Button[] => {
  const may = buttonsOf(spec, matter.id, matter.state, anybodyAt(desk))
  const next = wanted.flatMap(name => may.filter(b => b.command === name)).slice(0, 2)
  return [
    ...next.map((b, i) => (i === 0 ? b : { ...b, style: 'plain' as const })),
    viewMatter(matter.id),
  ]
}
