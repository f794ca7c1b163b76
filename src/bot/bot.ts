import { createAskWitnesses } from './ask-witnesses.ts'
import { createComplete } from './complete-line.ts'
import { declaredCommands } from './declared.ts'
import { createDeliver } from './deliver.ts'
import { createFigures } from './figures.ts'
import { createHear } from './hear.ts'
import { createHome } from './home.ts'
import { createLedger } from './ledger.ts'
import { createMatchKeys } from './match-keys.ts'
import { openRosters } from './open-rosters.ts'
import { recall } from './recall.ts'
import { createReleases, openWitnessed } from './releases.ts'
import { createSpeaker } from './speak.ts'
import { createSuggest } from './suggest.ts'
import { createSweep } from './sweep.ts'
import { createVigil } from './vigil.ts'
import type { World } from './world.ts'

/** The bot: an ear, two loops that a test pumps once at a time, and who watches over them. Glue, no rules. */
export const createBot = (given: Omit<World, 'ledger' | 'matchKeys'>) => {
  const matchKeys = createMatchKeys(given.vault)
  const world: World = { ...given, ledger: createLedger(given), matchKeys }
  const speaker = createSpeaker(world.catalogue, world.directory)
  const hearing = createHear(world, speaker)
  const vigil = createVigil(world)
  const releases = createReleases(world)
  const witnesses = createAskWitnesses(world)
  const sweeping = createSweep(world, vigil, releases)
  const delivery = createDeliver(world, speaker)

  return {
    ...hearing,
    suggest: createSuggest(world, speaker),
    declared: () => declaredCommands(world, world.catalogue, speaker),
    home: createHome(world, speaker),
    figures: createFigures(world, speaker),
    complete: createComplete(world),
    sweep: sweeping.sweep,
    ...delivery,
    /** One piece of the watch over the clock, and of the weekly figures. */
    check: async () => {
      await vigil.step(sweeping.quietUntil() === undefined)
      await world.ledger.step()
      await releases.step()
      await witnesses.step()
    },
    vigil: vigil.report,
    /** When the clock may act again, where it may not now. */
    quietUntil: sweeping.quietUntil,
    /** Before anything is due: the duty rosters of all desks, and the log as a subject of its own. */
    open: async () => (await openRosters(world)) + Number(await openWitnessed(world)),
    /** Before a platform starts: what it showed before. */
    recall: () => Promise.all(world.platforms.map(p => recall(world, speaker, p))),
    /** At the end: lets another run sweep at once, and go on with the figures. */
    leave: async () => {
      await sweeping.leave()
      await world.ledger.save()
    },
  }
}

export type Bot = ReturnType<typeof createBot>
