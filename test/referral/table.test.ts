import { describe, expect, it } from 'vitest'
import { states } from '../../src/kit/codes.ts'
import { commands } from '../../src/referral/commands/index.ts'
import { stateTable } from '../../src/referral/table.ts'
import { commandNamed } from './sample.ts'

const cells = (table: string): readonly (readonly string[])[] =>
  table
    .split('\n')
    .filter(line => line.startsWith('|'))
    .map(line =>
      line
        .split('|')
        .slice(1, -1)
        .map(c => c.trim()),
    )

describe('the state table', () => {
  it('given the commands, then it says of each state what each command makes of it, and who may', () => {
    const [head, rule, ...rows] = cells(stateTable(commands))
    expect(head).toEqual(['state', ...commands.map(c => `\`${c.name}\``)])
    expect(rule).toHaveLength(9)
    expect(rows.map(r => r[0])).toEqual(['none', ...states])
    const said = rows.map(([state, ...rest]) => [
      state,
      ...rest.flatMap((c, i) => (c === '' ? [] : [`${commands[i]?.name} → ${c}`])),
    ])
    expect(said).toEqual([
      ['none', 'create → draft (sender)'],
      ['draft', 'send → sent (sender)', 'withdraw → withdrawn (sender)'],
      [
        'sent',
        'acknowledge → acknowledged (receiver)',
        'decline → declined (receiver)',
        'withdraw → withdrawn (sender)',
      ],
      [
        'acknowledged',
        'accept → accepted (receiver)',
        'decline → declined (receiver)',
        'withdraw → withdrawn (sender)',
      ],
      [
        'accepted',
        'decline → declined (receiver)',
        'answer → answered (receiver)',
        'withdraw → withdrawn (sender)',
      ],
      ['answered', 'close → closed (sender)'],
      ['declined', 'close → closed (sender)'],
      ['withdrawn'],
      ['closed'],
    ])
  })

  it('given the roles of the commands, then each is said once, for all or for those that differ', () => {
    const all = stateTable(commands).split('\n').at(-1)
    expect(all).toBe('Roles for every command: officer, duty, supervisor, head.')
    const close = { ...commandNamed('close'), roles: ['head'] as const }
    const two = stateTable([commandNamed('create'), close])
      .split('\n')
      .slice(-2)
    expect(two).toEqual([
      'Roles for `create`: officer, duty, supervisor, head.',
      'Roles for `close`: head.',
    ])
  })

  it('given no command, then it is an empty table', () => {
    expect(cells(stateTable([]))).toHaveLength(2 + 9)
  })
})
