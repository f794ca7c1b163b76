import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { namedSigner } from '../../../adapters/keys/signer-key.ts'
import type { EntryBody } from '../../../src/audit/entry.ts'
import { logId } from '../../../src/kit/ids.ts'
import { instant, toRfc3339 } from '../../../src/kit/time.ts'
import type { EntryDraft } from '../../../src/ports/store.ts'
import { witnessOf } from '../bundle-under-test.ts'
import type { Log } from '../log-under-test.ts'
import type { Arguments, TamperCase, TamperGroup } from './case.ts'
import {
  appended,
  bodyOf,
  cosignedAt,
  msOf,
  remade,
  rewritten,
  signatureLine,
  signed,
} from './host.ts'
import { judgedAs, olderOf, since } from './log-cases.ts'
import { type RealLog, witnesses } from './real-log.ts'

const hour = 3_600_000
const edited = ['the entry', (r: RealLog) => r.edited] as const

/** An entry long since covered, written anew, and all after it; signed by the log's own key. */
const forked = ({ log, signer, edited: seq }: RealLog): Log =>
  rewritten(log, seq, body => ({ ...body, salt: 'A'.repeat(22) }), signer)

/** Not a word of the checkpoints that were posted. */
const silent = ({ entries }: Log, signer: RealLog['signer']): Log => {
  const bodies = entries.map(bodyOf)
  return remade(
    bodies.filter(b => b.type !== 'log.checkpoint' && b.type !== 'log.cosigned'),
    signer,
  )
}

const silentlyForked = (real: RealLog): Log => silent(forked(real), real.signer)

const posted = (real: RealLog): readonly string[] => [
  '--since',
  real.file('cosigned.checkpoint', real.posted),
]

/** A channel as a chat system exports it, with the checkpoint in a message of that time. */
const channel = (real: RealLog, note: string, ms: number): readonly string[] => {
  const text = `Checkpoint:\n\`\`\`\nold 0\n\n${note}\`\`\``
  const messages = [
    { type: 'message', ts: `${(ms - 1000) / 1000}`, text: 'Good morning' },
    { type: 'message', ts: `${ms / 1000}`, text: 'see below', blocks: [{ elements: [{ text }] }] },
  ]
  return ['--channel-export', real.file('channel.json', JSON.stringify(messages))]
}

const discordChannel = (real: RealLog, note: string, ms: number): readonly string[] => {
  const message = { timestamp: toRfc3339(instant(ms)).replace('Z', '000+00:00'), content: note }
  return ['--channel-export', real.file('channel.json', JSON.stringify({ messages: [message] }))]
}

const changedTimes = (real: RealLog, change: (body: EntryBody, ms: number) => EntryBody): Log => {
  const ms = msOf(real.log.entries[real.edited])
  const quiet = silent(real.log, real.signer)
  return rewritten(quiet, real.edited, body => change(body, ms), real.signer)
}

const dated = (real: RealLog, by: number): Log =>
  changedTimes(real, (body, ms) => ({ ...body, at: toRfc3339(instant(ms + by)) }))

/** As a chat system says it: the cause has a time of its own. */
const caused = (real: RealLog, by: number): Log =>
  changedTimes(real, (body, ms) => ({
    ...body,
    cause: { at: body.at, key: 'Ev0PV52K21' },
    at: toRfc3339(instant(ms + by)),
  }))

const endOf = (real: RealLog): number => msOf(real.log.entries.at(-1))

const stranger = witnessOf('witness.hk.example', 99)
const thief = (real: RealLog) => namedSigner(real.signer.origin, new Uint8Array(32).fill(77))
const elsewhere = namedSigner('other.example/log', new Uint8Array(32).fill(78))
const otherLog = (real: RealLog): Log =>
  remade(real.log.entries.slice(0, 20).map(bodyOf), elsewhere)

/** A log whose cosignature, as an entry tells it, has these bytes. */
const withLine = (real: RealLog, line: string): Log =>
  remade(
    real.log.entries
      .map(bodyOf)
      .map(b => (b.type === 'log.cosigned' ? { ...b, event: { size: real.covered, line } } : b)),
    real.signer,
  )

const strictly = (real: RealLog, log: Log, ...more: readonly string[]): Arguments => [
  ...['--log', real.directory(log), '--policy', real.strict],
  ...more,
]

const forgedLine = (real: RealLog): string =>
  signatureLine(real.posted).replace(/.{9}(=*)$/, 'AAAAAAAAA$1')

const changedKey = (real: RealLog): { readonly log: Log; readonly next: typeof elsewhere } => {
  const next = thief(real)
  const drafts: readonly EntryDraft[] = [
    { subject: logId, type: 'log.key_changed', actor: 'admin', event: { vkey: next.vkey } },
    { subject: logId, type: 'log.checkpoint', actor: 'clock', event: {} },
  ]
  return { log: appended(real.log, drafts, next, endOf(real)), next }
}

const forks: readonly TamperCase[] = [
  {
    done: 'an entry rewritten after a cosigned checkpoint; that checkpoint was kept',
    verdict: 'Fork',
    make: r => judgedAs(r, silentlyForked(r), ...posted(r)),
  },
  {
    done: 'the same; the log still tells of the checkpoint itself',
    verdict: 'Fork',
    make: r => judgedAs(r, forked(r)),
  },
  {
    done: 'the same; the checkpoint stands in the channel (Slack)',
    verdict: 'Fork',
    make: r => judgedAs(r, silentlyForked(r), ...channel(r, r.posted, endOf(r))),
  },
  {
    done: 'the same; the checkpoint stands in the channel (Discord)',
    verdict: 'Fork',
    make: r => judgedAs(r, silentlyForked(r), ...discordChannel(r, r.posted, endOf(r))),
  },
  {
    done: 'the same; nothing was kept, but the policy asks for both witnesses',
    verdict: 'NoQuorum',
    make: r => strictly(r, silentlyForked(r)),
  },
  {
    done: 'the cosigned checkpoint of another version, told under a later size to borrow its cosignatures',
    verdict: 'Fork',
    make: r => {
      const size = r.log.entries.length
      const event = { size, note: r.posted }
      const draft = { subject: logId, type: 'log.checkpoint', actor: 'clock', event }
      return strictly(r, appended(silentlyForked(r), [draft], r.signer, endOf(r)))
    },
  },
  {
    done: 'two checkpoints of one size, both signed by the log',
    verdict: 'Fork',
    make: r => {
      const other = signed(forked(r).entries.slice(0, 100), r.signer).note
      return judgedAs(r, r.log, ...since(r), '--since', r.file('other.checkpoint', other))
    },
  },
  {
    done: 'an old backup put back and gone on with',
    verdict: 'Fork',
    make: r => {
      const draft = { subject: logId, type: 'log.checkpoint', actor: 'clock', event: {} }
      const drafts = Array.from({ length: 6 }, () => draft)
      return judgedAs(r, appended(olderOf(r, 5), drafts, r.signer, endOf(r)), ...since(r))
    },
  },
]

const times: readonly TamperCase[] = [
  {
    done: 'an entry backdated by an hour against its cause',
    verdict: 'TimeOutsideBracket',
    at: edited,
    make: r => judgedAs(r, caused(r, -hour)),
  },
  {
    done: 'an entry forward-dated by an hour against its cause',
    verdict: 'TimeOutsideBracket',
    at: edited,
    make: r => judgedAs(r, caused(r, hour)),
  },
  {
    done: 'an entry of a time of two minutes before its cause',
    verdict: 'proven',
    make: r => judgedAs(r, caused(r, -120_000)),
  },
  {
    done: 'an entry forward-dated beyond a cosignature that covers it',
    verdict: 'TimeOutsideBracket',
    at: edited,
    make: r => {
      const log = dated(r, 30 * hour)
      return judgedAs(r, { ...log, note: cosignedAt(log.note, witnesses, endOf(r)) })
    },
  },
  {
    done: 'an entry forward-dated beyond the post of a checkpoint that covers it',
    verdict: 'TimeOutsideBracket',
    at: edited,
    make: r => {
      const log = dated(r, 30 * hour)
      return judgedAs(r, log, ...channel(r, log.note, endOf(r) + hour))
    },
  },
]

const keys: readonly TamperCase[] = [
  {
    done: 'a cosignature forged under the checkpoint',
    verdict: 'BadSignature',
    make: r => judgedAs(r, { ...r.log, note: `${r.log.note}${forgedLine(r)}\n` }),
  },
  {
    done: 'a cosignature forged in the entry that tells of it',
    verdict: 'NoQuorum',
    make: r => strictly(r, withLine(r, forgedLine(r))),
  },
  {
    done: 'a cosignature by another key under the name of a witness',
    verdict: 'NoQuorum',
    make: r => {
      const note = signed(r.log.entries.slice(0, r.covered), r.signer).note
      return strictly(r, withLine(r, signatureLine(cosignedAt(note, [stranger], endOf(r)))))
    },
  },
  {
    done: 'nothing; the policy asks for both witnesses',
    verdict: 'proven',
    make: r => strictly(r, r.log),
  },
  {
    done: 'the log signed anew by another key, and `log.vkey` to it; a policy names the right one',
    verdict: 'UnknownKey',
    make: r => judgedAs(r, remade(r.log.entries.map(bodyOf), thief(r))),
  },
  {
    done: 'the same; whoever checks has nothing but the `log.vkey` beside it',
    verdict: 'proven',
    make: r => {
      const to = r.directory(remade(r.log.entries.map(bodyOf), thief(r)))
      writeFileSync(join(to, 'log.vkey'), `${thief(r).vkey}\n`)
      return ['--log', to]
    },
  },
  {
    done: 'the key changed by an entry; the policy names both',
    verdict: 'proven',
    make: r => {
      const { log, next } = changedKey(r)
      const text = `log ${r.signer.vkey}\nlog ${next.vkey}\nquorum none\n`
      return ['--log', r.directory(log), '--policy', r.file('both.txt', text)]
    },
  },
  {
    done: 'the key changed by an entry, and the old one went on signing',
    verdict: 'UnknownKey',
    make: r => {
      const { log, next } = changedKey(r)
      const text = `log ${r.signer.vkey}\nlog ${next.vkey}\nquorum none\n`
      const by = remade(log.entries.map(bodyOf), r.signer)
      return ['--log', r.directory(by), '--policy', r.file('both.txt', text)]
    },
  },
  {
    done: 'the checkpoint of another log in place of its own',
    verdict: 'WrongLog',
    at: ['0', () => 0],
    make: r => judgedAs(r, { ...r.log, note: otherLog(r).note }),
  },
  {
    done: 'another log in its place',
    verdict: 'UnknownOrigin',
    make: r => judgedAs(r, otherLog(r)),
  },
  {
    done: 'the checkpoint of another log as the one that was kept',
    verdict: 'UnknownOrigin',
    make: r => judgedAs(r, r.log, '--since', r.file('other.checkpoint', otherLog(r).note)),
  },
  {
    done: 'a checkpoint in the channel that the log didn’t sign',
    verdict: 'proven',
    make: r =>
      judgedAs(r, r.log, ...channel(r, remade(r.log.entries.map(bodyOf), thief(r)).note, endOf(r))),
  },
  {
    done: 'nothing; nobody said whose key to believe',
    verdict: 'NoKey',
    make: r => {
      const to = r.directory(r.log)
      rmSync(join(to, 'log.vkey'))
      return ['--log', to]
    },
  },
]

export const hostCases: readonly TamperGroup[] = [
  { of: 'the log, by whoever has its key', cases: forks },
  { of: 'times, by whoever has its key', cases: times },
  { of: 'keys and cosignatures', cases: keys },
]
