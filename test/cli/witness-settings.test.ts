import { expect, test } from 'vitest'
import { readConfig } from '../../src/main/settings.ts'
import { witnessingOf } from '../../src/main/witnessing.ts'
import { createTestWitness, stageVkey } from '../rigs/witness.ts'
import { scratch, writeDesk } from './program.ts'

const { vkey } = createTestWitness('witness.hkc.example', 21)

/** What is said of the demo's settings with these in its first agency, and beside it. */
const told = (agency: string, beside = ''): readonly string[] => {
  const { dir, remove } = scratch()
  const file = writeDesk(dir, text =>
    text.replace('"id": "hkc",', `"id": "hkc", ${agency}`).replace('{\n', `{\n${beside}`),
  )
  const config = readConfig(file)
  remove()
  if (config.ok) {
    const { rules, witnesses } = witnessingOf(config.value)
    return [`${rules.at} ${rules.zone} ${rules.lateAfterHours}`, ...witnesses.map(w => w.vkey)]
  }
  const { problems } = config.error
  return Array.isArray(problems) ? problems.map(p => String(p).replace(/^.*?: /, '')) : []
}

test('given nothing, then checkpoints are posted at nine of the first desk, and nobody witnesses', () => {
  expect(told('')).toEqual(['09:00 Asia/Hong_Kong 26'])
})

test('given a witness and other hours, then they hold', () => {
  const beside = '"checkpoints": { "at": "08:30", "zone": "UTC", "lateAfterHours": 48 },'
  const agency = `"witness": "${vkey}", "witnessUrl": "https://w.example/",`
  expect(told(agency, beside)).toEqual(['08:30 UTC 48', vkey])
})

test.each([
  ['"witness": "x",', 'is no public key of a witness'],
  // A key of a log, not of a witness.
  [`"witness": "${stageVkey}",`, 'is no public key of a witness'],
  [`"witness": "${vkey}", "witnessUrl": "http://w.example/",`, 'must begin with https://'],
  ['"witnessUrl": "https://w.example/",', 'name the key of this witness too'],
] as const)('given %s, then it is refused in a sentence', (agency, said) => {
  expect(told(agency)).toEqual([expect.stringContaining(said)])
})

test('given hours that are none, or a log that follows itself, then that is said', () => {
  expect(told('', '"checkpoints": { "at": "9", "everyHours": 0 },')).toHaveLength(2)
  const root = 'A'.repeat(43)
  const follows = `"follows": { "log": "demo.liaison.example/hkc-kcs", "size": 9, "root": "${root}=" },`
  expect(told('', follows)).toEqual([expect.stringContaining('a name of its own')])
})
