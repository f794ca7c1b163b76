import { renameSync, symlinkSync, unlinkSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { openLogForReading } from '../../adapters/sqlite/index.ts'
import { begin, call } from '../cli/program.ts'
import {
  fillInForm,
  pressCommand,
  raiseSlackDesk,
  type SlackDesk,
  until,
} from '../cli/slack-desk.ts'
import { filmCase, filmForm, firstRef } from '../journey/scenes.ts'
import { needStrace } from './syscalls.ts'

const files = ['log.db', 'log.db-wal', 'vault.db', 'vault.db-wal', 'room.tmp']
const fullSentence = /^liaison: The disk is full: make room and start again\./m

/**
 * The data directory under another name is the disk that is full: strace tells a file by its path, so every
 * write to it fails there from the moment at which it is renamed, also of what is open by then.
 */
const diskOf = (dir: string) => {
  const [data, full] = [join(dir, 'data'), join(dir, 'full')]
  const paths = files.flatMap(file => ['-P', join(full, file)])
  const calls = 'pwrite64,write'
  const inject = ['-e', `trace=${calls}`, '-e', `inject=${calls}:error=ENOSPC`]
  return {
    under: ['strace', '-f', '--seccomp-bpf', '-o', join(dir, 'trace'), ...paths, ...inject],
    fill: () => {
      renameSync(data, full)
      symlinkSync(full, data)
    },
    empty: () => {
      unlinkSync(data)
      renameSync(full, data)
    },
  }
}

const raise = async () => {
  const desk = await raiseSlackDesk()
  onTestFinished(desk.close)
  const disk = diskOf(desk.dir)
  const run = async (under?: readonly string[]) => {
    const running = await begin(desk.dir, ['start'], desk.env, under)
    onTestFinished(async () => void (await running.end('SIGTERM')))
    return running
  }
  return { desk, disk, start: () => run(disk.under), startWithRoom: () => run() }
}

const newReferral = async (desk: SlackDesk): Promise<void> => {
  const { slack, wong, channel } = desk
  expect((await slack.command(wong, channel, '/referral new')?.outcome)?.kind).toBe('acked')
  await fillInForm(desk, { ...filmCase, ...filmForm })
}

const cardsOf = ({ slack, channel }: SlackDesk) =>
  slack.messages(channel).filter(m => m.threadTs === undefined && m.text.includes(firstRef))

/** How many posts to Slack are on record. */
const postedIn = async (dir: string): Promise<number> => {
  const opened = openLogForReading(join(dir, 'data/log.db'))
  if (!opened.ok) throw new Error(opened.error.kind)
  let posted = 0
  for await (const { body } of opened.value.entries())
    posted += Number(body.includes('"delivery.posted"') && body.includes('"slack"'))
  opened.value.close()
  return posted
}

/** It ends by itself and says why in a sentence; so does each start until there is room. */
const endsAndRefuses = async (
  running: Awaited<ReturnType<typeof begin>>,
  again: () => Promise<unknown>,
) => {
  expect(await running.ended).toEqual({ code: 1, signal: null })
  expect(running.complained()).toMatch(fullSentence)
  for (let i = 0; i < 2; i++) {
    const refusal = await again().then(
      () => 'it started',
      (error: unknown) => String(error),
    )
    expect(refusal).toMatch(/liaison: Make room on the disk and start again: nothing was changed/)
    expect(refusal).not.toMatch(/^ {4}at /m)
  }
}

const isProven = (dir: string): void => {
  const { status, stdout } = call(dir, ['audit', 'verify', '--log', 'data'])
  expect([status, stdout.split(':')[0]]).toEqual([0, 'Proven'])
}

beforeAll(() => void needStrace())

describe('given a disk that is full and stays so', () => {
  test('when an officer acts, then it ends with a sentence, and with room again nothing was decided and all is there', async () => {
    const { desk, disk, start, startWithRoom } = await raise()
    const first = await start()
    await newReferral(desk)
    const card = await until('the card', () => cardsOf(desk)[0])
    await expect.poll(() => postedIn(desk.dir), { timeout: 20_000 }).toBeGreaterThan(0)
    disk.fill()
    // It may end before its ack has gone out.
    await pressCommand(desk, 'send').catch(error => {
      expect(String(error)).toContain('no ack')
    })
    await endsAndRefuses(first, start)
    expect(card.edits).toBe(0)

    disk.empty()
    const second = await startWithRoom()
    await pressCommand(desk, 'send')
    await until('the card to say that it was sent', () => (card.edits > 0 ? true : undefined))
    expect(await second.end('SIGTERM')).toEqual({ code: 0, signal: null })
    expect(cardsOf(desk)).toHaveLength(1)
    isProven(desk.dir)
  }, 60_000)

  test('when a message was just posted, then it is found with room again, and not posted twice', async () => {
    const { desk, disk, start, startWithRoom } = await raise()
    const { slack } = desk
    const first = await start()
    const fault = { kind: 'slow', ms: 700 } as const
    const struck = slack.trouble({ method: 'chat.postMessage', times: 1, fault })
    await newReferral(desk)
    await until('the call', () => (struck.hits() === 1 ? true : undefined))
    disk.fill()
    await endsAndRefuses(first, start)
    expect(cardsOf(desk)).toHaveLength(1)

    disk.empty()
    const second = await startWithRoom()
    await pressCommand(desk, 'send')
    const [card] = cardsOf(desk)
    await until('the card to be found and changed', () => (card?.edits ? true : undefined))
    expect(cardsOf(desk)).toHaveLength(1)
    const keys = slack.asked('chat.postMessage').map(a => JSON.stringify(a.args['metadata']))
    expect(keys.length).toBeGreaterThan(0)
    expect(new Set(keys).size).toBe(keys.length)
    expect(JSON.stringify(card?.blocks)).not.toContain('重複')
    expect(await second.end('SIGTERM')).toEqual({ code: 0, signal: null })
    isProven(desk.dir)
  }, 60_000)
})
