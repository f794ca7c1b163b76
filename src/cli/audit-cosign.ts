import type { WitnessRefusal } from '../audit/witness.ts'
import { absurd } from '../kit/result.ts'
import { hostNow } from '../main/clock.ts'
import { type NotKept, openWitnessDesk, type WitnessDesk } from '../main/witness-desk.ts'
import { type ProofFrom, readText, requestOf } from './cosign-text.ts'
import type { AddCommand } from './desk.ts'
import { complain, explain, say } from './say.ts'

interface Options extends ProofFrom {
  readonly key: string
  readonly state: string
  readonly policy: string
  readonly checkpoint?: string
}

const showBoth = (before: string, note: string): void => {
  say(before)
  say(note)
}

/** Says why not, and gives the exit code: 1 where the log is caught with two versions, else 2. */
const refuse = (
  refusal: WitnessRefusal | NotKept,
  desk: WitnessDesk,
  { computed, origin }: { readonly computed: boolean; readonly origin: string | undefined },
): number => {
  switch (refusal.kind) {
    case 'NotARequest':
      complain('This is no text to be cosigned: copy all of it, from the line "old" on.')
      return 2
    case 'UnknownOrigin':
      complain(`Your policy file names no log ${refusal.origin}. Nothing was signed.`)
      return 2
    case 'NotSigned':
      complain(`No key that your policy file has for ${refusal.origin} signed this.`)
      return 2
    case 'OtherSize': {
      const last = origin === undefined ? undefined : desk.again(origin)
      complain(`The proof begins at ${refusal.old} entries; you cosigned ${refusal.size} last.`)
      if (last && last.size > refusal.old) {
        complain(
          'Was that line never brought back? Here it is again; after that, copy the newest text.',
        )
        say(last.line)
      } else complain('Copy the newest text, or give the log with --log.')
      return 2
    }
    case 'Fork':
      showBoth(refusal.before, refusal.note)
      complain(`Tampering: the log signed two versions of its first ${refusal.size} entries.`)
      complain('The two notes above prove it to anybody. Keep them; nothing was signed.')
      return 1
    case 'Inconsistent':
      if (!computed) {
        complain('The proof does not lead from what you cosigned last to this. Nothing was signed.')
        complain('Copy the text once more; if it stays so, ask for the log and give it with --log.')
        return 2
      }
      showBoth(refusal.before, refusal.note)
      complain('Tampering: the log does not hold what you cosigned last any more.')
      complain('Both notes are signed by the log and can not be of one log. Nothing was signed.')
      return 1
    case 'NotKept':
      complain(`What was to be signed could not be kept (${refusal.code}), so nothing was signed.`)
      return 2
    default:
      return absurd(refusal)
  }
}

const runCosign = async (file: string, o: Options): Promise<number> => {
  const text = await readText(o.checkpoint ?? file)
  if (!text.ok) {
    complain(text.error)
    return 2
  }
  const opened = await openWitnessDesk(o, hostNow)
  if (!opened.ok) {
    explain(opened.error)
    return 2
  }
  const desk = opened.value
  let origin: string | undefined
  const size = (of: string): number => {
    origin = of
    return desk.remembered(of)?.size ?? 0
  }
  const body = await requestOf(text.value, size, o)
  if (!body.ok) {
    complain(body.error)
    desk.close()
    return 2
  }
  const cosigned = desk.cosign(body.value)
  const computed = o.log !== undefined || o.bundle !== undefined
  if (cosigned.ok) {
    say(cosigned.value.line)
    complain(`Cosigned ${cosigned.value.size} entries of ${cosigned.value.origin}.`)
    complain('Bring the line back: /audit cosign, in any channel of the desk.')
  }
  const code = cosigned.ok ? 0 : refuse(cosigned.error, desk, { computed, origin })
  desk.close()
  return code
}

export const addCosign: AddCommand = (audit, _env, end) => {
  audit
    .command('cosign')
    .description(
      'cosign a checkpoint as a witness: exit 0 signed, 1 the log has two versions, 2 not signed',
    )
    .argument('[text]', 'what was posted, copied into a file; - is standard input', '-')
    .requiredOption('--key <file>', 'private key of the witness')
    .requiredOption('--state <file>', 'what it cosigned last; made at the first time')
    .requiredOption('--policy <file>', 'your own policy file, which names the log and its keys')
    .option('--checkpoint <file>', 'the same as the argument')
    .option('--proof <file>', 'the lines "old N" and the proof, where the text has none')
    .option('--log <file>', 'log.db or its directory, to make the proof from')
    .option('--bundle <dir>', 'a bundle of the whole log, to make the proof from')
    .action(async (file: string, o: Options) => {
      end(await runCosign(file, o))
    })
}
