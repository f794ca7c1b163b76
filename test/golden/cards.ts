import { usages } from '../../src/bot/complete.ts'
import type { Card } from '../../src/card/card.ts'
import { type DeadlineName, type State, states } from '../../src/kit/codes.ts'
import type { Language } from '../../src/kit/ids.ts'
import { minutes, plus, toRfc3339 } from '../../src/kit/time.ts'
import type { Content } from '../../src/ports/vault.ts'
import { escalationCard } from '../../src/referral/cards/escalation.ts'
import { happenedCard } from '../../src/referral/cards/happened.ts'
import { doneCard, helpCard, listCard, viewCard } from '../../src/referral/cards/private.ts'
import { referralCard } from '../../src/referral/cards/referral.ts'
import { refusalCard } from '../../src/referral/cards/refusal.ts'
import { commands } from '../../src/referral/commands/index.ts'
import type { Escalated, ReferralEvent } from '../../src/referral/events.ts'
import { evolve, type Referral, type TextPart } from '../../src/referral/referral.ts'
import { everyRefusal } from '../bot/every-refusal.ts'
import { onSide } from '../referral/desks.ts'
import { id, inState, start } from '../referral/sample.ts'

/** A card, and what it shows in which case. */
export interface Shown {
  readonly title: string
  readonly card: Card
}

interface Written {
  readonly part: TextPart
  readonly state: State
  readonly language: string
  readonly content: Content
}

const written: readonly Written[] = [
  {
    part: 'referral',
    state: 'draft',
    language: 'en',
    content: {
      subject: 'Film shared over peer-to-peer',
      narrative: 'Seen twice on the same evening.\nPlease name the subscriber.',
      identifiers: '203.0.113.7:51413',
    },
  },
  {
    part: 'acceptance',
    state: 'accepted',
    language: 'ko',
    content: { reference: 'KCS-2026-0815' },
  },
  {
    part: 'decline',
    state: 'declined',
    language: 'ko',
    content: { explanation: '경찰청 소관입니다.' },
  },
  {
    part: 'answer',
    state: 'answered',
    language: 'ko',
    content: { result: '가입자를 확인했습니다.' },
  },
  {
    part: 'withdrawal',
    state: 'withdrawn',
    language: 'zh-HK',
    content: { explanation: '重複送出。' },
  },
  { part: 'closing', state: 'closed', language: 'zh-HK', content: { note: '多謝協助。' } },
]

const textOf = ({ part, language }: Written) => ({
  part,
  language: language as Language,
  ref: { item: part, commit: 'c', bytes: 1 },
})
const contents = new Map(written.map(w => [w.part, w.content]))

const withTexts = (r: Referral): Referral => ({
  ...r,
  texts: written.filter(w => r.acts[w.state]).map(textOf),
})
const factsOf = (r: Referral) => ({ referral: withTexts(r), contents })

const step = (
  deadline: DeadlineName,
  tell: Escalated['tell'],
  missed: readonly number[] = [],
): Escalated => ({
  type: 'referral.escalated',
  deadline,
  step: missed.length,
  due: toRfc3339(plus(start, minutes(deadline === 'ack' ? 16 : 481))),
  tell,
  missed: [...missed],
})
const escalated = (r: Referral, e: Escalated): Referral =>
  evolve(r, id, { event: e, at: plus(start, minutes(20)), by: 'clock' })

const flagged: readonly (readonly [string, Referral])[] = [
  ['sent, overdue', escalated(inState('sent'), step('ack', ['duty']))],
  ['sent, escalated', escalated(inState('sent'), step('ack', ['duty', 'supervisor'], [0]))],
  ['accepted, overdue', escalated(inState('accepted'), step('reply', ['duty']))],
]

const referrals: readonly Shown[] = [
  ...states.flatMap(state =>
    (['both', 'sender', 'receiver'] as const).map(viewer => ({
      title: `referral, ${state}, for ${viewer}`,
      card: referralCard(factsOf(inState(state)), viewer, commands),
    })),
  ),
  ...flagged.map(([about, r]) => ({
    title: `referral, ${about}`,
    card: referralCard(factsOf(r), 'both', commands),
  })),
]

const views: readonly Shown[] = states.flatMap(state =>
  (['sender', 'receiver'] as const).map(side => ({
    title: `view, ${state}, for ${side}`,
    card: viewCard(factsOf(inState(state)), side, commands),
  })),
)

const withWords = (part: TextPart) => {
  const found = written.find(w => w.part === part)
  if (!found) throw new Error(`no text of ${part}`)
  const { language, ref } = textOf(found)
  return { text: { language, ref } }
}

const events: readonly (readonly [ReferralEvent, State])[] = [
  [
    {
      type: 'referral.drafted',
      from: 'hkc.cyber',
      to: 'kcs.cyber',
      category: 'tobacco',
      priority: 'routine',
      ...withWords('referral'),
    },
    'draft',
  ],
  [{ type: 'referral.sent', clocks: [] }, 'sent'],
  [{ type: 'referral.acknowledged' }, 'acknowledged'],
  [{ type: 'referral.accepted', ...withWords('acceptance') }, 'accepted'],
  [
    { type: 'referral.declined', reason: 'outside-competence', ...withWords('decline') },
    'declined',
  ],
  [{ type: 'referral.answered', ...withWords('answer') }, 'answered'],
  [{ type: 'referral.withdrawn', ...withWords('withdrawal') }, 'withdrawn'],
  [{ type: 'referral.closed', outcome: 'success', ...withWords('closing') }, 'closed'],
  [step('ack', ['duty']), 'sent'],
  [step('reply', ['supervisor', 'sending-desk']), 'accepted'],
  [step('ack', ['duty', 'supervisor', 'head', 'sending-desk'], [0]), 'sent'],
]

const receiverActs: readonly State[] = ['acknowledged', 'accepted', 'declined', 'answered']

const lines: readonly Shown[] = events.map(([event, state]) => {
  const clock = event.type === 'referral.escalated'
  const by = onSide(receiverActs.includes(state) ? 'receiver' : 'sender').id
  return {
    title: `happened, ${event.type}${clock ? `, ${event.deadline}, told ${event.tell.join(' ')}` : ''}`,
    card: happenedCard(factsOf(inState(state)), {
      event,
      at: plus(start, minutes(9)),
      by: clock ? 'clock' : by,
    }),
  }
})

const phone = '+82 00 0000 0002'

const calls: readonly Shown[] = (['ack', 'reply'] as const).flatMap(deadline => {
  const r = inState(deadline === 'ack' ? 'sent' : 'accepted')
  const met = inState(deadline === 'ack' ? 'acknowledged' : 'answered')
  const owners = (['duty', 'supervisor'] as const).map(role => ({ to: 'owner', role }) as const)
  return [...owners, { to: 'sender', role: 'supervisor' } as const]
    .flatMap(({ to, role }) =>
      [true, false].flatMap(reachable =>
        [[], [0]].map(missed => ({
          title: [
            `escalation, ${deadline}, to ${to}`,
            ...(to === 'owner' ? [role] : []),
            ...(reachable ? ['with a telephone'] : []),
            ...(missed.length > 0 ? ['a step missed'] : []),
          ].join(', '),
          card: escalationCard(r, step(deadline, [role, 'sending-desk'], missed), to, {
            mentions: [onSide(to === 'owner' ? 'receiver' : 'sender', role).id],
            ...(reachable ? { phone } : {}),
          }),
        })),
      ),
    )
    .concat(
      (['owner', 'sender'] as const).map(to => ({
        title: `escalation, ${deadline}, to ${to}, no longer due`,
        card: escalationCard(met, step(deadline, ['duty', 'sending-desk']), to, {
          mentions: [onSide('receiver', 'duty').id],
          phone,
        }),
      })),
    )
})

const labels = new Map(
  commands.flatMap(c => Object.entries(c.inputs).map(([name, i]) => [name, i.label] as const)),
)

const refusals: readonly Shown[] = Object.values(everyRefusal)
  .flat()
  .map((refusal, i) => ({
    title: `refusal ${i + 1}, ${refusal.kind}`,
    card: refusalCard(refusal, labels),
  }))

const others: readonly Shown[] = [
  {
    title: 'list',
    card: listCard(flagged.map(([, r]) => r).concat(inState('draft'), inState('declined'))),
  },
  { title: 'list, of one', card: listCard([inState('sent')]) },
  { title: 'list, empty', card: listCard([]) },
  { title: 'done', card: doneCard(factsOf(inState('acknowledged'))) },
  { title: 'help', card: helpCard(usages(commands)) },
]

/** Every card there is, in every case that changes its words or buttons. */
export const everyCard: readonly Shown[] = [
  ...referrals,
  ...lines,
  ...calls,
  ...views,
  ...others,
  ...refusals,
]
