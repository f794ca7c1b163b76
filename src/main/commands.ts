import { declaredCommands } from '../bot/declared.ts'
import { createSpeaker } from '../bot/speak.ts'
import { matters } from '../matter/index.ts'
import type { Catalogue } from '../ports/catalogue.ts'
import { commands } from '../referral/commands/index.ts'
import { dutyCommands } from '../roster/commands/index.ts'
import type { Directory } from '../roster/directory.ts'

/** Every command as a chat system may be told it beforehand. */
export const declaredFor = (catalogue: Catalogue, directory: Directory) =>
  declaredCommands(
    { commands, dutyCommands, matters },
    catalogue,
    createSpeaker(catalogue, directory),
  )
