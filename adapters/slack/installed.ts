import { z } from 'zod'
import { err, ok, type Result } from '../../src/kit/result.ts'
import { instant } from '../../src/kit/time.ts'
import type { Fault } from '../../src/ports/platform.ts'
import { attempt, faultOf } from './faults.ts'
import { makeManifest, optionalScopes } from './manifest.ts'
import { manifestDifferences } from './manifest-diff.ts'
import { renderMessage } from './render.ts'
import { sampleCard } from './sample.ts'
import type { Web } from './web.ts'

/** Why `blocks.validate` refuses: https://docs.slack.dev/reference/methods/blocks.validate */
const refused = z.object({
  data: z.discriminatedUnion('error', [
    z.object({
      error: z.literal('invalid_blocks'),
      errors: z
        .array(z.object({ pointer: z.string().default(''), message: z.string().default('') }))
        .default([]),
    }),
    z.object({ error: z.literal('unknown_method') }),
  ]),
})

/**
 * Slack's own check of a card with everything that ours may have; posts nothing. What it finds wrong; `Gone`
 * where this Slack has no such check.
 */
export const checkCard = async (
  web: Pick<Web, 'blocks'>,
): Promise<Result<readonly string[], Fault>> => {
  const { blocks } = renderMessage(
    { key: 'sample', card: sampleCard, at: instant(0), repeat: true },
    { userOf: () => undefined, words: { more: 'More', repeat: 'Possibly shown twice' } },
  )
  try {
    await web.blocks.validate({ blocks })
    return ok([])
  } catch (error) {
    const read = refused.safeParse(error)
    if (read.success) {
      const { data } = read.data
      if (data.error === 'unknown_method') return err({ kind: 'Gone' })
      const said = data.errors.map(e => `${e.pointer} ${e.message}`)
      return ok(said.length > 0 ? said : ['it does not say why'])
    }
    const fault = faultOf(error)
    if (!fault) throw error
    return err(fault)
  }
}

const installed = z.looseObject({
  display_information: z.looseObject({ name: z.string() }),
  settings: z.looseObject({
    event_subscriptions: z.looseObject({ request_url: z.string().optional() }).optional(),
  }),
})

/**
 * How the app that is installed differs from the manifest of this version; what it is called, and which
 * address Slack reaches it under, is taken from it.
 */
export const compareManifest = async (
  web: Web,
  app: string,
  mode: 'socket' | 'http',
): Promise<Result<readonly string[], Fault>> => {
  const exported = await attempt(() => web.apps.manifest.export({ app_id: app }))
  if (!exported.ok) return exported
  const read = installed.safeParse(exported.value.manifest)
  if (!read.success) return ok(['it is no manifest that this version can read'])
  const { display_information, settings } = read.data
  const asked = URL.parse(settings.event_subscriptions?.request_url ?? '')
  const url = asked ? { url: asked.origin } : { url: 'https://the.address.of.this.machine/' }
  const ours = makeManifest({
    name: display_information.name,
    ...(mode === 'http' ? url : {}),
  })
  return ok(manifestDifferences(ours, read.data, optionalScopes))
}
