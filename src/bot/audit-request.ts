import type { Callback } from '../card/callback.ts'
import { err, ok, type Result } from '../kit/result.ts'
import { nearest } from '../kit/text.ts'
import type { Act } from '../ports/platform.ts'
import type { Raw } from '../referral/command.ts'
import { type Inputs, text } from '../referral/inputs.ts'
import type { Refusal } from '../referral/refusals.ts'
import type { Candidate } from './complete.ts'
import type { Line } from './words.ts'

/** What somebody wants of the audit log. */
export interface AuditRequest {
  readonly kind: 'audit'
  readonly command: AuditCommand
  readonly raw: Raw
  readonly via: Act['kind']
}

/** A command about the log as a whole, as data. */
export interface AuditCommand {
  /** In buttons and forms. */
  readonly name: 'audit-cosign' | 'audit-verify'
  readonly line: `/audit ${string}`
  readonly label: Candidate['label']
  readonly about: Candidate['about']
  readonly inputs: Inputs
  /** What is typed behind the line without a name is this; nothing may be where there is none. */
  readonly rest?: string
}

const cosignCommand: AuditCommand = {
  name: 'audit-cosign',
  line: '/audit cosign',
  label: 'button.audit_cosign',
  about: 'command.audit_cosign',
  inputs: {
    line: text({
      label: 'witness.line',
      hint: 'witness.line_hint',
      max: 600,
      widget: 'paragraph',
    }),
  },
  rest: 'line',
}

const verifyCommand: AuditCommand = {
  name: 'audit-verify',
  line: '/audit verify',
  label: 'button.audit_verify',
  about: 'command.audit_verify',
  inputs: {},
}

const commands: readonly AuditCommand[] = [cosignCommand, verifyCommand]

export const auditCandidates: readonly Candidate[] = commands.map(
  ({ name, line, label, about, inputs }) => ({
    word: name,
    line,
    label,
    about,
    needsReference: false,
    inputs,
  }),
)

const plain = (word: string): string => word.normalize('NFKC').toLowerCase().replace(/^\//, '')

/** `/audit cosign — name signature`; undefined for any line that isn't about the log as a whole. */
export const readAuditLine = (
  { words, values }: Line,
  verbs: readonly string[] = ['receipt', ...commands.map(c => plain(c.line.split(' ')[1] ?? ''))],
): Result<AuditRequest, Refusal> | undefined => {
  const [root = '', typed = '', ...rest] = words
  if (plain(root) !== 'audit') return undefined
  const command = commands.find(c => c.line === `/audit ${plain(typed)}`)
  if (!command) {
    const near = nearest(plain(typed), verbs)
    return err({
      kind: 'UnknownCommand',
      typed: `/audit ${typed}`.trim(),
      ...(near === undefined ? {} : { nearest: `/audit ${near}` }),
    })
  }
  const names = Object.keys(command.inputs)
  const stray = Object.keys(values).find(name => !names.includes(name))
  if (stray !== undefined) {
    const near = nearest(stray, names)
    return err({
      kind: 'UnknownInput',
      typed: stray,
      ...(near === undefined ? {} : { nearest: near }),
    })
  }
  const given =
    rest.length > 0 && command.rest !== undefined ? { [command.rest]: rest.join(' ') } : {}
  return ok({ kind: 'audit', command, raw: { ...given, ...values }, via: 'command' })
}

/** A button or form of such a command; undefined where the callback is of none. */
export const readAuditCallback = (
  { command: name }: Callback,
  act: Exclude<Act, { kind: 'command' }>,
): AuditRequest | undefined => {
  const command = commands.find(c => c.name === name)
  return (
    command && {
      kind: 'audit',
      command,
      raw: act.kind === 'form' ? act.values : {},
      via: act.kind,
    }
  )
}
