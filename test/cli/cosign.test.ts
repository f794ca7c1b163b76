import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { bodyFor, historySigner, noteAt } from '../rigs/witness-history.ts'
import { callInside } from './inside.ts'
import { scratch } from './program.ts'

const { dir, remove } = scratch()
afterAll(remove)

const file = (name: string, text: string): string => {
  writeFileSync(join(dir, name), text)
  return name
}

const policy = file('policy.txt', `log ${historySigner.vkey}\nquorum none\n`)

const cosign = (...args: readonly string[]) => {
  const files = ['--key', 'w.key', '--state', 'state.json', '--policy', policy]
  return callInside(['audit', 'cosign', ...args, ...files], {}, dir)
}

const makeKey = (name: string) =>
  callInside(['audit', 'witness-key', '--out', 'w.key', '--name', name], {}, dir)

const sizeKept = (): unknown =>
  /"size": (\d+)/.exec(readFileSync(join(dir, 'state.json'), 'utf8'))?.[1]

describe('given the laptop of a witness', () => {
  test('when its key is made, then only its owner may read it, and never a second one is made', async () => {
    const made = await makeKey('witness.example')
    expect([made.status, made.stdout]).toEqual([
      0,
      expect.stringMatching(/^witness\.example\+[0-9a-f]{8}\+B[\w+/]{43}=*\n$/),
    ])
    expect(statSync(join(dir, 'w.key')).mode & 0o777).toBe(0o600)
    const before = readFileSync(join(dir, 'w.key'), 'utf8')
    const again = await makeKey('x')
    expect([again.status, readFileSync(join(dir, 'w.key'), 'utf8')]).toEqual([2, before])
    expect(again.stderr).toContain('EEXIST')
  })

  test('when a text that was posted is given, then one line comes out and is remembered', async () => {
    // As a chat system gives it back: framed, with its own line ends and blanks.
    const framed = `\`\`\`\r\n${bodyFor('honest', 0, 9).trimEnd().replaceAll('\n', '  \r\n')}\r\n\`\`\``
    const first = await cosign(file('posted.txt', framed))
    expect([first.status, first.stdout]).toEqual([
      0,
      expect.stringMatching(/^— witness\.example [\w+/]+=*\n$/),
    ])
    expect(first.stderr).toContain('/audit cosign')
    expect(sizeKept()).toBe('9')
    const next = await cosign(file('posted.txt', bodyFor('honest', 9, 20)))
    expect([next.status, sizeKept()]).toEqual([0, '20'])
  })

  test('when the line was never brought back, then it is given again, and no other text is signed', async () => {
    const lost = await cosign(file('posted.txt', bodyFor('honest', 9, 25)))
    expect([lost.status, lost.stdout]).toEqual([2, expect.stringMatching(/^— witness\.example /)])
    expect(lost.stderr).toContain('Here it is again')
    expect(sizeKept()).toBe('20')
  })

  test('when the log shows another history, then both notes are printed, and nothing is signed', async () => {
    const forked = await cosign('--checkpoint', file('posted.txt', bodyFor('forked', 9, 20)))
    expect(forked.status).toBe(1)
    expect(forked.stdout).toBe(`${noteAt('honest', 20)}\n${noteAt('forked', 20)}\n`)
    expect(forked.stderr).toContain('Tampering')
    const hidden = await cosign(file('posted.txt', bodyFor('forked', 20, 30)))
    expect([hidden.status, hidden.stdout, sizeKept()]).toEqual([2, '', '20'])
  })

  test('when only the note is there, then a proof is asked for, and taken from a file', async () => {
    const note = file('note.txt', noteAt('honest', 30))
    expect((await cosign(note)).stderr).toContain('a proof from 20 entries is needed')
    const [proof = ''] = bodyFor('honest', 20, 30).split('\n\n')
    const proven = await cosign(note, '--proof', file('proof.txt', `${proof}\n`))
    expect([proven.status, sizeKept()]).toEqual([0, '30'])
  })

  test('when something is missing or not one’s own, then it says so and signs nothing', async () => {
    const wrong = [
      [[file('posted.txt', 'hello')], 'this is no checkpoint'],
      [['nowhere.txt'], 'is there such a file'],
      [[file('other.txt', bodyFor('honest', 30, 31).replaceAll('a-b', 'c-d'))], 'names no log'],
    ] as const
    for (const [args, said] of wrong) {
      const { status, stdout, stderr } = await cosign(...args)
      expect([status, stdout]).toEqual([2, ''])
      expect(stderr).toContain(said)
    }
    expect(sizeKept()).toBe('30')
    expect(existsSync(join(dir, 'nowhere.txt'))).toBe(false)
  })
})
