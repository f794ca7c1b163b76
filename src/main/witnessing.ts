import { digest, verifySignature } from '../../adapters/keys/index.ts'
import { createWitnessClient } from '../../adapters/witness/index.ts'
import { cosignatureType, parseVerifierKey } from '../audit/verifier-key.ts'
import type { Witnessing } from '../bot/world.ts'
import type { Config } from '../config.ts'
import { seconds } from '../kit/time.ts'
import type { Problem } from './problems.ts'

/** What of liaison.json no signature could be checked by. */
export const witnessFlaws = ({ agencies }: Config): readonly Problem[] =>
  agencies.flatMap(({ witness }, i) =>
    witness === undefined || parseVerifierKey(witness, digest, cosignatureType).ok
      ? []
      : [
          {
            path: ['agencies', i, 'witness'],
            message:
              'is no public key of a witness; liaison audit witness-key prints one (name+id+base64)',
          },
        ],
  )

/** How checkpoints are released and cosigned under these settings. */
export const witnessingOf = (c: Config): Witnessing => {
  const { zone = c.contactPoints[0]?.zone.zone ?? 'UTC', ...rules } = c.checkpoints
  return {
    rules: { ...rules, zone },
    witnesses: c.agencies.flatMap(({ id, witness, witnessUrl }) =>
      witness === undefined
        ? []
        : [{ agency: id, vkey: witness, ...(witnessUrl === undefined ? {} : { url: witnessUrl }) }],
    ),
    verifySignature,
    client: createWitnessClient({ timeoutMs: seconds(20) }),
  }
}
