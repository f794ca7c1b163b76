import type { Verdict } from '../audit/verdict.ts'
import type { Language } from '../kit/ids.ts'
import { verifyAsked } from '../main/verify.ts'
import type { AddCommand } from './desk.ts'
import { english, ownCatalogue, readLanguage } from './languages.ts'
import { complain, say } from './say.ts'
import { createVerdictWords, verdictJson } from './verified.ts'

const exitOf: Readonly<Record<Verdict['kind'], number>> = { proven: 0, tampered: 1, undecided: 2 }

interface Options {
  readonly log?: string
  readonly entry?: string
  readonly policy?: string
  readonly key?: string
  readonly since: readonly string[]
  readonly channelExport: readonly string[]
  readonly language: Language
  readonly json?: boolean
}

const runVerify = async (what: string | undefined, o: Options): Promise<number> => {
  const catalogue = ownCatalogue()
  const { say: words, sentencesOf } = createVerdictWords(catalogue, o.language)
  const given = o.log ?? what
  if (given === undefined || (o.log !== undefined && what !== undefined)) {
    complain(words('audit.what_to_check', { option: '--log <file>' }))
    return 2
  }
  const asked = { ...o, what: given, isLog: o.log !== undefined }
  const { verdict, trustFrom = 'nowhere', damage, fault } = await verifyAsked(asked)
  const shown = { ...verdictJson(verdict), ...(fault !== undefined && { fault }) }
  if (o.json) say(JSON.stringify(shown))
  const lines = sentencesOf(verdict, trustFrom)
  if (fault !== undefined) complain(words('audit.no_log', { fault, file: given }))
  else if (verdict.kind === 'undecided' && verdict.reason === 'NotThere') {
    const { key } = o
    const isKey = key !== undefined && verdict.file === key
    const between = catalogue.info(o.language).punct === 'full' ? '' : ' '
    complain(isKey ? words('audit.no_key_file', { file: key }) : lines.join(between))
  } else if (!o.json) for (const line of lines) say(line)
  if (damage !== undefined) complain(words('audit.damaged', { damage }))
  return exitOf[verdict.kind]
}

const gather = (file: string, before: readonly string[]): readonly string[] => [...before, file]

export const addAuditVerify: AddCommand = (audit, _env, end) => {
  audit
    .command('verify')
    .description('check a log, a bundle or a receipt: exit 0 proven, 1 tampering, 2 can not decide')
    .argument('[what]', 'folder of a bundle, or file of a receipt')
    .option('--log <file>', 'log.db, or the data directory that holds it')
    .option('--entry <file>', 'the entry that a receipt is of')
    .option(
      '--policy <file>',
      'your own trust policy: whose logs, which witnesses, how many of them',
    )
    .option('--key <file>', 'public key of the log; for --log by default log.vkey beside it')
    .option('--since <file>', 'a checkpoint that you have kept; may be given again', gather, [])
    .option(
      '--channel-export <file>',
      'messages of a channel as JSON; may be given again',
      gather,
      [],
    )
    .option('--language <tag>', 'of what is printed', readLanguage, english)
    .option('--json', 'print the result as JSON')
    .action(async (what: string | undefined, o: Options) => {
      end(await runVerify(what, o))
    })
}
