import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type BoardMessage, createBoard } from '../../adapters/console/board.ts'
import type { MessageId, PlaceId } from '../../src/kit/ids.ts'
import { instant } from '../../src/kit/time.ts'
import { bareCard } from '../rigs/cards.ts'

const place = 'shared' as PlaceId
const id = (n: number): MessageId => `m${n}` as MessageId

const message = (n: number, thread?: number): BoardMessage => ({
  place,
  id: id(n),
  ...(thread === undefined ? {} : { thread: id(thread) }),
  card: bareCard(`${n}`),
  at: instant(n),
  revision: 0,
  repeat: false,
  key: `k${n}`,
})

describe('given a board that keeps 5 messages a channel', () => {
  test('when a sixth comes, then the thread that rested longest goes, whole', () => {
    const board = createBoard([place], 5)
    for (const m of [message(1), message(2), message(3, 2), message(4, 1)]) board.put(m)
    board.put(message(5))
    board.put(message(6))
    expect(board.list(place).map(m => m.id)).toEqual([1, 4, 5, 6].map(id))
  })

  test('when an old one was revised, then it stays and keeps its position', () => {
    const board = createBoard([place], 5)
    for (const n of [1, 2, 3, 4, 5]) board.put(message(n))
    board.put({ ...message(1), revision: 1 })
    board.put(message(6))
    expect(board.list(place).map(m => m.id)).toEqual([1, 3, 4, 5, 6].map(id))
  })

  test('when one thread outgrows the channel, then its own oldest replies go', () => {
    const board = createBoard([place], 5)
    board.put(message(1))
    for (let n = 2; n <= 9; n++) board.put(message(n, 1))
    expect(board.list(place).map(m => m.id)).toEqual([1, 6, 7, 8, 9].map(id))
  })

  test('when anything at all happens, then it never holds more, and no reply without its thread', () => {
    const acts = fc.array(fc.tuple(fc.boolean(), fc.nat({ max: 30 })), {
      minLength: 10,
      maxLength: 60,
      size: 'max',
    })
    let puts = 0
    fc.assert(
      fc.property(acts, steps => {
        const board = createBoard([place], 5)
        for (const [n, [isReply, pick]] of steps.entries()) {
          const roots = board.list(place).filter(m => m.thread === undefined)
          const root = roots[pick % Math.max(1, roots.length)]
          const next = isReply && root ? { ...message(n + 100), thread: root.id } : message(n + 100)
          board.put(next)
          puts += 1
          const all = board.list(place)
          expect(all.length).toBeLessThanOrEqual(5)
          expect(board.has(place, next.id)).toBe(true)
          for (const m of all) if (m.thread) expect(board.has(place, m.thread)).toBe(true)
        }
      }),
    )
    expect(puts).toBeGreaterThan(1_000)
  })
})
