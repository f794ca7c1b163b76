import { at, data, officer, type Params, type Term, words } from '../card/card.ts'
import { printTlp } from '../codes/tlp.ts'
import { type ContactPointId, letterOf, type ReferralId, toMatterId } from '../kit/ids.ts'
import type { Json } from '../kit/json.ts'
import type { Matter } from '../matter/define.ts'
import type { Told } from '../matter/matter.ts'
import { happenedCard } from '../referral/cards/happened.ts'
import { markingTerms } from '../referral/cards/marking.ts'
import type { Command } from '../referral/command.ts'
import { referralEventSchema } from '../referral/events.ts'
import { evolve } from '../referral/evolve.ts'
import type { Happened, Referral } from '../referral/referral.ts'

/** What a report can tell of in sentences. */
export interface Known {
  readonly commands: readonly Command[]
  readonly matters: readonly Matter[]
}

/** How a subject is marked and whose it is, by its entries so far. */
interface About {
  readonly marking?: readonly Term[] | undefined
  readonly from?: ContactPointId
  readonly to: readonly ContactPointId[]
}

/** Follows the entries of one subject from the first, and puts each into a sentence where there is one for it. */
export interface Teller {
  readonly tell: (told: Told<Json>, type: string) => Term | undefined
  readonly about: () => About
}

const whoIn = ({ at: when, by }: Pick<Told<Json>, 'at' | 'by'>): Params =>
  by === 'clock' ? {} : { officer: officer(by), time: at(when) }

const sentence = (r: Referral, h: Happened, commands: readonly Command[]): Term => {
  switch (h.event.type) {
    case 'referral.drafted':
      return words('custody.drafted', whoIn(h))
    case 'referral.filled':
      return words('custody.filled', whoIn(h))
    case 'referral.approved':
      return words('custody.approved', whoIn(h))
    default:
      return happenedCard({ referral: r, contents: new Map() }, h, commands).headline
  }
}

const tellReferral = (id: ReferralId, commands: readonly Command[]): Teller => {
  let referral: Referral | undefined
  return {
    tell: ({ event: json, at: when, by }) => {
      const event = referralEventSchema.safeParse(json)
      if (!event.success) return undefined
      const happened = { event: event.data, at: when, by }
      referral = evolve(referral, id, happened)
      return sentence(referral, happened, commands)
    },
    about: () =>
      referral
        ? { marking: markingTerms(referral), from: referral.from, to: [referral.to] }
        : { to: [] },
  }
}

const tellMatter = (subject: string, matter: Matter): Teller => {
  const id = toMatterId(subject)
  let state: Json | undefined
  return {
    tell: (told, type) => {
      if (!id || !type.startsWith(`${matter.kind}.`)) return undefined
      const { state: after, line } = matter.told(state, id, told)
      state = after
      if (line) return line
      // What all kinds have in common.
      if (matter.steps.includes(type)) return words('custody.called')
      return type === matter.erasing.type
        ? words('referral.erased')
        : words('custody.begun', whoIn(told))
    },
    about: () => {
      if (state === undefined) return { to: [] }
      const tlp = matter.tlpOf(state)
      const from = matter.senderOf(state)
      return {
        ...(tlp === undefined ? {} : { marking: [data(printTlp(tlp))] }),
        from,
        to: matter.partiesOf(state).filter(desk => desk !== from),
      }
    },
  }
}

export const createTeller = (subject: string, { commands, matters }: Known): Teller => {
  const id = toMatterId(subject)
  const matter = id && matters.find(m => m.letter === letterOf(id))
  return matter ? tellMatter(subject, matter) : tellReferral(subject as ReferralId, commands)
}
