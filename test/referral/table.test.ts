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
  const [head, rule, ...rows] = cells(stateTable(commands))

  it('given the commands, then each has a row, in their order', () => {
    expect(head).toEqual(['command', 'from', 'to', 'side', 'roles'])
    expect(rule).toEqual(['---', '---', '---', '---', '---'])
    expect(rows.map(([name]) => name)).toEqual(commands.map(c => `\`${c.name}\``))
  })

  it('given the states that a command declares, then all of them were reached, and no other', () => {
    let reached = 0
    for (const [i, [, from = '']] of rows.entries()) {
      const declared = commands[i]?.from ?? []
      const found = from === 'none' ? [] : from.split(', ')
      expect(found.toSorted(), commands[i]?.name).toEqual([...declared].toSorted())
      reached += found.filter(f => states.some(s => s === f)).length
    }
    expect(reached).toBe(commands.flatMap(c => c.from).length)
    expect(reached).toBeGreaterThan(100)
  })

  it('given a command, then the table says where it leads, who may, and in which role', () => {
    const of = (name: string) => rows.find(r => r[0] === `\`${name}\``)?.slice(1, 4)
    expect(of('create')).toEqual(['none', 'draft', 'sender'])
    expect(of('send')).toEqual(['draft', 'sent', 'sender'])
    expect(of('supply-info')).toEqual(['info_requested', 'acknowledged or accepted', 'sender'])
    expect(of('reopen')).toEqual(['closed', 'accepted', 'sender or receiver'])
    expect(of('follow-up')).toEqual(['answered, closed', 'as it was; begins another', 'sender'])
    expect(rows.map(r => r[4])).toEqual(commands.map(c => c.roles.join(', ')))
  })

  it('given a command that no way leads to, then its row says so', () => {
    const alone = cells(stateTable([commandNamed('close')])).at(-1)
    expect(alone?.slice(0, 4)).toEqual(['`close`', 'none', '', ''])
  })

  it('given no command, then it is an empty table', () => {
    expect(cells(stateTable([]))).toHaveLength(2)
  })
})
