import { addCosign } from './audit-cosign.ts'
import { addAuditExport } from './audit-export.ts'
import { addFreeze, addRotateKey } from './audit-key.ts'
import { addRebuild } from './audit-rebuild.ts'
import { addReceipt } from './audit-receipt.ts'
import { addShard } from './audit-shard.ts'
import { addAuditVerify } from './audit-verify.ts'
import { addWitness } from './audit-witness.ts'
import { addWitnessKey } from './audit-witness-key.ts'
import type { AddCommand } from './desk.ts'

/** What `liaison audit` can do; each is a file of its own. */
const subcommands: readonly AddCommand[] = [
  addAuditVerify,
  addAuditExport,
  addReceipt,
  addRebuild,
  addCosign,
  addWitness,
  addWitnessKey,
  addRotateKey,
  addFreeze,
  addShard,
]

export const addAudit: AddCommand = (program, env, end) => {
  const audit = program.command('audit').description('check, export and witness the audit log')
  for (const add of subcommands) add(audit, env, end)
}
