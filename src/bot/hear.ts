import { absurd } from '../kit/result.ts'
import type { Actor, Answer, Ear, Inbound, Values } from '../ports/platform.ts'
import { helpCard, topicCard } from '../referral/cards/help.ts'
import { homeCard } from '../roster/cards/home.ts'
import type { Officer } from '../roster/directory.ts'
import { createAct } from './act.ts'
import { createAnswers } from './answers.ts'
import { createAudit } from './audit-act.ts'
import { candidates } from './complete.ts'
import { createDrafts } from './drafts.ts'
import { createDuty } from './duty-act.ts'
import { helpOf } from './help.ts'
import { homeFactsOf } from './home.ts'
import { createLook } from './look.ts'
import { createMatters } from './matter-act.ts'
import { createReceipts } from './receipts.ts'
import { readRequest } from './request.ts'
import type { Speaker } from './speak.ts'
import { createSummary } from './summary.ts'
import { createWho, isStranger } from './who.ts'
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
  const matters = createMatters(world, answers, (name, raw, officer) => {
    const command = world.commands.find(c => c.name === name)
    if (!command) throw new Error(`no command ${name}`)
    return act.form({ kind: 'act', command, raw, via: 'form' }, officer)
  })
  const summary = createSummary(world, answers)
  const audit = createAudit(world, answers)
  const receipts = createReceipts(world, answers)
  const who = createWho(world)
  const drafts = createDrafts(world)

  const helpOn = (topic: string | undefined) => {
    const facts = helpOf(candidates(world))
    const found = facts.topics.find(t => t.root === topic)
    return found ? topicCard(found) : helpCard(facts)
  }

  const answerTo = async (inbound: Inbound, officer: Officer): Promise<Answer> => {
    const request = readRequest(inbound.act, world)
    if (!request.ok) return answers.refusal(request.error, officer)
    switch (request.value.kind) {
      case 'help':
        return answers.card(helpOn(request.value.topic), officer)
      case 'home':
        return answers.card(homeCard(await homeFactsOf(world, officer)), officer)
      case 'summary':
        return summary.now(officer, request.value.with)
      case 'schedule':
        return summary.schedule(officer)
      case 'list':
        return look.list(officer)
      case 'view':
        return look.view(request.value.subject, officer)
      case 'receipt':
        return receipts(request.value, officer)
      case 'audit':
        return audit.hear(request.value, officer, inbound)
      case 'duty':
        return duty.hear(request.value.of, officer, inbound)
      case 'matter':
        return matters.hear(request.value.of, officer, inbound)
      case 'act':
        return act.hear(request.value, officer, inbound)
      default:
        return absurd(request.value)
    }
  }

  const formFor = (data: string, values: Values, officer: Officer): Promise<Answer> | Answer => {
    const request = readRequest({ kind: 'form', data, values }, world)
    if (!request.ok) return answers.refusal(request.error, officer)
    const asked = request.value
    if (asked.kind === 'act') return act.form(asked, officer)
    if (asked.kind === 'audit') return audit.form(asked, officer)
    if (asked.kind === 'matter' && asked.of.kind === 'act') return matters.form(asked.of, officer)
    return asked.kind === 'duty' && asked.of.kind === 'act'
      ? duty.form(asked.of, officer)
      : answers.refusal({ kind: 'UnknownButton' }, officer)
  }

  return {
    hear: async (inbound: Inbound): Promise<Answer> => {
      const officer = await who(inbound.actor)
      if (isStranger(officer)) return answers.toStranger(officer, inbound.languages)
      return drafts.after(officer, inbound.act, await answerTo(inbound, officer))
    },
    form: async (
      actor: Actor,
      data: string,
      values: Values = {},
      languages?: readonly string[],
    ): Promise<Answer> => {
      const officer = await who(actor)
      if (isStranger(officer)) return answers.toStranger(officer, languages)
      return formFor(data, { ...(await drafts.kept(officer, data)), ...values }, officer)
    },
    keep: async (actor: Actor, data: string, values: Values): Promise<void> => {
      const officer = await who(actor)
      if (!isStranger(officer)) await drafts.keep(officer, data, values)
    },
  } satisfies Partial<Ear>
}
