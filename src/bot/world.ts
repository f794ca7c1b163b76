import type { EscalationPolicy } from '../escalation/policy.ts'
import type { AgencyId, ContactPointId } from '../kit/ids.ts'
import type { Matter } from '../matter/define.ts'
import type { Cache } from '../ports/cache.ts'
import type { Catalogue } from '../ports/catalogue.ts'
import type { Clock } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import type { Platform } from '../ports/platform.ts'
import type { SelfCheck } from '../ports/self-check.ts'
import type { Digest, VerifySignature } from '../ports/signer.ts'
import type { Store } from '../ports/store.ts'
import type { Vault } from '../ports/vault.ts'
import type { WitnessClient } from '../ports/witness.ts'
import type { Command } from '../referral/command.ts'
import type { DutyCommand } from '../roster/command.ts'
import type { Directory } from '../roster/directory.ts'
import type { Verified } from '../summary/system.ts'
import type { ReleaseRules } from '../witness/timers.ts'
import type { Ledger } from './ledger.ts'
import type { MatchKeys } from './match-keys.ts'

/** How the log's checkpoints are released, and who cosigns them. */
export interface Witnessing {
  readonly rules: ReleaseRules
  /** One an agency; `url` where it is asked over the network. */
  readonly witnesses: readonly {
    readonly agency: AgencyId
    readonly vkey: string
    readonly url?: string
  }[]
  readonly verifySignature: VerifySignature
  readonly client?: WitnessClient
}

/** Everything the bot meets, passed in; each function takes the parts it uses. */
export interface World {
  readonly store: Store
  readonly vault: Vault
  readonly catalogue: Catalogue
  readonly clock: Clock
  readonly directory: Directory
  /** What a pair of desks has agreed, or the defaults. */
  readonly policyOf: (a: ContactPointId, b: ContactPointId) => EscalationPolicy
  readonly commands: readonly Command[]
  readonly dutyCommands: readonly DutyCommand[]
  readonly matters: readonly Matter[]
  readonly platforms: readonly Platform[]
  readonly log: Log
  /** SHA-256. */
  readonly digest: Digest
  /** Figures by week, from the log. */
  readonly ledger: Ledger
  /** Keeps them for the next start, which reads the whole log where not given. */
  readonly cache?: Cache
  /** By what referrals are compared. */
  readonly matchKeys: MatchKeys
  /** What the last check of the whole log came to; nothing is said of it where not given. */
  readonly verified?: () => Verified | undefined
  /** Checks the whole log; nobody does where not given. */
  readonly selfCheck?: SelfCheck
  /** No checkpoints are released where not given. */
  readonly witnessing?: Witnessing
  /** Names this run of this process: whose lease it is. */
  readonly holder: string
  /** Days after its end at which the content of a referral is erased; never where not given. */
  readonly retentionDays?: number
}
