import { platforms } from '../../adapters/index.ts'
import type { Config } from '../config.ts'
import type { Problem } from './problems.ts'

const known: readonly string[] = Object.keys(platforms)

const unknown = (name: string, path: Problem['path']): readonly Problem[] =>
  known.includes(name)
    ? []
    : [{ path, message: `this version has no platform ${name}; it has ${known.join(', ')}` }]

type Part = 'place' | 'workspace' | 'user' | 'group'
type Rule = readonly [pattern: RegExp, message: string]

const snowflake = /^\d{17,19}$/
const digits = '17 to 19 digits'

/** How each platform's ids look; the console has its own. */
const rules: Readonly<Record<string, Readonly<Record<Part, Rule>>>> = {
  slack: {
    place: [
      /^([TE][A-Z0-9]+\.)?[CG][A-Z0-9]+$/,
      'must be the id of a channel, as C0123ABCD, or T0123ABCD.C0123ABCD',
    ],
    workspace: [/^[TE][A-Z0-9]+$/, 'must be the id of a workspace, as T0123ABCD'],
    user: [/^[UW][A-Z0-9]+$/, 'must be the id of a member, as U0123ABCD'],
    group: [/^(?!)/, 'is nothing on Slack: name each member by user'],
  },
  discord: {
    place: [snowflake, `must be the id of a channel, ${digits}`],
    workspace: [snowflake, `must be the id of a server, ${digits}`],
    user: [snowflake, `must be the id of a member, ${digits}`],
    group: [snowflake, `must be the id of a role, ${digits}`],
  },
}

const wrong = (
  platform: string,
  values: Partial<Record<Part, string>>,
  at: Problem['path'],
): readonly Problem[] =>
  Object.entries(rules[platform] ?? {}).flatMap(([part, [pattern, message]]) => {
    const value = values[part as Part]
    return value === undefined || pattern.test(value) ? [] : [{ path: [...at, part], message }]
  })

/** What of liaison.json the platforms that there are can't use; the core knows none by name. */
export const platformFlaws = (c: Config): readonly Problem[] => [
  ...Object.keys(c.platforms).flatMap(name => unknown(name, ['platforms', name])),
  ...c.channels.flatMap(({ platform, place }, i) => [
    ...unknown(platform, ['channels', i, 'platform']),
    ...wrong(platform, { place }, ['channels', i]),
  ]),
  ...c.officers.flatMap((o, i) =>
    o.identities.flatMap(({ platform, ...who }, j) => {
      const at = ['officers', i, 'identities', j]
      return [...unknown(platform, [...at, 'platform']), ...wrong(platform, who, at)]
    }),
  ),
]
