import { digest, verifySignature } from '../../adapters/keys/index.ts'
import { namedSigner } from '../../adapters/keys/signer-key.ts'
import { cosign } from '../../src/audit/cosignature.ts'
import { parseNote, printSignatureLine } from '../../src/audit/note.ts'
import { cosignatureType, parseVerifierKey, verifierKey } from '../../src/audit/verifier-key.ts'
import { judgeBody, type Remembered, type WitnessRefusal } from '../../src/audit/witness.ts'
import type { Witnessing } from '../../src/bot/world.ts'
import type { AgencyId } from '../../src/kit/ids.ts'
import { err, ok, type Result } from '../../src/kit/result.ts'

/** The public key of the stage's own log. */
export const stageVkey = namedSigner('stage.example/hkc-kcs', new Uint8Array(32).fill(9)).vkey

/** A witness of an agency, as its laptop: remembers one log, and signs by a clock of its own. */
export const createTestWitness = (name: string, fill: number, logVkey = stageVkey) => {
  const signer = namedSigner(name, new Uint8Array(32).fill(fill), cosignatureType)
  const key = verifierKey(name, signer.publicKey, digest, cosignatureType)
  const log = parseVerifierKey(logVkey, digest)
  if (!log.ok) throw new Error('not a key')
  let last: Remembered | undefined
  const sign = (note: string, seconds: number): string => {
    const parsed = parseNote(note)
    if (!parsed.ok) throw new Error('not a note')
    return printSignatureLine(cosign(parsed.value.text, seconds, key, signer.sign))
  }
  return {
    name,
    vkey: signer.vkey,
    sign,
    remembered: () => last,
    /** Exactly as a witness must; gives its line. */
    cosign: (body: string, seconds = 1_764_000_000): Result<string, WitnessRefusal> => {
      const tools = { logs: [log.value], digest, verifySignature }
      const judged = judgeBody(body, () => last, tools)
      if (!judged.ok) return err(judged.error)
      const { origin: _, ...remembered } = judged.value
      last = remembered
      return ok(sign(remembered.note, seconds))
    },
  }
}

export type TestWitness = ReturnType<typeof createTestWitness>

export const rules = { at: '09:00', zone: 'Asia/Seoul', lateAfterHours: 26 } as const

/** Both sides of the stage with these witnesses. */
export const witnessedBy = (
  witnesses: Readonly<Record<string, Pick<TestWitness, 'vkey'> & { readonly url?: string }>>,
  more: Partial<Witnessing> & { readonly rules?: Witnessing['rules'] } = {},
): Witnessing => ({
  rules,
  verifySignature,
  ...more,
  witnesses: Object.entries(witnesses).map(([agency, { vkey, url }]) => ({
    agency: agency as AgencyId,
    vkey,
    ...(url === undefined ? {} : { url }),
  })),
})
