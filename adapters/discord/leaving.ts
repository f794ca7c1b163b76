import { type Interaction, MessageFlags } from 'discord.js'
import type { DiscordOptions } from './config.ts'
import { localesOf } from './locales.ts'
import { plainly } from './render.ts'
import { createRespond } from './respond.ts'
import { escapedLine } from './tidy.ts'

/** What is said to who acts while what is under way is still waited for: nothing of it is done. */
export const createLeaving = ({
  languages,
  words,
  log,
}: Pick<DiscordOptions, 'languages' | 'words' | 'log'>) => {
  const respond = createRespond(log)
  return async (i: Interaction): Promise<void> => {
    const language = languages.find(l => localesOf(l).includes(i.locale)) ?? languages[0]
    if (i.isAutocomplete()) await respond.choices(i, [])
    else if (language !== undefined)
      await respond.reply(i, {
        ...plainly(escapedLine(words(language).restarting)),
        flags: MessageFlags.Ephemeral,
      })
  }
}
