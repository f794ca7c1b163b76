import { type Config, configSchema } from '../../src/config.ts'
import { defaultPolicy } from '../../src/escalation/policy.ts'
import { type Chat, deskChannels, officers, type Side, sharedChannel } from './pair-type.ts'
import { demoSettings, withThirdDesk } from './stage-config.ts'

/**
 * The demo's desks under the default policy, each with its officer and its channel on its side's chat, and what
 * they share on another or the same. A third desk shares a channel with the sender's, on the web page.
 * `senior`: the two officers are supervisors besides.
 */
export const pairSettings = (
  chats: Readonly<Record<Side | 'shared', Chat>>,
  senior = false,
): Config => {
  const demo = demoSettings()
  const base = withThirdDesk(
    configSchema.parse({
      ...demo,
      policy: defaultPolicy,
      contactPoints: demo.contactPoints.map(d => ({ ...d, duty: [] })),
    }),
  )
  const identities = new Map<string, readonly unknown[]>([
    [officers.sender, chats.sender.identitiesOf('sender')],
    [officers.receiver, chats.receiver.identitiesOf('receiver')],
  ])
  const places = new Map<string, object>([
    [deskChannels.sender, chats.sender.at(deskChannels.sender)],
    [deskChannels.receiver, chats.receiver.at(deskChannels.receiver)],
    [sharedChannel, chats.shared.at(sharedChannel)],
  ])
  return configSchema.parse({
    ...base,
    officers: base.officers.map(o => ({
      ...o,
      roles: senior && identities.has(o.id) ? [...o.roles, 'supervisor'] : o.roles,
      identities:
        o.id === officers.third
          ? [...o.identities, ...chats.shared.identitiesOf('third')]
          : (identities.get(o.id) ?? o.identities),
    })),
    channels: [
      ...base.channels.map(c => ({ ...c, ...places.get(c.id) })),
      {
        id: 'hkc-tst',
        desks: ['hkc.cyber', 'tst.cyber'],
        names: { en: 'Hong Kong – Third' },
        platform: 'console',
        place: 'hkc-tst',
        languages: ['en'],
      },
    ],
  })
}
