import { candidates } from '../../src/bot/complete.ts'
import { helpOf } from '../../src/bot/help.ts'
import { type Card, named } from '../../src/card/card.ts'
import { states } from '../../src/kit/codes.ts'
import { type MatterId, nthReferralId, type OfficerId } from '../../src/kit/ids.ts'
import { matters } from '../../src/matter/index.ts'
import { bundleCard } from '../../src/referral/cards/bundle.ts'
import { cleared } from '../../src/referral/cards/clearance.ts'
import { escalationCard } from '../../src/referral/cards/escalation.ts'
import { happenedCard } from '../../src/referral/cards/happened.ts'
import { helpCard, topicCard } from '../../src/referral/cards/help.ts'
import { labelsBy } from '../../src/referral/cards/labels.ts'
import { doneCard, listCard, viewCard } from '../../src/referral/cards/private.ts'
import { referralCard } from '../../src/referral/cards/referral.ts'
import { refusalCard } from '../../src/referral/cards/refusal.ts'
import {
  type UndeliveredRecipe,
  undeliveredCard,
  undeliveredElsewhere,
  undeliveredOfDesk,
  undeliveredOfMatter,
  type Why,
} from '../../src/referral/cards/undelivered.ts'
import { commands } from '../../src/referral/commands/index.ts'
import { dutyCommands } from '../../src/roster/commands/index.ts'
import { everyRefusal } from '../bot/every-refusal.ts'
import { directory, hkc, onSide } from '../referral/desks.ts'
import { inState } from '../referral/sample.ts'
import { bundlesShown } from './bundles.ts'
import { calls } from './calls.ts'
import { contents, factsOf } from './contents.ts'
import { happenings } from './happenings.ts'
import { cases, flagged, full, red } from './matters.ts'
import { receiptsShown } from './receipts.ts'

/** A card, and what it shows in which case. */
export interface Shown {
  readonly title: string
  readonly card: Card
}

const viewers = ['both', 'sender', 'receiver'] as const

const referrals: readonly Shown[] = [
  ...states.flatMap(state =>
    viewers.map(viewer => ({
      title: `referral, ${state}, for ${viewer}`,
      card: referralCard(factsOf(inState(state)), viewer, commands),
    })),
  ),
  ...[...flagged, ...cases].flatMap(([about, r]) =>
    viewers.map(viewer => ({
      title: `referral, ${about}, for ${viewer}`,
      card: referralCard(factsOf(r), viewer, commands),
    })),
  ),
  {
    title: 'referral, marked above its channel',
    card: cleared(referralCard(factsOf(red), 'both', commands), red, 'amber-strict'),
  },
]

const views: readonly Shown[] = [
  ...states.flatMap(state =>
    (['sender', 'receiver'] as const).map(side => ({
      title: `view, ${state}, for ${side}`,
      card: viewCard(factsOf(inState(state)), onSide(side), commands),
    })),
  ),
  ...(['sender', 'receiver'] as const).map(side => ({
    title: `view, of all that there may be, for ${side}`,
    card: viewCard({ referral: full, contents }, onSide(side, 'supervisor'), commands),
  })),
]

const lines: readonly Shown[] = happenings.flatMap(({ title, r, happened }) => {
  const made = happenedCard({ referral: r, contents }, happened, commands)
  const marked = { ...r, ...(red.marking ? { marking: red.marking } : {}) }
  return [
    { title: `happened, ${title}`, card: made },
    ...(title === 'referral.declined'
      ? [
          {
            title: `happened, ${title}, above its channel`,
            card: cleared(made, marked, 'amber-strict'),
          },
        ]
      : []),
  ]
})

const escalations: readonly Shown[] = calls.map(({ title, r, event, to, reach }) => ({
  title: `escalation, ${title}`,
  card: escalationCard(r, event, to, reach, commands),
}))

const bundles: readonly Shown[] = bundlesShown.map(({ title, bundle, referrals, mentions }) => ({
  title: `bundle, ${title}`,
  card: bundleCard(bundle, referrals, mentions),
}))

const dead = directory.internalOf(hkc)[0] ?? directory.channels[0]
if (!dead) throw new Error('no channel that could be dead')
const { platform, place } = dead
const given = (fault: Why): UndeliveredRecipe => ({ card: 'undelivered', platform, place, fault })

const notified = 'KR-N-2026-000007' as MatterId

const undelivered: readonly Shown[] = [
  ...(['Unreachable', 'Forbidden', 'Gone'] as const).map(fault => ({
    title: `undelivered, ${fault}`,
    card: undeliveredCard(inState('sent'), given(fault), named(dead.names)),
  })),
  {
    title: 'undelivered, of a desk',
    card: undeliveredOfDesk(hkc, given('Gone'), named(dead.names)),
  },
  {
    title: 'undelivered, of a matter',
    card: undeliveredOfMatter(notified, given('Gone'), named(dead.names)),
  },
  {
    title: 'undelivered, of a matter, to its sender',
    card: undeliveredElsewhere(
      { id: notified, desk: hkc, phone: '+852 0000 0001' },
      given('Unreachable'),
      [directory.officers[0]?.id ?? ('' as OfficerId)],
    ),
  },
]

const refusals: readonly Shown[] = Object.values(everyRefusal)
  .flat()
  .map((refusal, i) => ({
    title: `refusal ${i + 1}, ${refusal.kind}`,
    card: refusalCard(refusal, labelsBy(commands, inState('draft'))),
  }))

const help = helpOf(candidates({ commands, dutyCommands, matters }))
/** Those of which there is more to say than the overview does. */
export const helpTopics = help.topics.filter(t => t.lines.length > 1)

const others: readonly Shown[] = [
  {
    title: 'list',
    card: listCard(
      [...flagged.map(([, r]) => r), inState('draft'), inState('declined')].map((r, i) => ({
        ...r,
        id: nthReferralId('HK', 2026, 42 + i),
      })),
    ),
  },
  { title: 'list, of one', card: listCard([inState('sent')]) },
  { title: 'list, empty', card: listCard([]) },
  { title: 'done', card: doneCard(factsOf(inState('acknowledged')).referral) },
  { title: 'help', card: helpCard(help) },
  ...helpTopics.map(t => ({ title: `help on ${t.root}`, card: topicCard(t) })),
]

/** Every card there is, in every case that changes its words or buttons. */
export const everyCard: readonly Shown[] = [
  ...referrals,
  ...lines,
  ...escalations,
  ...bundles,
  ...undelivered,
  ...views,
  ...others,
  ...receiptsShown,
  ...refusals,
]
