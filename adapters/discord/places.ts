import { Routes } from 'discord.js'
import { z } from 'zod'
import type { PlaceId } from '../../src/kit/ids.ts'
import { ok, type Result } from '../../src/kit/result.ts'
import type { Fault } from '../../src/ports/platform.ts'
import type { Api } from './api.ts'

export interface Places {
  /** The guild of a channel; undefined for one of no guild. Asked for once. */
  readonly guildOf: (place: PlaceId) => Promise<Result<string | undefined, Fault>>
}

const shape = z.object({ guild_id: z.string().optional() })

export const createPlaces = (api: Pick<Api, 'get'>): Places => {
  const known = new Map<PlaceId, string | undefined>()
  return {
    guildOf: async place => {
      if (known.has(place)) return ok(known.get(place))
      const asked = await api.get(Routes.channel(place))
      if (!asked.ok) return asked
      const guild = shape.safeParse(asked.value).data?.guild_id
      known.set(place, guild)
      return ok(guild)
    },
  }
}
