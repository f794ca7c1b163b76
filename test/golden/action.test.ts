import { begun, directory, hkc, id, matter, officerAt } from '../action/sample.ts'
import { actionCards } from './action.ts'
import { describeCards } from './matter-suite.ts'

await describeCards({
  ...{ name: 'action', matter, id, directory, cards: actionCards },
  state: begun({ owner: 'own' }).json,
  officer: officerAt(hkc),
  kinds: {
    action: 14,
    'action-happened': 6,
    'action-call': 5,
    'matter-list': 1,
    agenda: 5,
  },
  wordy: /list of sites|47th|letter|목록|not complete|missing|No longer/,
  general: ['matter-list', 'agenda'],
})
