import { pairKey } from '../escalation/agreed.ts'
import type { Agreed } from '../escalation/policy.ts'
import { priorities } from '../kit/codes.ts'
import type { Flaw, Shape } from './shape.ts'

const prefix = 'channel:'

interface ChannelTold {
  readonly channel: string
  readonly path: Flaw['path']
}

/** Every channel that a policy tells by its id, and where. */
const channelsTold = (policy: Agreed, at: Flaw['path']): readonly ChannelTold[] =>
  priorities.flatMap(priority =>
    Object.entries(policy[priority] ?? {}).flatMap(([clock, { steps }]) =>
      steps.flatMap((step, i) =>
        step.tell.flatMap((target, j) =>
          target.startsWith(prefix)
            ? [
                {
                  channel: target.slice(prefix.length),
                  path: [...at, priority, clock, 'steps', i, 'tell', j],
                },
              ]
            : [],
        ),
      ),
    ),
  )

/** Pairs of two desks that there are, each once; channels that there are, and that are the pair's own. */
export const agreementFlaws = (c: Shape): readonly Flaw[] => {
  const desks = c.contactPoints.map(d => d.id)
  const keys = c.pairs.map(({ between: [a, b] }) => pairKey(a, b))
  const unknown = ({ channel, path }: ChannelTold): readonly Flaw[] =>
    c.channels.some(x => x.id === channel)
      ? []
      : [{ path, message: `there is no channel ${channel} in channels` }]
  return [
    ...channelsTold(c.policy, ['policy']).flatMap(unknown),
    ...c.pairs.flatMap(({ between, policy }, i): readonly Flaw[] => {
      const at = ['pairs', i, 'between']
      const [a, b] = between
      const told = channelsTold(policy, ['pairs', i, 'policy'])
      return [
        ...between.flatMap((d, j) =>
          desks.includes(d) ? [] : [{ path: [...at, j], message: `unknown desk ${d}` }],
        ),
        ...(a === b ? [{ path: at, message: `a pair is two desks, not ${a} twice` }] : []),
        ...(keys.indexOf(pairKey(a, b)) < i
          ? [{ path: at, message: `${a} and ${b}: an agreement of theirs stands above` }]
          : []),
        ...told.flatMap(unknown),
        // A channel that a third desk reads would show it a matter of this pair.
        ...told
          .filter(({ channel }) =>
            c.channels.some(x => x.id === channel && x.desks.some(d => !between.includes(d))),
          )
          .map(({ channel, path }) => ({
            path,
            message: `the channel ${channel} has a desk that is not of this pair`,
          })),
      ]
    }),
  ]
}
