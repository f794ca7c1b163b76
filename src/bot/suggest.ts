import { data, type Term, words } from '../card/card.ts'
import { joined } from '../card/spoken.ts'
import type { Matter } from '../matter/define.ts'
import type { Actor, Asked, Suggestion } from '../ports/platform.ts'
import { stateTerm } from '../referral/cards/facts.ts'
import { against } from '../referral/decide.ts'
import type { Referral } from '../referral/referral.ts'
import type { Officer } from '../roster/directory.ts'
import { choicesOf } from './ask.ts'
import { type Candidate, candidates } from './complete.ts'
import { referenceOption } from './declared.ts'
import { shelfOf } from './matters.ts'
import { createNameable } from './nameable.ts'
import type { Speaker } from './speak.ts'
import { createWho, isStranger } from './who.ts'
import type { World } from './world.ts'

const most = 25
/** Looked at for one list. */
const mostRead = 200
/** Of those that are over: they come after the open ones, and each key that is typed asks anew. */
const mostOver = 100

const fold = (text: string): string => text.normalize('NFKC').toLowerCase().trim()

/** What an option of a command may be, for who asks: references that it works on, people, codes. */
export const createSuggest = (world: World, speaker: Speaker) => {
  const { store, catalogue, directory, matters } = world
  const who = createWho(world)
  const nameable = createNameable(world)
  const all = candidates(world)

  const say = (term: Term, officer: Officer): string =>
    joined(speaker.term(term, { languages: [officer.language], zones: [] }))

  const mayDo = ({ command }: Candidate, referral: Referral, by: Officer): boolean =>
    command === undefined || against({ command, referral }, { by }) === undefined

  const offered =
    (officer: Officer) =>
    (r: Referral): Suggestion => ({
      value: r.id,
      label: say(
        words('told.two', {
          first: data(r.id),
          second: words('told.two', {
            first: stateTerm(r),
            second: words(`category.${r.category}`),
          }),
        }),
        officer,
      ),
    })

  const references = async (
    officer: Officer,
    wanted: (referral: Referral) => boolean,
  ): Promise<readonly Suggestion[]> =>
    (await nameable.open(officer, mostRead)).filter(wanted).map(offered(officer))

  /** What an input may name needn't be open any more; the open ones come first. */
  const named = async (
    officer: Officer,
    fits: (s: Suggestion) => boolean,
  ): Promise<readonly Suggestion[]> => {
    const open = (await references(officer, () => true)).filter(fits)
    // Where they fill the list, nobody would see the others.
    if (open.length >= most) return open
    return [...open, ...(await nameable.over(officer, mostOver)).map(offered(officer))]
  }

  const inMatter = async (
    matter: Matter,
    { line }: Candidate,
    officer: Officer,
  ): Promise<readonly Suggestion[]> => {
    const command = matter.commands.find(c => c.line === line)
    const party = [shelfOf(matter.letter, officer.desk)]
    const open = await store.list({ party, open: true, max: mostRead })
    return open
      .filter(s => command?.against(s.state, officer) === undefined)
      .map(s => ({ value: s.subject, label: say(matter.listed(s.state, officer.desk), officer) }))
  }

  /** Referrals, then matters of each kind in turn. */
  const anything = async (officer: Officer): Promise<readonly Suggestion[]> => {
    const listed = await Promise.all(
      matters.map(async matter => {
        const party = [shelfOf(matter.letter, officer.desk)]
        const open = await store.list({ party, open: true, max: mostRead })
        return open.map(s => ({
          value: s.subject,
          label: say(matter.listed(s.state, officer.desk), officer),
        }))
      }),
    )
    return [...(await references(officer, () => true)), ...listed.flat()]
  }

  const suggestions = async (
    asked: Candidate,
    option: string,
    officer: Officer,
    fits: (s: Suggestion) => boolean,
  ): Promise<readonly Suggestion[]> => {
    if (option === referenceOption && asked.ofAny) return anything(officer)
    if (option === referenceOption && asked.matter) return inMatter(asked.matter, asked, officer)
    if (option === referenceOption) return references(officer, r => mayDo(asked, r, officer))
    const input = asked.inputs[option]
    if (!input) return []
    if (input.source === 'references') return named(officer, fits)
    return (choicesOf(input, { directory, catalogue, officer }) ?? []).map(c => ({
      value: c.value,
      label: say(c.label, officer),
    }))
  }

  return async (actor: Actor, asked: Asked): Promise<readonly Suggestion[]> => {
    const officer = await who(actor)
    const candidate = all.find(c => c.line === asked.line)
    if (isStranger(officer) || !candidate) return []
    const several = candidate.inputs[asked.option]?.widget === 'choices'
    const given = several ? asked.typed.split(',').slice(0, -1).join(',') : ''
    const typed = fold(several ? (asked.typed.split(',').at(-1) ?? '') : asked.typed)
    const taken = given.split(',')
    const fits = (s: Suggestion): boolean =>
      fold(s.value).includes(typed) || fold(s.label).includes(typed)
    return (await suggestions(candidate, asked.option, officer, fits))
      .filter(fits)
      .filter(s => !several || !taken.includes(s.value))
      .slice(0, most)
      .map(s => (given === '' ? s : { ...s, value: `${given},${s.value}` }))
  }
}
