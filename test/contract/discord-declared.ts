import { join } from 'node:path'
import type { Registrable } from '../../adapters/discord/commands.ts'
import { createCatalogue } from '../../adapters/i18next/index.ts'
import { declaredFor } from '../../src/main/commands.ts'
import { demoConfig } from '../../src/main/demo.ts'
import { parseConfig } from '../../src/main/settings.ts'
import { createDirectory } from '../../src/roster/directory.ts'
import { discordWords } from '../rigs/discord-options.ts'

const catalogue = createCatalogue({ dir: join(import.meta.dirname, '../../locales') })
const config = parseConfig(demoConfig())
if (!config.ok) throw new Error('the demo has no settings')

/** Every command that there is, as Discord is told it. */
export const everything: Registrable = {
  commands: declaredFor(catalogue, createDirectory(config.value, [])),
  languages: catalogue.languages(),
  words: discordWords,
}
