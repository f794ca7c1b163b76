import type { RaiseRig } from '../rigs/rig.ts'
import { findsAndEnds } from './platform-finds.ts'
import { hearsPeople } from './platform-hears.ts'
import { showsCards } from './platform-shows.ts'

/** What src/ports/platform.ts promises, for any platform. */
export const platformContract = (name: string, raise: RaiseRig): void => {
  showsCards(name, raise)
  hearsPeople(name, raise)
  findsAndEnds(name, raise)
}
