import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { bodyOf } from '../../adapters/discord/commands.ts'
import { everything } from '../contract/discord-declared.ts'
import { type Fields, isFields } from '../rigs/slack/rule.ts'
import { createSchemas } from './discord-schema.ts'

const path = join(import.meta.dirname, '../../../shared/specs/discord/openapi.json')
const present = existsSync(path)
if (!present) console.warn(`NOT CHECKED AGAINST THE SPECIFICATION: no ${path}`)

const name = 'ApplicationCommandUpdateRequest'

const readSchemas = (): Fields => {
  const { components }: Fields = JSON.parse(readFileSync(path, 'utf8'))
  const schemas = isFields(components) ? components['schemas'] : undefined
  if (!isFields(schemas)) throw new Error('the specification has no schemas')
  return schemas
}

// A copy without what isn't there, as over the wire.
const body: readonly Fields[] = JSON.parse(JSON.stringify(bodyOf(everything)))

if (!present)
  test('given no specification, when conformance is asked for, then nothing is claimed', () => {
    expect(present).toBe(false)
  })
else
  describe('given the specification of Discord’s REST interface', () => {
    const schemas = createSchemas(readSchemas(), '#/components/schemas/')

    test('when the commands that Discord is told are held against it, then they break nothing', () => {
      const breaches = body.flatMap(command =>
        schemas.breaches(name, command).map(breach => `${command['name']} ${breach}`),
      )
      expect(breaches).toEqual([])
      console.log(`checked ${body.length} commands, ${schemas.compared()} keywords`)
      expect(schemas.compared()).toBeGreaterThan(10_000)
    })

    test.each([
      ['a description that is too long', { description: 'x'.repeat(101) }],
      ['an option of no kind', { options: [{ type: 99, name: 'x', description: 'x' }] }],
      ['a name that is none', { name: '' }],
      [
        'more than 25 options',
        {
          options: Array(26)
            .fill(body[0]?.['options'] ?? [])
            .flat(),
        },
      ],
    ])('when there is %s, then that is seen', (_, spoilt) => {
      expect(schemas.breaches(name, { ...body[0], ...spoilt })).not.toEqual([])
    })
  })
