import { matchesGlob } from 'node:path'
import { codeOf } from './code.ts'
import { eachFile, type Finding, only, type Sources } from './finding.ts'

const banned: readonly (readonly [reason: string, pattern: RegExp])[] = [
  [
    'leaves a test out',
    /\b(?:test|it|describe|suite|bench)\.(?:\w+\.)*(?:skip|only|todo|skipIf|runIf|fails)\b/,
  ],
  ['leaves a test out', /\b(?:x(?:it|test|describe)|f(?:it|describe))\(|\bctx\.skip\(/],
  ['leaves a test out', /\b(?:skip|only|todo|fails): true\b/],
  ['mocks a module', /\bvi\.(?:mock|doMock)\(/],
]

/** Every test there is runs, against the real modules. */
export const testsRun = (sources: Sources, includes: readonly string[]): Finding =>
  eachFile(
    only(sources, path => /^test\/.*\.tsx?$/.test(path)),
    (path, text) => {
      const { code } = codeOf(text)
      return [
        ...banned.filter(([, pattern]) => pattern.test(code)).map(([reason]) => reason),
        ...(path.endsWith('.test.ts') && !includes.some(glob => matchesGlob(path, glob))
          ? ['is in no project of vitest.config.ts, so it never runs']
          : []),
      ]
    },
  )
