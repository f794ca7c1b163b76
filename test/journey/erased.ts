import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createErase } from '../../src/bot/erase.ts'
import type { MatchKeys } from '../../src/bot/match-keys.ts'
import type { MatterId, ReferralId } from '../../src/kit/ids.ts'
import { matters } from '../../src/matter/index.ts'
import type { Stage } from '../rigs/stage.ts'

/** A court orders that the content of a referral or a matter goes. */
export const erase = (stage: Stage, id: string, matchKeys?: MatchKeys) =>
  createErase({
    store: stage.store(),
    vault: stage.vault(),
    clock: { ...stage.clock, monotonic: () => 0 },
    directory: stage.directory,
    matters,
    ...(matchKeys && { matchKeys }),
  })({ id: id as ReferralId | MatterId, actor: 'admin', cause: { reason: 'court-order' } })

/** Files of the vault, its WAL among them, whose bytes hold the text. */
export const holders = (stage: Stage, text: string): readonly string[] => {
  const folder = stage.folder()
  return folder === undefined
    ? []
    : readdirSync(folder).filter(
        name =>
          name.startsWith('vault.db') &&
          readFileSync(join(folder, name)).includes(Buffer.from(text)),
      )
}

/** Words of officers that hang anywhere on such cards, outside of lines that a chat system keeps. */
export const hanging = (stage: Stage, cards = ''): readonly string[] =>
  stage.paper
    .sheets()
    .filter(s => s.thread === undefined && s.outgoing.card.name.startsWith(cards))
    .flatMap(s => s.outgoing.card.quotes.map(q => `${s.place} ${q.text}`))
