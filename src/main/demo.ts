import { scenarioSchema } from '../bot/scenario.ts'
import { readOwnJson } from './places.ts'

export const demoConfig = (): unknown => readOwnJson('demo', 'liaison.json')

const scenarios = ['2003-cigarettes', '2020-crocodile', '2005-film-sharing']

/** What of the demo's cases is on record and what is not, for whoever runs it. */
export const demoCases = () =>
  scenarios.map(name => scenarioSchema.parse(readOwnJson('demo', `${name}.json`)))
