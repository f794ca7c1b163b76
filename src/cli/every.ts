import { addAgenda } from './agenda.ts'
import { addAudit } from './audit.ts'
import { addBackup } from './backup.ts'
import type { AddCommand } from './desk.ts'
import { addDoctor } from './doctor.ts'
import { addErase } from './erase.ts'
import { addManifests } from './manifest.ts'
import { addMigrate } from './migrate.ts'
import { addRegistrations } from './register.ts'
import { addSignIn } from './sign-in.ts'
import { addSimulate } from './simulate.ts'
import { addStart } from './start.ts'
import { addSummary } from './summary.ts'

/** Every command, in the order of `liaison --help`. */
export const every: readonly AddCommand[] = [
  addStart,
  addSignIn,
  addSimulate,
  addSummary,
  addAgenda,
  addDoctor,
  addManifests,
  addRegistrations,
  addErase,
  addMigrate,
  addBackup,
  addAudit,
]
