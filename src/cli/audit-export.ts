import { readFileSync } from 'node:fs'
import { InvalidArgumentError } from 'commander'
import { digest, verifySignature } from '../../adapters/keys/index.ts'
import { readCheckpoint } from '../audit/checkpoint.ts'
import { cosignedBy } from '../audit/cosigned.ts'
import { howtoFiles, howtoName } from '../audit/howto.ts'
import { openTrusted } from '../audit/trust.ts'
import { parseTrustPolicy, type TrustPolicy } from '../audit/trust-policy.ts'
import { custodyOf } from '../bot/custody.ts'
import { reportIn } from '../bot/custody-report.ts'
import type { Environment } from '../config.ts'
import { utf8 } from '../kit/bytes.ts'
import { type Language, toMatterId, toReferralId } from '../kit/ids.ts'
import { err, ok, type Result } from '../kit/result.ts'
import { hostNow } from '../main/clock.ts'
import { type ExportOf, exportBundle, type SubjectFacts } from '../main/export.ts'
import { settingsOf } from '../main/settings.ts'
import { demoConfig, readSettings, type StartFault } from '../main.ts'
import { matters } from '../matter/index.ts'
import type { Catalogue } from '../ports/catalogue.ts'
import { commands } from '../referral/commands/index.ts'
import { createDirectory, type Directory } from '../roster/directory.ts'
import { type AddCommand, dataDirOf, wantsDemo } from './desk.ts'
import { english, ownCatalogue, readLanguages } from './languages.ts'
import { complain, explain, say } from './say.ts'

interface Asked {
  readonly referral?: string
  readonly from?: number
  readonly to?: number
  readonly all?: boolean
  readonly out: string
  readonly language: readonly Language[]
  readonly policy?: string
  readonly json?: boolean
}

const readSeq = (text: string): number => {
  if (/^(0|[1-9][0-9]{0,14})$/.test(text)) return Number(text)
  throw new InvalidArgumentError('It must be the number of an entry, from 0.')
}

/** What is to be handed over; exactly one of the three must be said. */
const ofAsked = ({ referral, from, to, all }: Asked): Result<ExportOf, StartFault> => {
  const ways = [referral, from ?? to, all].filter(way => way !== undefined)
  if (ways.length !== 1) return err({ kind: 'WhatToExport' })
  if (all) return ok({ kind: 'log' })
  if (referral === undefined)
    return from !== undefined && to !== undefined && from < to
      ? ok({ kind: 'range', from, to })
      : err({ kind: 'WhatToExport' })
  const subject = toReferralId(referral) ?? toMatterId(referral)
  return subject ? ok({ kind: 'subject', subject }) : err({ kind: 'NotAReference', referral })
}

const policyAsked = (
  file: string | undefined,
): Result<{ readonly text: string; readonly policy: TrustPolicy } | undefined, StartFault> => {
  if (file === undefined) return ok(undefined)
  try {
    const text = readFileSync(file, 'utf8')
    const policy = parseTrustPolicy(text, digest)
    return policy.ok
      ? ok({ text, policy: policy.value })
      : err({ kind: 'BadPolicy', file, line: policy.error.line, flaw: policy.error.kind })
  } catch {
    return err({ kind: 'BadPolicy', file, flaw: 'NotThere' })
  }
}

interface Reporting {
  readonly languages: readonly Language[]
  readonly catalogue: Catalogue
  readonly directory: Directory
  readonly policy: TrustPolicy | undefined
}

const reportsIn =
  ({ languages, catalogue, directory, policy }: Reporting) =>
  ({ subject, entries, note, vkey }: SubjectFacts) => {
    const checkpoint = readCheckpoint(note)
    if (!checkpoint.ok) throw new Error('an export without a checkpoint')
    const trust = policy && { policy, digest, verifySignature }
    const trusted = trust && openTrusted(note, trust)
    const seen = trust && trusted?.ok ? cosignedBy([trusted.value], trust) : undefined
    const custody = custodyOf(
      subject,
      entries,
      { commands, matters },
      seen === 'NoQuorum' ? undefined : seen,
    )
    const parts = { custody, checkpoint: checkpoint.value, vkey, catalogue, directory }
    return languages.map(language => ({
      path: `report/${language}.md`,
      bytes: utf8(reportIn(language, { ...parts, howto: howtoName(language, languages) })),
    }))
  }

const runExport = async (env: Environment, asked: Asked): Promise<number> => {
  const demo = wantsDemo(env)
  const time = { now: hostNow(), demo }
  const settings = demo ? settingsOf(demoConfig(), time) : readSettings(env.LIAISON_CONFIG, time)
  const of = ofAsked(asked)
  const policy = policyAsked(asked.policy)
  const failed = [settings, of, policy].find(result => !result.ok)
  if (failed && !failed.ok) explain(failed.error)
  if (!settings.ok || !of.ok || !policy.ok) return 2
  const { config, calendars } = settings.value
  const directory = createDirectory(config, calendars)
  const [languages, catalogue] = [asked.language, ownCatalogue()]
  const done = await exportBundle({
    dataDir: dataDirOf(env, demo),
    out: asked.out,
    of: of.value,
    ...(policy.value && { policy: policy.value.text }),
    reports: reportsIn({ languages, catalogue, directory, policy: policy.value?.policy }),
    howtos: (marking, about) => howtoFiles(languages, { catalogue, marking, about }),
  })
  if (!done.ok) {
    explain(done.error)
    return 2
  }
  const { entries, size, files, vkey } = done.value
  if (asked.json) {
    say(JSON.stringify({ out: asked.out, ...done.value }))
    return 0
  }
  say(`Exported: ${entries} of ${size} entries, ${files} files in ${asked.out}.`)
  say('It holds no text of an officer, only commitments, and pseudonyms of those who acted.')
  say(`Whoever checks it needs the key of the log from elsewhere: ${vkey}`)
  say(`Then: liaison audit verify ${asked.out} --policy <their own policy file>`)
  return 0
}

export const addAuditExport: AddCommand = (audit, env, end) => {
  audit
    .command('export')
    .description('hand over a referral, a range or the whole log as a folder that proves itself')
    .option('--referral <id>', 'one referral or matter, with custody reports')
    .option('--from <seq>', 'first entry of a range', readSeq)
    .option('--to <seq>', 'end of the range, not included', readSeq)
    .option('--all', 'the whole log, as tiles')
    .requiredOption('--out <dir>', 'folder to make; one that holds anything is left alone')
    .option('--language <tags>', 'of the custody report and the HOWTO, one or two', readLanguages, [
      english,
    ])
    .option('--policy <file>', 'trust policy that goes with it, for information')
    .option('--json', 'print the result as JSON')
    .action(async (asked: Asked) => {
      const code = await runExport(env, asked).catch((error: unknown) => {
        complain(error instanceof Error ? error.message : String(error))
        return 2
      })
      end(code)
    })
}
