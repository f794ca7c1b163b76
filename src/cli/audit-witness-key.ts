import { makeWitnessKey } from '../../adapters/keys/index.ts'
import { isKeyName } from '../audit/verifier-key.ts'
import type { AddCommand } from './desk.ts'
import { complain, explain, say } from './say.ts'

const runKey = (file: string, name: string): number => {
  if (!isKeyName(name)) {
    complain(`${name}: the name of a key has no space and no plus, e.g. witness.kcs.example`)
    return 2
  }
  const made = makeWitnessKey(file, name)
  if (!made.ok) {
    explain({ ...made.error })
    return 2
  }
  say(made.value.vkey)
  complain(
    `The private key is in ${file}, which only you may read. Keep it off the desk's machine.`,
  )
  complain('Give the line above to the operator (liaison.json, witness) and to whoever verifies.')
  return 0
}

export const addWitnessKey: AddCommand = (audit, _env, end) => {
  audit
    .command('witness-key')
    .description('make the key of a witness in a file of its own, and print its public half')
    .requiredOption('--out <file>', 'where to keep it; must not be there yet')
    .requiredOption('--name <name>', 'name of the witness, e.g. witness.kcs.example')
    .action((o: { out: string; name: string }) => {
      end(runKey(o.out, o.name))
    })
}
