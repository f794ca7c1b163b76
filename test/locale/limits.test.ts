import { afterAll, describe, expect, it } from 'vitest'
import { renderCard, renderForm as renderPageForm } from '../../adapters/console/render.ts'
import { bodyOf } from '../../adapters/discord/commands.ts'
import { wordKeys } from '../../adapters/discord/config.ts'
import { renderForm as renderWindow } from '../../adapters/discord/modal.ts'
import {
  renderMessage as renderPost,
  renderPrivate as renderReply,
} from '../../adapters/discord/render.ts'
import { stepsOf as windowsOf } from '../../adapters/discord/steps.ts'
import { createCatalogue } from '../../adapters/i18next/index.ts'
import { renderForm, stepsOf } from '../../adapters/slack/modal.ts'
import { renderMessage, renderPrivate } from '../../adapters/slack/render.ts'
import { declaredCommands } from '../../src/bot/declared.ts'
import { createSpeaker } from '../../src/bot/speak.ts'
import type { MessageKey } from '../../src/card/key.ts'
import { joined } from '../../src/card/spoken.ts'
import { instant } from '../../src/kit/time.ts'
import { matters } from '../../src/matter/index.ts'
import { commands } from '../../src/referral/commands/index.ts'
import { dutyCommands } from '../../src/roster/commands/index.ts'
import { tag } from '../bot/spoken.ts'
import { breachesOf } from '../contract/discord-law.ts'
import { figures, judge } from '../contract/slack-law.ts'
import { directory } from '../referral/desks.ts'
import { commandFlaws } from '../rigs/discord/table-command.ts'
import { cardsIn, formsIn } from './everything.ts'
import { createFolders, pseudoFiles } from './folder.ts'

const folders = createFolders()
afterAll(() => folders[Symbol.dispose]())

// In the place of Italian, which Discord knows, so that names of commands are in it too.
const long = 'it'
const lists = [[long], [long, 'ko'], ['zh-HK', long]] as const

const sent = { key: '000000k3f9a1c0d2e4b.0', at: instant(1_795_500_000_000), repeat: true }

const breaches = <T extends { readonly title: string }>(
  all: readonly T[],
  of: (one: T) => readonly string[],
): readonly string[] => all.flatMap(one => of(one).map(b => `${one.title}: ${b}`))

// The first is what translations come to; of the second, adapters must cut much, and say so in what is taken.
describe.each([
  ['40 % longer', 0.4],
  ['four times as long', 3],
])('given a language whose texts are %s', (_, by) => {
  const dir = folders.withFolder(long, pseudoFiles('it-IT', by))
  const catalogue = createCatalogue({ dir })
  const cards = lists.flatMap(list =>
    cardsIn(catalogue, list).map(c => ({ ...c, list, title: `${list.join('+')}: ${c.title}` })),
  )
  const forms = formsIn(catalogue, long)
  const say = (list: readonly string[], key: MessageKey): string =>
    list.map(l => catalogue.say(tag(l), key)).join(' / ')

  it('when every card and form is made, then its words are in it and there are enough of them', () => {
    const said = cards.filter(c => c.list.length === 1).map(c => joined(c.card.headline))
    expect(said.filter(text => text.includes('⟦')).length).toBeGreaterThan(said.length * 0.9)
    expect(forms.filter(({ form }) => !form.title.startsWith('⟦'))).toEqual([])
    expect(cards.length).toBeGreaterThan(3 * 450)
    expect(forms.length).toBeGreaterThan(75)
    expect(catalogue.fallbacks()).toBe(0)
  })

  it('when they are shown on the page, then nothing is lost', () => {
    for (const { title, card } of cards) expect(renderCard(card), title).toEqual(card)
    for (const { title, form } of forms) expect(renderPageForm(form), title).toEqual(form)
  })

  it('when they are sent to Slack, then it takes each in public and in private, and every form', () => {
    const found = breaches(cards, ({ card, list }) => {
      const words = { more: say(list, 'button.view'), repeat: say(list, 'page.repeat') }
      const post = renderMessage({ ...sent, card }, { userOf: () => undefined, words })
      const reply = renderPrivate({ kind: 'card', card, language: tag(long) }, words)
      return [post, reply].flatMap(payload => judge(payload, figures).breaches)
    })
    const words = { submit: say([long], 'button.submit'), next: say([long], 'button.answer') }
    const views = breaches(forms, ({ form }) =>
      stepsOf(form).flatMap(
        (_, step) => judge(renderForm(form, { words, step }), figures).breaches,
      ),
    )
    expect([...found, ...views]).toEqual([])
  })

  it('when they are sent to Discord, then it takes each in public and in private, and every form', () => {
    const found = breaches(cards, ({ card, list }) => {
      const words = {
        repeat: say(list, 'platform.possible_repeat'),
        cut: say(list, 'platform.cut'),
      }
      const post = renderPost({ ...sent, card }, { knownOf: () => undefined, words })
      return [post, renderReply({ card }, words).message].flatMap(breachesOf)
    })
    const windows = breaches(forms, ({ form }) =>
      windowsOf(form).flatMap((_, step) =>
        breachesOf(renderWindow(form, { step, copy: 'k3f9a1c0' })),
      ),
    )
    expect([...found, ...windows]).toEqual([])
  })

  it('when Discord is told the commands, then it takes them, their names in it too', () => {
    const speaker = createSpeaker(catalogue, directory)
    const declared = declaredCommands({ commands, dutyCommands, matters }, catalogue, speaker)
    const wordsOf = (language: string): Record<keyof typeof wordKeys, string> =>
      Object.fromEntries(
        Object.entries(wordKeys).map(([word, key]) => [word, say([language], key)]),
      ) as Record<keyof typeof wordKeys, string>
    const body = bodyOf({ commands: declared, languages: catalogue.languages(), words: wordsOf })
    expect(commandFlaws(body, false)).toEqual([])
    expect(body.length).toBeGreaterThanOrEqual(10)
    expect(JSON.stringify(body)).toContain('référrál')
  })
})
