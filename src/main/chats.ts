import type { Config } from '../config.ts'
import { ok, type Result } from '../kit/result.ts'
import type { Catalogue } from '../ports/catalogue.ts'
import type { Draw } from '../ports/chart.ts'
import type { Clock } from '../ports/clock.ts'
import type { DeclaredCommand } from '../ports/declared.ts'
import type { Log } from '../ports/log.ts'
import type { Fault, Platform } from '../ports/platform.ts'
import type { Variables } from './access.ts'
import { openDiscord } from './discord.ts'
import type { StartFault } from './fault.ts'
import { openSlack } from './slack.ts'

/** What a chat system is made of. */
export interface ChatWorld {
  readonly catalogue: Catalogue
  /** For those that want to know them beforehand; made when asked for, as it costs a tenth of a start. */
  readonly commands: () => readonly DeclaredCommand[]
  readonly clock: Clock
  readonly log: Log
  /** For pictures on cards. */
  readonly draw: Draw
  readonly dataDir: string
  readonly onOpen: () => void
}

/** A chat system that somebody is on; it isn't started yet. */
export interface ChatPart {
  readonly platform: Platform
  /** What was said of the first try, if it failed and is being repeated. */
  readonly trying: () => string | undefined
  /** Why it doesn't let us in, as the command line says it. */
  readonly refused: (fault: Fault) => StartFault
}

export interface ChatFound {
  /** Undefined where nobody is on it. */
  readonly part: ChatPart | undefined
  /** In sentences for the operator. */
  readonly warnings: readonly string[]
}

type Open = (
  config: Config,
  env: Variables,
  world: ChatWorld,
) => Promise<Result<ChatFound, StartFault>>

/** Every chat system beside the console; another one is another entry. */
const chats: readonly Open[] = [openSlack, openDiscord]

/** Those that liaison.json puts somebody on; the first that can't be set up is the fault. */
export const openChats = async (config: Config, env: Variables, world: ChatWorld) => {
  const parts: ChatPart[] = []
  const warnings: string[] = []
  for (const open of chats) {
    const found = await open(config, env, world)
    if (!found.ok) return found
    if (found.value.part) parts.push(found.value.part)
    warnings.push(...found.value.warnings)
  }
  return ok({ parts, warnings })
}
