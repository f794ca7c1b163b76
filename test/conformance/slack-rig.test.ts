import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { signatures } from '../rigs/slack/arguments.ts'
import { flawsOf } from '../rigs/slack/check.ts'
import { flawsInBlocks, flawsInView } from '../rigs/slack/payload.ts'
import { type Fields, isFields, isList, node, type Rule, shape, text } from '../rigs/slack/rule.ts'
import { surfacesOf, table } from '../rigs/slack/table.ts'
import { objects, optionGroup, trigger, workflow } from '../rigs/slack/table-objects.ts'
import { invalid } from './slack-invalid.ts'

const specs = join(import.meta.dirname, '../../../shared/specs/slack')
const fixtures = join(specs, 'slackblocks/fixtures')

const read = (path: string): Fields => {
  const value: unknown = JSON.parse(readFileSync(path, 'utf8'))
  if (!isFields(value)) throw new Error(`${path} holds no object`)
  return value
}
const part = (fields: Fields, key: string): Fields => {
  const found = fields[key]
  return isFields(found) ? found : {}
}

const objectRules: Readonly<Record<string, Rule>> = {
  confirmation_dialogue_basic: shape(objects.confirm),
  conversation_filter_basic: shape(objects.conversationFilter),
  dispatch_action_configuration_basic: shape(objects.dispatch),
  input_parameter_basic: shape(objects.inputParameter),
  option_basic: shape(objects.option),
  option_group_basic: shape(optionGroup),
  option_value_at_limit: shape(objects.option),
  text_markdown_basic: text(),
  text_markdown_verbatim: text(),
  text_plaintext_basic: text(),
  text_plaintext_emoji: text(),
  trigger_basic: shape(trigger),
  workflow_basic: shape(workflow),
}

const inRule = (rule: Rule | undefined, value: Fields): readonly string[] =>
  rule === undefined ? ['no rule for this kind'] : flawsOf(table, rule, value, '')

const blocksOf = (value: Fields): readonly string[] => {
  const { blocks = [], attachments = [] } = value
  const inside = isList(attachments) ? attachments.filter(isFields) : []
  return [...flawsInBlocks(blocks, 'message'), ...inside.flatMap(blocksOf)]
}

/**
 * Each folder with what of it the table knows. Of messages and attachments only the blocks: the rig takes
 * no attachments and no webhook fields, and wants a text where Slack only warns, so a whole one is refused.
 */
const kinds: Readonly<Record<string, (value: Fields, name: string) => readonly string[]>> = {
  attachments: blocksOf,
  blocks: value => {
    const [surface = 'message'] = surfacesOf(String(value['type']))
    return flawsInBlocks([value], surface)
  },
  elements: value => inRule(node('elements'), value),
  messages: blocksOf,
  objects: (value, name) => inRule(objectRules[name], value),
  rich_text: value =>
    inRule(node(String(value['type']).startsWith('rich_text_') ? 'rich' : 'inline'), value),
  views: value => flawsInView(value, value['type'] === 'home' ? 'home' : 'modal'),
}

const there = existsSync(specs)

if (!there)
  test('given no published data, when conformance is asked for, then nothing is claimed', () => {
    console.warn(`NOT CHECKED: ${specs} isn't here, so the Slack rig is held against nothing`)
    expect(there).toBe(false)
  })
else
  describe('given the published data', () => {
    test('when every valid fixture is checked, then the table finds no flaw', () => {
      const names = readdirSync(join(fixtures, 'valid')).flatMap(kind =>
        readdirSync(join(fixtures, 'valid', kind)).map(file => `${kind}/${file}`),
      )
      const flaws = names.flatMap(name => {
        const [kind = '', file = ''] = name.split('/')
        const value = read(join(fixtures, 'valid', name))
        const found = kinds[kind]?.(value, file.replace('.json', '')) ?? ['a kind of its own']
        return found.map(flaw => `${name}: ${flaw}`)
      })
      // Two examples give one block_id twice, which Slack's own pages forbid within a message.
      expect(flaws).toEqual(
        ['messages/webhook_message_basic.json', 'messages/webhook_message_delete.json'].map(
          name => `${name}: [ERROR] block_id already exists: fake_block_id [json-pointer:/blocks]`,
        ),
      )
      expect(names).toHaveLength(100)
    })

    test('when every invalid case is made, then it is refused, and only for what spoils it', () => {
      const { cases } = read(join(fixtures, 'invalid/manifest.json'))
      const ids = (isList(cases) ? cases : []).filter(isFields).map(({ id }) => String(id))
      expect(ids.toSorted()).toEqual(Object.keys(invalid).toSorted())
      expect(ids).toHaveLength(106)
      const wrong = Object.entries(invalid).flatMap(([id, { flaws, good, spoilt }]) => {
        // What is undefined isn't there, as over the wire.
        const sent: Fields = JSON.parse(JSON.stringify(spoilt))
        return [
          ...flaws(good).map(flaw => `${id}: the good one has ${flaw}`),
          ...(flaws(sent).length === 0 ? [`${id}: not refused`] : []),
        ]
      })
      expect(wrong).toEqual([])
    })

    test('when our arguments are held against the Web API, then they differ only where we say', () => {
      const { paths } = read(join(specs, 'openapi/slack_web_openapi_v2_without_examples.json'))
      const known = isFields(paths) ? paths : {}
      const compared = Object.entries(signatures).flatMap(([method, { need, may }]) => {
        const path = part(known, `/${method}`)
        const [act] = Object.values(path)
        const { parameters } = isFields(act) ? act : {}
        if (!isList(parameters)) return []
        const theirs = parameters.filter(isFields).filter(({ name }) => name !== 'token')
        const names = theirs.map(({ name }) => String(name))
        const ours = [...Object.keys(need), ...Object.keys(may)]
        return [
          {
            method,
            younger: ours.filter(name => !names.includes(name)),
            left: names.filter(name => !ours.includes(name)),
            lax: theirs
              .filter(({ required, name }) => required === true && !(String(name) in need))
              .map(({ name }) => String(name)),
          },
        ]
      })
      expect(compared).toHaveLength(14)
      expect(compared.filter(({ lax }) => lax.length > 0)).toEqual([])
      // The file is of 2020: metadata came later.
      expect(new Set(compared.flatMap(({ younger }) => younger))).toEqual(
        new Set(['metadata', 'reply_broadcast', 'include_all_metadata', 'prevent_creation']),
      )
      // A bot's name and picture are set once, in its manifest; attachments are what blocks replaced.
      expect(new Set(compared.flatMap(({ left }) => left))).toEqual(
        new Set(['as_user', 'attachments', 'icon_emoji', 'icon_url', 'username']),
      )
    })
  })
