import { begun, directory, hkc, id, matter, officerAt } from '../bulletin/sample.ts'
import { bulletinCards } from './bulletin.ts'
import { describeCards } from './matter-suite.ts'

await describeCards({
  ...{ name: 'bulletin', matter, id, directory, cards: bulletinCards },
  state: begun().json,
  officer: officerAt(hkc),
  kinds: {
    bulletin: 22,
    'bulletin-happened': 5,
    'bulletin-call': 4,
    'matter-list': 1,
  },
  wordy: /streaming boxes|DNS|HTTPS|스트리밍|laboratory|It was wrong/,
  general: ['matter-list'],
})
