import type { Proven, Tampered, Unknowable, Verdict } from '../audit/verdict.ts'
import { toBase64 } from '../kit/bytes.ts'
import type { Language } from '../kit/ids.ts'
import { toRfc3339 } from '../kit/time.ts'
import type { Catalogue } from '../ports/catalogue.ts'
import { listed, type Say, subjectsOf } from './subjects.ts'

/** How a verdict is said in one language; figures, hashes and file names are the same in all. */
export interface VerdictWords {
  readonly say: Say
  /** The verdict in sentences, a line each; `trustFrom` is the file that the key or the policy is from. */
  readonly sentencesOf: (verdict: Verdict, trustFrom: string) => readonly string[]
}

export const createVerdictWords = (catalogue: Catalogue, language: Language): VerdictWords => {
  const say: Say = (key, params) => catalogue.say(language, key, params)

  /** Words with the name that is the same in every language. */
  const named = (words: string, name: string): string => say('audit.named', { words, name })

  /** What was proven, and that which stands fast because of it. */
  const provenOf = (p: Proven): readonly string[] => {
    const { subject, from: seq = 0, to: end = 0 } = p
    const where = { size: p.size, log: p.origin, root: toBase64(p.root) }
    switch (p.what) {
      case 'log': {
        const subjects = subjectsOf(p.subjects ?? new Map(), say)
        return [say('audit.log', { ...where, subjects }), say('audit.log_means')]
      }
      case 'subject': {
        const all = { ...where, subject: subject ?? '', count: p.entries, n: p.entries }
        return [say('audit.subject', all), say('audit.subject_means')]
      }
      case 'range': {
        const range = { ...where, from: seq, to: end - 1 }
        return [say('audit.range', range), say('audit.range_means')]
      }
      case 'receipt':
        return [
          subject === undefined
            ? say('audit.receipt', { ...where, seq })
            : say('audit.receipt_of', { ...where, seq, subject }),
          say('audit.receipt_means'),
        ]
    }
  }

  const seenBy = ({ cosigned, size }: Proven): readonly string[] => {
    if (!cosigned) return []
    const [seq, n] = [cosigned.size - 1, size - cosigned.size]
    const seen = { seq, witnesses: listed(cosigned.by, say), time: toRfc3339(cosigned.at) }
    return [say('audit.cosigned', seen), ...(n > 0 ? [say('audit.cosigned_rest', { n })] : [])]
  }

  const proven = (p: Proven, trustFrom: string): readonly string[] => [
    ...provenOf(p),
    ...seenBy(p),
    ...(p.kept > 0 ? [say('audit.kept', { n: p.kept })] : []),
    ...(p.ignored > 0 ? [say('audit.ignored', { n: p.ignored })] : []),
    say('audit.key_from', { file: trustFrom }),
    say('audit.key_host'),
    say('audit.claims'),
  ]

  const foundAt = ({ finding: found, at: seq, file }: Tampered): string => {
    const finding = named(say(`audit.finding.${found}`), found)
    if (file === undefined)
      return seq === undefined
        ? say('audit.tampered', { finding })
        : say('audit.tampered_at', { finding, seq })
    return seq === undefined
      ? say('audit.tampered_file', { finding, file })
      : say('audit.tampered_at_file', { finding, seq, file })
  }

  const tampered = (t: Tampered): readonly string[] => [
    foundAt(t),
    ...(t.finding === 'BehindCheckpoint' ? [say('audit.longer')] : []),
    ...(t.notes && t.notes.length > 1 ? [say('audit.notes'), '', ...t.notes] : []),
    say('audit.keep'),
  ]

  /** A flaw of a policy comes with its line, in the English of JSON. */
  const fileOf = (reason: Unknowable['reason'], file: string): string => {
    const found = reason === 'BadPolicy' ? /^(.*), line (\d+): (\w+)$/s.exec(file) : undefined
    const [, name = '', line = '', flaw = ''] = found ?? []
    return found ? say('audit.policy_line', { file: name, line, flaw }) : file
  }

  const undecided = ({ reason: why, file }: Unknowable): readonly string[] => {
    const reason = named(say(`audit.reason.${why}`), why)
    return [
      file === undefined
        ? say('audit.undecided', { reason })
        : say('audit.undecided_file', { reason, file: fileOf(why, file) }),
      say(`audit.mend.${why}`),
    ]
  }

  return {
    say,
    sentencesOf: (verdict, trustFrom) => {
      switch (verdict.kind) {
        case 'proven':
          return proven(verdict, trustFrom)
        case 'tampered':
          return tampered(verdict)
        case 'undecided':
          return undecided(verdict)
      }
    },
  }
}

/** The verdict as JSON: bytes in base64, moments in RFC 3339; the same whatever the language. */
export const verdictJson = (verdict: Verdict): object => {
  if (verdict.kind !== 'proven') return verdict
  const { root, subjects, cosigned, ...facts } = verdict
  return {
    ...facts,
    root: toBase64(root),
    ...(subjects && { subjects: Object.fromEntries(subjects) }),
    ...(cosigned && { cosigned: { ...cosigned, at: toRfc3339(cosigned.at) } }),
  }
}
