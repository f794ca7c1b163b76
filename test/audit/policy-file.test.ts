import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { digest } from '../../adapters/keys/index.ts'
import { namedSigner } from '../../adapters/keys/signer-key.ts'
import { parseTrustPolicy, type TrustPolicy } from '../../src/audit/trust-policy.ts'
import { cosignatureType, printVerifierKey, verifierKey } from '../../src/audit/verifier-key.ts'

const logKey = (n: number) => namedSigner(`log.example/${n}`, new Uint8Array(32).fill(n)).vkey
const witness = (n: number) =>
  verifierKey(
    `witness.example/${n}`,
    namedSigner('x', new Uint8Array(32).fill(100 + n)).publicKey,
    digest,
    cosignatureType,
  )
const vkey = (n: number): string => printVerifierKey(witness(n))

const read = (text: string) => parseTrustPolicy(text, digest)
const policyOf = (text: string): TrustPolicy => {
  const policy = read(text)
  if (!policy.ok) throw new Error(JSON.stringify(policy.error))
  return policy.value
}

// The example of C2SP tlog-policy, with keys where it leaves them out.
const example = `
log ${logKey(1)}

witness X1 ${vkey(1)}
witness X2 ${vkey(2)}
witness X3 ${vkey(3)}
group X-witnesses 2 X1 X2 X3

witness Y1 ${vkey(4)}
witness Y2 ${vkey(5)}
witness Y3 ${vkey(6)}
group Y-witnesses any Y1 Y2 Y3

group X-and-Y all X-witnesses Y-witnesses
quorum X-and-Y
`

describe('given the example of the specification', () => {
  test.each([
    [[], false],
    [[1, 2], false],
    [[4], false],
    [[1, 4], false],
    [[1, 2, 4], true],
    [[1, 3, 6], true],
    [[1, 1, 4], false],
    [[1, 2, 3, 4, 5, 6], true],
    [[4, 5, 6], false],
    [[7, 8, 9], false],
  ])('when %j have cosigned, then enough of them: %s', (who, enough) => {
    expect(policyOf(example).isEnough(who.map(witness))).toBe(enough)
  })

  test('when it is read, then it names one log and six witnesses', () => {
    const { logs, witnesses, quorumOfNone } = policyOf(example)
    expect([logs.length, logs[0]?.name, quorumOfNone]).toEqual([1, 'log.example/1', false])
    expect(witnesses.map(w => w.name)).toEqual(['X1', 'X2', 'X3', 'Y1', 'Y2', 'Y3'])
  })
})

test('given a policy that asks for nobody, when nobody has cosigned, then that is enough', () => {
  const { isEnough, quorumOfNone, logs } = policyOf('quorum none\n')
  expect([isEnough([]), quorumOfNone, logs]).toEqual([true, true, []])
})

test('given comments, tabs, empty lines and addresses, when read, then they do no harm', () => {
  const { logs, witnesses } = policyOf(
    `# ours\n\t log\t${logKey(1)}   https://log.example/ \n\n  # more: é 한국\nwitness 홍콩 ${vkey(1)} https://w.example/\nquorum 홍콩`,
  )
  expect(logs).toHaveLength(1)
  expect(witnesses).toEqual([{ name: '홍콩', key: witness(1), url: 'https://w.example/' }])
})

test('given a key with the name of one that has cosigned, when it is another key, then it does not count', () => {
  const { isEnough } = policyOf(`witness a ${vkey(1)}\nquorum a\n`)
  expect(isEnough([{ ...witness(2), name: witness(1).name }])).toBe(false)
})

const w = `witness a ${vkey(1)}\nwitness b ${vkey(2)}\n`

test.each<[string, string, string, number]>([
  ['a word that means nothing', 'logs x\nquorum none', 'UnknownLine', 1],
  ['a log without a key', 'log\nquorum none', 'UnknownLine', 1],
  ['a log with too much', `log ${logKey(1)} a b\nquorum none`, 'UnknownLine', 1],
  ['a log with no key', 'log x\nquorum none', 'NotAVerifierKey', 1],
  ['a log with a key of a witness', `log ${vkey(1)}\nquorum none`, 'NotAVerifierKey', 1],
  ['a witness with a key of a log', `witness a ${logKey(1)}\nquorum a`, 'NotAVerifierKey', 1],
  ['the same log twice', `log ${logKey(1)}\nlog ${logKey(1)}\nquorum none`, 'DuplicateKey', 2],
  [
    'the same witness under two names',
    `witness a ${vkey(1)}\nwitness b ${vkey(1)}\nquorum a`,
    'DuplicateKey',
    2,
  ],
  [
    'two witnesses of one name',
    `witness a ${vkey(1)}\nwitness a ${vkey(2)}\nquorum a`,
    'DuplicateName',
    2,
  ],
  ['a witness called none', `witness none ${vkey(1)}\nquorum none`, 'DuplicateName', 1],
  ['a group that is named as a witness', `${w}group a any b\nquorum a`, 'DuplicateName', 3],
  ['a group called none', `${w}group none any b\nquorum none`, 'DuplicateName', 3],
  ['a group of nobody', `${w}group g any\nquorum g`, 'UnknownLine', 3],
  ['a group of 0', `${w}group g 0 a b\nquorum g`, 'BadThreshold', 3],
  ['a group of more than there are', `${w}group g 3 a b\nquorum g`, 'BadThreshold', 3],
  ['a group of 01', `${w}group g 01 a b\nquorum g`, 'BadThreshold', 3],
  ['a group of −1', `${w}group g -1 a b\nquorum g`, 'BadThreshold', 3],
  ['a member that comes later', `group g any a\n${w}quorum g`, 'UnknownName', 1],
  ['a member none', `${w}group g any none\nquorum g`, 'UnknownName', 3],
  ['a group in itself', `${w}group g any g\nquorum g`, 'UnknownName', 3],
  ['a member of two groups', `${w}group g any a\ngroup h any a\nquorum g`, 'NameUsedTwice', 4],
  ['a member twice', `${w}group g 2 a a\nquorum g`, 'NameUsedTwice', 3],
  ['two quorums', `${w}quorum a\nquorum b`, 'SecondQuorum', 4],
  ['a quorum of nobody known', `${w}quorum c`, 'UnknownName', 3],
  ['a quorum of two', `${w}quorum a b`, 'UnknownLine', 3],
  ['no quorum', w, 'NoQuorum', 3],
  ['a carriage return', `${w}quorum a\r\n`, 'ForbiddenCharacter', 3],
  ['a zero byte', `${w}quorum a\u0000`, 'ForbiddenCharacter', 3],
  ['DEL', `quorum none # \u007f`, 'ForbiddenCharacter', 1],
  ['too many lines', `quorum none\n${'\n'.repeat(1000)}`, 'TooMany', 1001],
])(
  'given %s, when read, then the line and what is wrong with it are named',
  (_, text, kind, line) => {
    expect(read(text)).toEqual({ ok: false, error: { kind, line } })
  },
)

test('given any text, when read, then it is a policy or a flaw, and asks for what it says', () => {
  const sound = [
    `log ${logKey(1)}`,
    `witness a ${vkey(1)}`,
    `witness b ${vkey(2)}`,
    'group g all a b',
    'group h 1 g',
    'quorum h',
    'quorum a',
    'quorum none',
  ]
  const noise = fc.array(fc.string({ unit: 'binary', maxLength: 30 }), { maxLength: 1 })
  const lines = fc
    .tuple(fc.subarray(sound), noise)
    .map(([some, odd]) => [...some, ...odd.map(text => `# ${text}`)])
  let good = 0
  fc.assert(
    fc.property(lines, all => {
      const policy = read(all.join('\n'))
      if (!policy.ok) return
      good += 1
      expect(policy.value.isEnough([])).toBe(policy.value.quorumOfNone)
      expect(policy.value.isEnough([witness(1), witness(2)])).toBe(true)
    }),
    { numRuns: 500, seed: 11 },
  )
  expect(good).toBeGreaterThan(20)
})
