import type { Flaw, Shape } from './shape.ts'

type Path = Flaw['path']
type Named = readonly (readonly [name: string, path: Path])[]

const twice = (named: Named, what: string): readonly Flaw[] =>
  named.flatMap(([name, path], i) =>
    named.findIndex(([other]) => other === name) < i ? [{ path, message: `${name}: ${what}` }] : [],
  )

const ids = (key: string, list: readonly { readonly id: string }[]): Named =>
  list.map((x, i) => [x.id, [key, i, 'id']])

/** Every id once, every reference to something that is there, nobody who can't be reached. */
export const referenceFlaws = (c: Shape): readonly Flaw[] => {
  const agencies = c.agencies.map(a => a.id)
  const desks = c.contactPoints.map(d => d.id)
  const actors: Named = c.officers.flatMap((o, i) =>
    o.identities.map(
      (x, j) =>
        [
          `${x.platform} ${x.workspace} ${'user' in x ? x.user : `@${x.group}`}`,
          ['officers', i, 'identities', j],
        ] as const,
    ),
  )
  return [
    ...twice(
      [
        ...ids('agencies', c.agencies),
        ...ids('contactPoints', c.contactPoints),
        ...ids('officers', c.officers),
      ],
      'id used twice',
    ),
    ...twice(
      c.agencies.map((a, i) => [a.prefix, ['agencies', i, 'prefix']]),
      'prefix used twice',
    ),
    ...twice(ids('channels', c.channels), 'channel id used twice'),
    ...twice(
      c.channels.map((x, i) => [`${x.platform} ${x.place}`, ['channels', i, 'place']]),
      'place used twice',
    ),
    ...twice(actors, 'identity of two officers'),
    ...(c.follows?.log === c.log
      ? [{ path: ['log'], message: 'a log that follows another has a name of its own' }]
      : []),
    ...c.agencies.flatMap((a, i) =>
      a.witnessUrl !== undefined && a.witness === undefined
        ? [
            {
              path: ['agencies', i, 'witnessUrl'],
              message: `${a.id}: name the key of this witness too, as witness`,
            },
          ]
        : [],
    ),
    ...twice(
      c.agencies.flatMap((a, i) =>
        a.witness === undefined ? [] : [[a.witness, ['agencies', i, 'witness']] as const],
      ),
      'witness of two agencies',
    ),
    ...c.contactPoints.flatMap((d, i) =>
      agencies.includes(d.agency)
        ? []
        : [
            {
              path: ['contactPoints', i, 'agency'],
              message: `${d.id}: unknown agency ${d.agency}`,
            },
          ],
    ),
    ...c.officers.flatMap((o, i) =>
      desks.includes(o.desk)
        ? []
        : [{ path: ['officers', i, 'desk'], message: `${o.id}: unknown desk ${o.desk}` }],
    ),
    ...c.channels.flatMap((x, i) =>
      x.desks.flatMap((d, j) =>
        desks.includes(d)
          ? []
          : [{ path: ['channels', i, 'desks', j], message: `${x.id}: unknown desk ${d}` }],
      ),
    ),
    ...c.contactPoints.flatMap((d, i) => [
      ...(c.channels.some(x => x.desks.length === 1 && x.desks[0] === d.id)
        ? []
        : [{ path: ['contactPoints', i], message: `${d.id}: has no internal channel` }]),
      ...(c.officers.some(o => o.desk === d.id && o.roles.includes('duty'))
        ? []
        : [{ path: ['contactPoints', i], message: `${d.id}: has no officer with the role duty` }]),
    ]),
  ]
}
