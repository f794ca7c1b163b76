import type { Card } from '../card/card.ts'
import type { Form } from '../card/form.ts'
import type { MessageKey } from '../card/key.ts'
import type { Language } from '../kit/ids.ts'
import type { Answer } from '../ports/platform.ts'
import { allButtons, buttonFor } from '../referral/cards/buttons.ts'
import { fieldsOf } from '../referral/cards/fields.ts'
import { labelsBy } from '../referral/cards/labels.ts'
import { refusalCard } from '../referral/cards/refusal.ts'
import type { Command } from '../referral/command.ts'
import { type Referral, sideOf } from '../referral/referral.ts'
import type { Refusal } from '../referral/refusals.ts'
import type { Officer } from '../roster/directory.ts'
import type { Speaker } from './speak.ts'
import type { Stranger } from './who.ts'
import type { World } from './world.ts'

/** Refusals to which what is true now is the better half of the answer. */
const outOfDate: readonly Refusal['kind'][] = [
  'Stale',
  'WrongState',
  'AlreadyAcknowledged',
  'NothingAsked',
  'AlreadyAsked',
]

/** Answers for one reader, in that reader's language and with their desk's clock in front. */
export const createAnswers = ({ catalogue, directory, commands }: World, speaker: Speaker) => {
  const privately = <K extends 'card' | 'refusal'>(
    kind: K,
    card: Card,
    language: Language,
    desk?: Officer['desk'],
  ) => {
    const zones = directory.zonesFor(desk)
    return { kind, language, card: speaker.card(card, { languages: [language], zones }) }
  }

  /** Who was late or pressed an old button gets, with the refusal, what is true now and may be done. */
  const fresh = (referral: Referral, officer: Officer): Pick<Card, 'fields' | 'buttons'> => {
    const side = sideOf(referral, officer.desk)
    return {
      fields: fieldsOf(referral, side ?? 'both'),
      buttons: allButtons(referral, officer, commands),
    }
  }

  return {
    toStranger: (
      kind: Stranger,
      tags: readonly string[] = [],
    ): Extract<Answer, { kind: 'refusal' }> =>
      privately('refusal', refusalCard({ kind }), catalogue.negotiate(tags)),

    card: (card: Card, officer: Officer): Extract<Answer, { kind: 'card' | 'refusal' }> =>
      privately('card', card, officer.language, officer.desk),

    form: (form: Form, officer: Officer): Answer => ({
      kind: 'form',
      form: speaker.form(form, officer.language, directory.zonesFor(officer.desk)),
    }),

    refusal: (
      refusal: Refusal,
      officer: Officer,
      about: {
        readonly command?: Command
        readonly referral?: Referral
        /** Of the inputs by name, where they are those of no command about referrals. */
        readonly labels?: ReadonlyMap<string, MessageKey>
      } = {},
    ): Extract<Answer, { kind: 'refusal' }> => {
      // What a draft still lacks is asked for by another form than the one of the command.
      const asked = refusal.kind === 'Incomplete' || !about.command ? commands : [about.command]
      const card = refusalCard(refusal, about.labels ?? labelsBy(asked, about.referral))
      const moved = outOfDate.includes(refusal.kind)
      const shown = moved && about.referral ? { ...card, ...fresh(about.referral, officer) } : card
      const next =
        refusal.kind === 'Incomplete' && about.referral
          ? { buttons: buttonFor(about.referral, 'fill', commands) }
          : {}
      return privately('refusal', { ...shown, ...next }, officer.language, officer.desk)
    },
  }
}

export type Answers = ReturnType<typeof createAnswers>
