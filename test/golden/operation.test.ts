import { describe, expect, it } from 'vitest'
import { directory, hkc, id, matter, officerAt } from '../operation/sample.ts'
import { describeCards } from './matter-suite.ts'
import { filled, operationCards } from './operation.ts'

await describeCards({
  ...{ name: 'operation', matter, id, directory, cards: operationCards },
  state: filled.json,
  officer: officerAt(hkc),
  kinds: {
    operation: 17 + 1,
    'operation-report': 5,
    'operation-end': 3,
    'operation-call': 4,
    'operation-happened': 7,
    'matter-list': 1,
  },
  wordy: /Crocodile|Containers that go|Genova|ships of ours|Not of it|Quiet so far|Thank you/,
  general: ['matter-list'],
})

describe('a desk that declined', () => {
  it('given its card, then it says that alone', async () => {
    const declined = operationCards.find(c => c.title.endsWith('at the desk that declined'))
    const card = await declined?.card
    expect([card?.fields, card?.quotes, card?.buttons, card?.lines.length]).toEqual([[], [], [], 1])
  })
})
