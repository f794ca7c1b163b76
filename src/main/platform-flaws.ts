import { platforms } from '../../adapters/index.ts'
import type { Config } from '../config.ts'
import type { Problem } from './problems.ts'

const slack = 'slack'
const known: readonly string[] = Object.keys(platforms)

const unknown = (name: string, path: Problem['path']): readonly Problem[] =>
  known.includes(name)
    ? []
    : [{ path, message: `this version has no platform ${name}; it has ${known.join(', ')}` }]

const wrongIds = (
  { workspace, user }: { readonly workspace: string; readonly user: string },
  at: Problem['path'],
): readonly Problem[] => [
  ...(/^[TE][A-Z0-9]+$/.test(workspace)
    ? []
    : [{ path: [...at, 'workspace'], message: 'must be the id of a workspace, as T0123ABCD' }]),
  ...(/^[UW][A-Z0-9]+$/.test(user)
    ? []
    : [{ path: [...at, 'user'], message: 'must be the id of a member, as U0123ABCD' }]),
]

const place = /^([TE][A-Z0-9]+\.)?[CG][A-Z0-9]+$/

/** What of liaison.json the platforms that there are can't use; the core knows none by name. */
export const platformFlaws = (c: Config): readonly Problem[] => [
  ...Object.keys(c.platforms).flatMap(name => unknown(name, ['platforms', name])),
  ...c.channels.flatMap((x, i) => [
    ...unknown(x.platform, ['channels', i, 'platform']),
    ...(x.platform === slack && !place.test(x.place)
      ? [
          {
            path: ['channels', i, 'place'],
            message: 'must be the id of a channel, as C0123ABCD, or T0123ABCD.C0123ABCD',
          },
        ]
      : []),
  ]),
  ...c.officers.flatMap((o, i) =>
    o.identities.flatMap((who, j) => {
      const at = ['officers', i, 'identities', j]
      return [
        ...unknown(who.platform, [...at, 'platform']),
        ...(who.platform === slack ? wrongIds(who, at) : []),
      ]
    }),
  ),
]
