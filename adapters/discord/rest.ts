import { REST } from 'discord.js'
import { seconds } from '../../src/kit/time.ts'
import type { DiscordAccess } from './settings.ts'

/** Discord's REST interface for what is asked beside a running desk: no gateway, so no sign-in is spent. */
export const createRest = ({ token, apiUrl }: Pick<DiscordAccess, 'token' | 'apiUrl'>): REST =>
  new REST({ api: apiUrl, version: '10', timeout: seconds(5), retries: 1 }).setToken(token)
