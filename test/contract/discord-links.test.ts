import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { createDiscordPlatform } from '../../adapters/discord/index.ts'
import type { PlaceId } from '../../src/kit/ids.ts'
import { minutes, seconds } from '../../src/kit/time.ts'
import { bareCard, outgoing } from '../rigs/cards.ts'
import type { Discord } from '../rigs/discord/discord-type.ts'
import { type DeskSetting, raiseDiscordDesk } from '../rigs/discord-desk.ts'

// Each test has a Discord of its own and mostly waits, so they run side by side.
const stage = async (setting: DeskSetting = {}) => {
  const desk = await raiseDiscordDesk({ still: true, ...setting })
  const { discord, ann, channel, ear, told } = desk
  return {
    ...desk,
    say: (text = 'x') => discord.command(ann, channel, 'say', { text }),
    heard: () =>
      ear.heard.map(({ act }) => (act.kind === 'command' ? act.given?.['text'] : undefined)),
    isTold: (words: string) => () => told.some(t => t.message.includes(words)),
    [Symbol.asyncDispose]: desk.close,
  }
}
const poll = { timeout: 10_000 }
/** An answer, or that one comes; nothing is what the ear of these tests says. */
const taken = { kind: expect.stringMatching(/^(answered|deferred)$/) }

describe.concurrent('given a connection that Discord plays with', () => {
  test.each([
    ['asks to come back (op 7)', (d: Discord) => d.reconnect(), 'RESUMED'],
    ['cuts the socket', (d: Discord) => d.cutSockets(), 'RESUMED'],
    ['closes with 4000', (d: Discord) => d.closeSockets(4000), 'RESUMED'],
    ['ends the session (op 9, false)', (d: Discord) => d.invalidate(false), 'READY'],
    ['closes with 1000', (d: Discord) => d.closeSockets(1000), 'READY'],
  ])('when it %s, then what is said meanwhile is heard, once', async (_, play, how) => {
    await using desk = await stage()
    const back = desk.discord.ready()
    play(desk.discord)
    const meanwhile = desk.say('meanwhile')
    expect(await back).toBe(how)
    const after = desk.say('after')
    expect(await after.outcome).toMatchObject(taken)
    // With its session what was owed to it is gone.
    const isLost = (await Promise.race([meanwhile.outcome, wait(0)]))?.kind === 'unreachable'
    expect(desk.heard()).toEqual(isLost || how === 'READY' ? ['after'] : ['meanwhile', 'after'])
    expect(desk.discord.sockets()).toBe(1)
    expect(desk.discord.identified()).toBe(how === 'READY' ? 2 : 1)
    expect(desk.discord.problems()).toEqual([])
  })

  test('when the session may be resumed after all (op 9, true), then it goes on', async () => {
    await using desk = await stage()
    const back = desk.discord.ready()
    desk.discord.invalidate(true)
    expect(await back).toBe('RESUMED')
    expect(await desk.say().outcome).toMatchObject(taken)
    expect(desk.discord.identified()).toBe(1)
  })

  test('when it is half open, then that is noticed, and what was kept back is heard', async () => {
    await using desk = await stage({ raise: { heartbeatMs: 80 } })
    await expect.poll(desk.discord.heartbeats, poll).toBeGreaterThan(0)
    const back = desk.discord.ready()
    desk.discord.halfOpen()
    const meanwhile = desk.say()
    expect(await back).toBe('RESUMED')
    expect(await meanwhile.outcome).toMatchObject(taken)
    expect(desk.heard()).toEqual(['x'])
  })

  test('when one thing is delivered twice, then both times it has one key', async () => {
    await using desk = await stage()
    desk.discord.duplicateNext()
    await desk.say().outcome
    await expect.poll(() => desk.ear.heard.length, poll).toBe(2)
    expect(new Set(desk.ear.heard.map(inbound => inbound.key)).size).toBe(1)
  })

  test('when a thing comes too late, then nothing is done, and that is told', async () => {
    await using desk = await stage()
    await desk.platform().post(desk.place, outgoing('k1', bareCard('one')))
    desk.discord.hold()
    const late = desk.say('late')
    desk.pass(seconds(2.6))
    desk.discord.release()
    expect(await desk.say('in time').outcome).toMatchObject(taken)
    desk.pass(seconds(3))
    expect(await late.outcome).toEqual({ kind: 'timeout' })
    expect(desk.heard()).toEqual(['in time'])
    expect(desk.isTold('too late')()).toBe(true)
  })
})

describe.concurrent('given a gateway that has become deaf', () => {
  const deafen = async () => {
    const desk = await stage({ raise: { heartbeatMs: 40 } })
    desk.discord.loseResumes(9)
    desk.discord.reconnect()
    await expect.poll(desk.discord.sockets, poll).toBe(0)
    const before = desk.discord.heartbeats()
    // Heartbeats are answered all the while.
    await expect.poll(desk.discord.heartbeats, poll).toBeGreaterThan(before + 2)
    return desk
  }

  test('when the answer to RESUME is lost, then it signs in anew after two minutes', async () => {
    await using desk = await deafen()
    desk.pass(minutes(2) - seconds(1))
    await wait(100)
    expect(desk.discord.identified()).toBe(1)
    desk.discord.loseResumes(0)
    const back = desk.discord.ready()
    desk.pass(seconds(2))
    expect(await back).toBe('READY')
    await expect.poll(desk.isTold('Signed in to Discord again'), poll).toBe(true)
    expect(await desk.say().outcome).toMatchObject(taken)
    expect([desk.discord.identified(), desk.discord.sockets()]).toEqual([2, 1])
    // It still sends, as the same bot.
    const posted = await desk.platform().post(desk.place, outgoing('k1', bareCard('one')))
    expect(posted.ok).toBe(true)
  })

  test('when nobody can be reached then, either, then it tries again until somebody is', async () => {
    await using desk = await deafen()
    desk.discord.refuseConnections(minutes(10))
    desk.pass(minutes(2) + seconds(1))
    await expect.poll(desk.isTold("Discord can't be reached"), poll).toBe(true)
    expect(desk.told.filter(t => t.message.includes('signing in anew'))).toHaveLength(1)
    const back = desk.discord.ready()
    desk.pass(minutes(8))
    expect(await back).toBe('READY')
    expect(desk.discord.identified()).toBe(2)
  })

  test('when it is closed in the midst of it, then no socket is left', async () => {
    await using desk = await deafen()
    desk.discord.refuseConnections(minutes(10))
    desk.pass(minutes(2) + seconds(1))
    await expect.poll(desk.isTold("Discord can't be reached"), poll).toBe(true)
    await desk.platform().close()
    desk.pass(minutes(9))
    await wait(100)
    expect([desk.discord.identified(), desk.discord.sockets()]).toEqual([1, 0])
  })

  test('when heartbeats are answered and there is nothing to say, then it is left alone', async () => {
    await using desk = await stage({ raise: { heartbeatMs: 40 } })
    for (let i = 0; i < 5; i++) {
      const before = desk.discord.heartbeats()
      desk.pass(seconds(50))
      await expect.poll(desk.discord.heartbeats, poll).toBeGreaterThan(before + 1)
      await wait(30)
    }
    expect(desk.discord.identified()).toBe(1)
    expect(desk.isTold('signing in anew')()).toBe(false)
  })

  test('when Discord ends it for good, then that is told, and a mended app is let in', async () => {
    await using desk = await stage()
    desk.discord.closeSockets(4004)
    await expect.poll(desk.isTold('for good'), poll).toBe(true)
    const back = desk.discord.ready()
    desk.pass(minutes(2) + seconds(1))
    expect(await back).toBe('READY')
  })
})

describe.concurrent('given the budget of sign-ins', () => {
  test('when it is used up, then nobody signs in, and the start says to wait', async () => {
    await using desk = await stage()
    await desk.platform().close()
    const now = desk.options.now()
    const used = Array.from({ length: 900 }, () => now - minutes(60))
    const file = join(desk.options.dataDir, 'discord-sign-ins.json')
    await writeFile(file, JSON.stringify(used))
    const made = createDiscordPlatform(desk.options)
    if (!made.ok) throw new Error(made.error.kind)
    const started = await made.value.start(desk.ear)
    expect(started).toMatchObject({ ok: false, error: { kind: 'RateLimited' } })
    expect(desk.discord.identified()).toBe(1)
    expect(desk.isTold('resets the token')()).toBe(true)
    await made.value.close()
  })

  test('when the session is ended, then the sign-in that follows is counted, too', async () => {
    await using desk = await stage()
    const back = desk.discord.ready()
    desk.discord.invalidate(false)
    expect(await back).toBe('READY')
    const file = join(desk.options.dataDir, 'discord-sign-ins.json')
    expect(JSON.parse(await readFile(file, 'utf8'))).toHaveLength(2)
  })
})

describe.concurrent('given commands that can not be registered', () => {
  test('when Discord is well again, then they are looked at once more', async () => {
    await using desk = await stage()
    const route = '/guilds/:guild/commands'
    const fault = { kind: 'status', status: 502, when: 'before' } as const
    const struck = desk.discord.trouble({ route, fault, times: 2 })
    await desk.restart()
    expect(struck.hits()).toBe(2)
    const done = () => desk.discord.asked(route).filter(a => a.answer === '200').length
    const before = done()
    desk.pass(minutes(1) + seconds(1))
    await expect.poll(done, poll).toBe(before + 1)
  })

  test('when nothing has changed, then a start writes nothing', async () => {
    await using desk = await stage()
    const puts = () => desk.discord.asked().filter(a => a.method === 'PUT').length
    expect(puts()).toBe(1)
    await desk.restart()
    expect(puts()).toBe(1)
  })
})

describe.concurrent('given an end', () => {
  test('when a message is on its way, then it is waited for, who acts meanwhile is told, and the socket is closed', async () => {
    await using desk = await stage()
    desk.discord.trouble({ method: 'POST', channel: desk.place, fault: { kind: 'slow', ms: 500 } })
    const sending = desk.platform().post(desk.place, outgoing('k1', bareCard('one')))
    await expect.poll(() => desk.discord.messages(desk.channel).length, poll).toBe(1)
    let closed = false
    const closing = desk
      .platform()
      .close()
      .then(() => {
        closed = true
      })
    await wait(50)
    expect(closed).toBe(false)
    const refused = desk.say()
    expect(await refused.outcome).toMatchObject({ kind: 'answered' })
    // Ann's client speaks Korean.
    expect(refused.original()).toMatchObject({ content: expect.stringContaining('다시 시작') })
    expect(refused.original()?.ephemeralTo).toBe(desk.ann.id)
    expect(desk.heard()).toEqual([])
    desk.pass(500)
    expect(await sending).toMatchObject({ ok: true })
    await closing
    expect(desk.discord.sockets()).toBe(0)
  })

  test('when a message hangs, then the end does not wait for ever, and says so', async () => {
    await using desk = await stage({ timing: { drain: 100, request: 300 } })
    const fault = { kind: 'hang', when: 'after' } as const
    desk.discord.trouble({ method: 'POST', channel: desk.place, fault, times: 2 })
    const sending = desk.platform().post(desk.place, outgoing('k1', bareCard('one')))
    await desk.platform().close()
    expect(desk.isTold('under way')()).toBe(true)
    expect(await sending).toEqual({ ok: false, error: { kind: 'Unknown' } })
  })

  test('when it comes between two connections, then none is made any more', async () => {
    await using desk = await stage()
    desk.discord.cutSockets()
    await expect.poll(desk.discord.sockets, poll).toBe(0)
    await desk.platform().close()
    // discord.js comes back after half a second.
    await wait(700)
    expect([desk.discord.sockets(), desk.discord.resumed()]).toEqual([0, 0])
  })
})

describe.concurrent('given somebody to be called', () => {
  const card = (officer: string) => ({
    ...bareCard('Overdue'),
    mentions: [{ officer, name: 'Somebody' }],
  })

  test('when they are in that server, then they are called once, and not by an edit', async () => {
    await using desk = await stage()
    const posted = await desk.platform().post(desk.place, outgoing('k1', card('hkc.o1')))
    if (!posted.ok) throw new Error(posted.error.kind)
    await desk.platform().revise(desk.place, posted.value, outgoing('k2', card('hkc.o1')))
    expect(desk.discord.pings().map(p => [p.user, p.through])).toEqual([[desk.ann, 'user']])
    const edit = desk.discord.asked('/messages').find(a => a.method === 'PATCH')
    expect(edit?.body).toMatchObject({ allowed_mentions: { parse: [] } })
    expect(edit?.body).not.toHaveProperty('allowed_mentions.users')
    // The guild of a channel is asked for once.
    expect(desk.discord.asked('/channels/:channel').filter(a => a.method === 'GET')).toHaveLength(1)
  })

  test('when they are of another server, then they are named and not called', async () => {
    await using desk = await stage()
    const other = desk.discord.addGuild('KR')
    const place = desk.discord.addChannel(other, 'desk').id as PlaceId
    await desk.platform().post(place, outgoing('k1', card('hkc.o1')))
    expect(desk.discord.pings()).toEqual([])
    const shown = desk.discord.asked('/messages').at(-1)?.body
    expect(JSON.stringify(shown)).toContain('Somebody')
  })
})
