import { absurd } from '../kit/result.ts'
import type { Answer, Inbound } from '../ports/platform.ts'
import { helpCard } from '../referral/cards/private.ts'
import { homeCard } from '../roster/cards/home.ts'
import { createAct } from './act.ts'
import { createAnswers } from './answers.ts'
import { usages } from './complete.ts'
import { createDuty } from './duty-act.ts'
import { homeFactsOf } from './home.ts'
import { createLook } from './look.ts'
import { readRequest } from './request.ts'
import type { Speaker } from './speak.ts'
import { createWho } from './who.ts'
import type { World } from './world.ts'

/**
 * Hears one inbound: who is it, what do they want, may they, what follows. Commits before it answers.
 * The answer is for the speaker only; everybody else hears through `deliver`.
 */
export const createHear = (world: World, speaker: Speaker) => {
  const answers = createAnswers(world, speaker)
  const look = createLook(world, answers)
  const act = createAct(world, answers)
  const duty = createDuty(world, answers)
  const who = createWho(world)

  return async (inbound: Inbound): Promise<Answer> => {
    const officer = await who(inbound.actor)
    if (!officer) return answers.toStranger(inbound.languages ?? [])
    const request = readRequest(inbound.act, world)
    if (!request.ok) return answers.refusal(request.error, officer)
    switch (request.value.kind) {
      case 'help':
        return answers.card(helpCard(usages(world)), officer)
      case 'home':
        return answers.card(homeCard(await homeFactsOf(world, officer)), officer)
      case 'list':
        return look.list(officer)
      case 'view':
        return look.view(request.value.subject, officer)
      case 'duty':
        return duty(request.value.of, officer, inbound)
      case 'act':
        return act(request.value, officer, inbound)
      default:
        return absurd(request.value)
    }
  }
}
