import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { digest, random } from '../adapters/keys/index.ts'
import { namedSigner } from '../adapters/keys/signer-key.ts'
import { signCheckpoint } from '../src/audit/checkpoint.ts'
import { printTlogProof } from '../src/audit/tlog-proof.ts'
import { inclusionSpans } from '../src/audit/tree-proof.ts'
import { witnessOf } from '../test/audit/bundle-under-test.ts'
import { measureHeld } from './audit-held.ts'
import { fillLog } from './audit-made.ts'
import { measureVerify } from './audit-verify.ts'
import { openDesk } from './desk.ts'
import { inFolder } from './folder.ts'
import type { Row } from './row.ts'
import type { Targets } from './targets.ts'

/** A receipt in a log of a million entries, where its path is longest, cosigned by both agencies. */
const receiptRow = ({ receiptBytes }: Targets): Row => {
  const size = 1_000_000
  const signer = namedSigner('demo.liaison.example/hkc-kcs', random(32))
  const note = signCheckpoint({ origin: signer.origin, size, root: random(32) }, signer, digest)
  const witnesses = ['witness.hk.example', 'witness.kr.example'].map((name, i) =>
    witnessOf(name, i),
  )
  const cosigned = witnesses.reduce((text, w) => w.cosigned(text, 1_790_000_000), note)
  const path = inclusionSpans(0, size).map(() => random(32))
  const bytes = Buffer.byteLength(printTlogProof({ index: 0, path, note: cosigned }))
  return {
    what: `receipt in a log of ${size} entries, ${path.length} hashes, two cosignatures`,
    figure: `${bytes} bytes`,
    ceiling: '',
    ratio: '',
    target: `<= ${receiptBytes}`,
    ok: bytes <= receiptBytes,
  }
}

/** What it costs to check the log, to keep it, and to do both while officers work. */
export const measureAudit = (targets: Targets): Promise<readonly Row[]> =>
  inFolder(async dir => {
    const data = join(dir, 'demo')
    mkdirSync(data)
    const first = await openDesk(data)
    await fillLog(first, targets.logged)
    await first.close()
    const verified = await measureVerify(data, targets)
    const desk = await openDesk(data)
    const vkey = readFileSync(join(data, 'log.vkey'), 'utf8').trim()
    const held = await measureHeld(desk, dir, vkey, targets)
    await desk.close()
    return [...verified, receiptRow(targets), ...held]
  })
