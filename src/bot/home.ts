import type { Card } from '../card/card.ts'
import { joined, type SpokenPart } from '../card/spoken.ts'
import type { Actor, Home } from '../ports/platform.ts'
import { type HomeFacts, homeParts } from '../roster/cards/home.ts'
import type { Officer } from '../roster/directory.ts'
import { createAnswers } from './answers.ts'
import { candidates } from './complete.ts'
import { helpOf } from './help.ts'
import { visibleTo } from './look.ts'
import { openMatters } from './open-matters.ts'
import { referralIn } from './record.ts'
import { loadRoster } from './rosters.ts'
import type { Hearing, Speaker } from './speak.ts'
import { createWho, isStranger } from './who.ts'
import type { World } from './world.ts'

/** Open referrals of a desk that its officers' pages are made from. */
const mostOpen = 200

/** What an officer's own page is made from, now. */
export const homeFactsOf = async (world: World, officer: Officer): Promise<HomeFacts> => {
  const { store, clock, directory } = world
  const { roster } = await loadRoster(store, officer.desk)
  const found = await store.list({ party: [officer.desk], open: true, max: mostOpen })
  return {
    officer,
    open: found.map(s => referralIn(s.state)).filter(r => visibleTo(officer, r)),
    matters: await openMatters(world, officer.desk),
    rosterOf: desk => (desk === officer.desk ? roster : undefined),
    directory,
    now: clock.now(),
    help: helpOf(candidates(world)),
  }
}

/** An officer's own page, for a platform that has a place for it; a stranger gets the refusal. */
export const createHome = (world: World, speaker: Speaker) => {
  const answers = createAnswers(world, speaker)
  const who = createWho(world)

  const page = async (officer: Officer): Promise<Home> => {
    const { language, desk } = officer
    const hearing: Hearing = { languages: [language], zones: world.directory.zonesFor(desk) }
    const say = (card: Card) => speaker.card(card, hearing)
    const parts = homeParts(await homeFactsOf(world, officer)).map(
      ({ name, heading, cards, note }): SpokenPart => ({
        name,
        heading: joined(speaker.term({ kind: 'words', key: heading }, hearing)),
        cards: cards.map(say),
        ...(note ? { note: joined(speaker.term(note, hearing)) } : {}),
      }),
    )
    return { kind: 'home', language, parts }
  }

  return async (actor: Actor, languages?: readonly string[]): Promise<Home> => {
    const officer = await who(actor)
    return isStranger(officer) ? answers.toStranger(officer, languages) : page(officer)
  }
}
