import { describe, expect, it } from 'vitest'
import { directory, held, hkc, id, matter, officerAt, onward } from '../shipment/sample.ts'
import { describeCards } from './matter-suite.ts'
import { shipmentCards } from './shipment.ts'

await describeCards({
  ...{ name: 'shipment', matter, id, directory, cards: shipmentCards },
  // Two legs and a hold, so that there is something to choose from.
  state: held({}, onward()).json,
  officer: officerAt(hkc),
  kinds: {
    shipment: 25 + 1,
    'shipment-alarm': 9,
    'shipment-hold': 7,
    'shipment-call': 8,
    'shipment-happened': 11,
    'matter-list': 1,
  },
  wordy: /Plastic|doors|CSQU|TEXU|Genoa|Genova|berth|Both containers|answer yet|Genuine/,
  general: ['matter-list'],
  buttons: 4,
  words: 90,
  // An alarm always says what.
  unseen: ['shipment.nothing'],
})

describe('a card in a channel with more than three buttons', () => {
  it('given who holds goods, then all three ways to decide are there, and all others have room for two', async () => {
    const inChannel = shipmentCards.filter(c => !/^view|^list/.test(c.title))
    const made = await Promise.all(inChannel.map(c => c.card))
    const asks = made.filter(c => c.buttons.length > 3)
    expect(new Set(asks.flatMap(c => c.buttons.map(b => b.command)))).toEqual(
      new Set(['s-release', 's-extend', 's-seize', 'view']),
    )
    expect(inChannel).toHaveLength(60)
  })
})
