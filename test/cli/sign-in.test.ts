import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { createJar, follow } from '../rigs/console-http.ts'
import { callInside } from './inside.ts'
import { begin, call, scratch, writeDesk } from './program.ts'

const cleanups: (() => void)[] = []
afterEach(() => {
  for (const clean of cleanups.splice(0)) clean()
})

const folder = (): string => {
  const { dir, remove } = scratch()
  cleanups.push(remove)
  return dir
}

const officers = ['hkc.o1', 'hkc.o2', 'hkc.o3', 'kcs.o1', 'kcs.o2', 'kcs.o3']

describe('given a desk that runs', () => {
  test('when a link is made for an officer, then it is all that is printed, and lets them in once', async () => {
    const dir = folder()
    writeDesk(dir)
    const running = await begin(dir, ['start'])
    const settings = { LIAISON_PORT: new URL(running.url).port }
    const { status, stdout, stderr } = call(dir, ['sign-in', '--officer', 'kcs.o1'], settings)
    expect([status, stderr]).toEqual([0, 'liaison: Good for 10 minutes, once.\n'])
    expect(stdout).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/sign-in\/[\w-]{43}\n$/)
    const page = await follow(createJar(), stdout.trim())
    expect([page.status, new URL(page.url).pathname]).toEqual([200, '/o/kcs.o1/'])
    expect((await fetch(stdout.trim())).status).toBe(403)
    await running.end('SIGTERM')
  })
})

describe('given a link that can not be', () => {
  test('when the officer is unknown, then it says who there is, and makes none', async () => {
    const dir = folder()
    writeDesk(dir)
    const { status, stdout, stderr } = await callInside(['sign-in', '--officer', 'hkc.o9'], {}, dir)
    expect([status, stdout]).toEqual([1, ''])
    expect(stderr).toContain('hkc.o9')
    expect(officers.filter(id => !stderr.includes(id))).toEqual([])
    expect(existsSync(join(dir, 'data'))).toBe(false)
  })

  test('when there is no liaison.json, then it says which file it looked for', async () => {
    const { status, stdout, stderr } = await callInside(
      ['sign-in', '--officer', 'hkc.o1'],
      {},
      folder(),
    )
    expect([status, stdout]).toEqual([1, ''])
    expect(stderr).toContain('liaison.json')
    expect(stderr).not.toContain('    at ')
  })

  test('when the desk has a public address, then the link has it too', async () => {
    const dir = folder()
    const file = writeDesk(dir, text =>
      text.replace('{', '{ "platforms": { "console": { "publicUrl": "https://desk.example/" } },'),
    )
    expect(readFileSync(file, 'utf8')).toContain('desk.example')
    const { status, stdout } = await callInside(['sign-in', '--officer', 'hkc.o1'], {}, dir)
    expect([status, stdout]).toEqual([
      0,
      expect.stringMatching(/^https:\/\/desk\.example\/sign-in\/[\w-]{43}\n$/),
    ])
  })
})
