import { afterEach, describe, expect, test } from 'vitest'
import type { OfficerId } from '../../src/kit/ids.ts'
import { begin, call } from '../cli/program.ts'
import { fillInForm, pressCommand, raiseSlackDesk, until } from '../cli/slack-desk.ts'
import { filmCase, filmForm, firstRef } from '../journey/scenes.ts'
import { greet, pathOf } from '../rigs/console.ts'
import { createJar, follow } from '../rigs/console-http.ts'

const cleanups: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const clean of cleanups.splice(0)) await clean()
})

/** Ended by SIGTERM; how, and after how many seconds. */
const stop = async (running: Awaited<ReturnType<typeof begin>>) => {
  const began = performance.now()
  const { code } = await running.end('SIGTERM')
  return { code, seconds: (performance.now() - began) / 1000 }
}

/** What the Korean duty officer's page shows of the referral: the places of its cards. */
const onPage = async (dir: string, url: string): Promise<readonly string[]> => {
  const { stdout } = call(dir, ['sign-in', '--officer', 'kcs.o1'], {
    LIAISON_PORT: new URL(url).port,
  })
  const jar = createJar()
  await follow(jar, stdout.trim())
  const feed = pathOf('kcs.o1' as OfficerId, 'api/feed')
  const { messages } = await greet(url, feed, jar.for(feed))
  return messages
    .filter(m => m.card.name === 'referral' && JSON.stringify(m.card).includes(firstRef))
    .map(m => m.channel)
    .toSorted()
}

describe('given a program that is stopped while messages are on their way', () => {
  const ways = [
    ['slow', { kind: 'slow', ms: 2_000 }],
    ['never answered', { kind: 'hang' }],
    ['shown, and its reply lost', { kind: 'lost' }],
  ] as const

  test.each(ways)(
    'when the call under way is %s, then it ends with 0 in time, and all is shown once',
    async (_, fault) => {
      const desk = await raiseSlackDesk()
      cleanups.push(desk.close)
      const { slack, dir, env, channel, wong } = desk
      const cards = () =>
        slack.messages(channel).filter(m => m.threadTs === undefined && m.text.includes(firstRef))
      const first = await begin(dir, ['start'], env)
      expect((await slack.command(wong, channel, '/referral new')?.outcome)?.kind).toBe('acked')
      const struck = slack.trouble({ method: 'chat.postMessage', times: 1, fault })
      await fillInForm(desk, { ...filmCase, ...filmForm })
      await until('the call', () => (struck.hits() === 1 ? true : undefined))
      const drafted = await stop(first)
      expect(drafted.code).toBe(0)
      expect(drafted.seconds).toBeLessThan(15)

      const second = await begin(dir, ['start'], env)
      await pressCommand(desk, 'send')
      expect(cards()).toHaveLength(1)
      // What it says to the Korean desk may or may not be on the page by now.
      const sending = await stop(second)
      expect(sending.code).toBe(0)
      expect(sending.seconds).toBeLessThan(15)

      const third = await begin(dir, ['start'], env)
      await until('the card of what was sent', () => cards().find(m => m.edits > 0))
      expect(cards()).toHaveLength(1)
      expect(await onPage(dir, third.url)).toEqual(['hkc-kcs', 'kcs-desk'])
      expect((await stop(third)).code).toBe(0)
      const { status, stdout } = call(dir, ['audit', 'verify', '--log', 'data'])
      expect([status, stdout.split(':')[0]]).toEqual([0, 'Proven'])
      process.stdout.write(`stopped after ${drafted.seconds.toFixed(1)} s (${fault.kind})\n`)
    },
    120_000,
  )
})
