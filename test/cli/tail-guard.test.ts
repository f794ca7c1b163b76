import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, describe, expect, test } from 'vitest'
import { makeWitnessKey } from '../../adapters/keys/index.ts'
import { serveWitness } from '../../adapters/witness/index.ts'
import { readCheckpoint } from '../../src/audit/checkpoint.ts'
import { answerOf } from '../../src/cli/audit-witness.ts'
import { hours, instant, minutes } from '../../src/kit/time.ts'
import { stopSentence } from '../../src/main/stopped.ts'
import { openWitnessDesk } from '../../src/main/witness-desk.ts'
import { demoConfig } from '../../src/main.ts'
import { raiseDiscord } from '../rigs/discord/raise.ts'
import { type Guarded, raiseGuarded } from '../rigs/guarded.ts'
import { raiseSlack } from '../rigs/slack/raise.ts'
import { type Fields, isFields, isList } from '../rigs/slack/rule.ts'
import { movedToSlack } from './slack-desk.ts'

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean()
})

const raise = (...given: Parameters<typeof raiseGuarded>): Guarded => {
  const desk = raiseGuarded(...given)
  cleanups.push(desk.remove)
  return desk
}

const sizeIn = (file: string): number => {
  const read = readCheckpoint(readFileSync(file, 'utf8'))
  return read.ok ? read.value.size : -1
}

const sizeOf = (desk: Guarded): number => {
  const db = Database(join(desk.dir, 'log.db'), { readonly: true })
  const size = db.prepare<[], number>('SELECT size FROM head').pluck().get() ?? 0
  db.close()
  return size
}

/** One day's work between two copies: what comes after the first is lost with it. */
const anHourApart = async (desk: Guarded) => {
  // On the web page alone: who is on a chat system signs in but once then.
  await (await desk.run({ config: demoConfig() })).close()
  const back = desk.copy()
  const here = sizeOf(desk)
  const running = await desk.run()
  await desk.nextHour(running)
  await running.close()
  const size = sizeOf(desk)
  expect(size).toBeGreaterThan(here)
  return { back, here, size }
}

describe('given a file on another volume that remembers how long the log was', () => {
  const raised = () => {
    const desk = raise(demoConfig())
    const highWater = `${desk.dir}.high-water`
    return {
      desk: { ...desk, run: (more = {}) => desk.run({ ...more, kept: { highWater } }) },
      highWater,
      plain: desk,
    }
  }

  test('when the log grows, then it is written at the end too, and a start with all of it is a start', async () => {
    const { desk, highWater } = raised()
    const { size } = await anHourApart(desk)
    expect(sizeIn(highWater)).toBe(size)
    const whole = await desk.run()
    expect(whole.warnings.filter(w => w.includes(highWater))).toEqual([])
    await whole.close()
    // A volume that isn't there compares nothing, and that is said.
    rmSync(highWater)
    const lacking = await desk.run()
    expect(lacking.warnings.filter(w => w.includes(highWater))).toHaveLength(1)
    await lacking.close()
    expect(sizeIn(highWater)).toBeGreaterThanOrEqual(size)
  })

  test('when an old copy is brought back, then it refuses to append and says who remembers what', async () => {
    const { desk, highWater, plain } = raised()
    const { back, here, size } = await anHourApart(desk)
    back()
    const refused = { ok: false, error: { kind: 'LogBehind', source: highWater, size, here } }
    expect(await plain.start({ kept: { highWater } })).toEqual(refused)
    expect(await plain.start({ kept: { since: [highWater] } })).toEqual(refused)
    expect(sizeOf(desk)).toBe(here)
    // Whoever remembers nothing can't tell: in itself the old copy is whole.
    await (await plain.run()).close()
  })

  test('when the WAL is cut off, then SQLite finds nothing and the file does', async () => {
    const { desk, highWater, plain } = raised()
    const running = await desk.run()
    await desk.nextHour(running)
    running.tick()
    const [db, wal] = [`${desk.dir}.cut.db`, join(desk.dir, 'log.db')]
    copyFileSync(wal, db)
    await running.close()
    const size = sizeOf(desk)
    copyFileSync(db, wal)
    rmSync(`${wal}-wal`, { force: true })
    const cut = Database(wal)
    expect(cut.pragma('integrity_check', { simple: true })).toBe('ok')
    cut.close()
    const started = await plain.start({ kept: { highWater } })
    expect(started).toMatchObject({ ok: false, error: { source: highWater, size } })
  })

  test('when another history was written onto an old copy, then it is forked', async () => {
    const { desk, highWater, plain } = raised()
    const { back } = await anHourApart(desk)
    const seen = readFileSync(highWater, 'utf8')
    back()
    for (let n = 0; n < 4; n++) {
      const running = await plain.run()
      await desk.nextHour(running)
      await running.close()
    }
    writeFileSync(highWater, seen)
    const size = sizeIn(highWater)
    const started = await plain.start({ kept: { highWater } })
    expect(started).toMatchObject({ ok: false, error: { kind: 'LogForked', size } })
  })

  test('when the file is of another log, or no checkpoint, then it is not passed over', async () => {
    const { desk, highWater, plain } = raised()
    await (await desk.run()).close()
    for (const text of [
      '',
      'words\n',
      readFileSync(highWater, 'utf8').replace(/^\S+/, 'x.example'),
    ]) {
      writeFileSync(highWater, text)
      const started = await plain.start({ kept: { highWater } })
      expect(started).toEqual({ ok: false, error: { kind: 'NotItsCheckpoint', file: highWater } })
    }
  })
})

describe('given a log whose end was touched', () => {
  test('when bytes of its last entry are others, then it refuses to append and names the entry', async () => {
    const desk = raise(demoConfig())
    await (await desk.run()).close()
    const at = sizeOf(desk) - 1
    const db = Database(join(desk.dir, 'log.db'))
    db.exec(
      `DROP TRIGGER entry_no_update; UPDATE entry SET body = replace(body, '"v":1', '"v":2') WHERE seq = ${at}`,
    )
    db.close()
    expect(await desk.start()).toEqual({
      ok: false,
      error: { kind: 'TailBroken', dir: desk.dir, finding: 'LeafMismatch', at },
    })
  })
})

describe('given channels that keep what was posted', () => {
  const onSlack = async () => {
    const slack = await raiseSlack()
    cleanups.push(slack.close)
    const hk = slack.team('HK')
    const wong = slack.addUser(hk, 'wong', 'zh-HK')
    const made = { name: 'desk', kind: 'private', teams: [hk], members: [wong] } as const
    const place = slack.channelId(slack.addChannel(made), hk)
    const text = JSON.stringify(demoConfig())
    const desk = raise(movedToSlack(text, { 'hkc-desk': place }, { 'hkc.o1': wong }), {
      environment: {
        SLACK_BOT_TOKEN: hk.botToken,
        SLACK_APP_TOKEN: hk.appToken,
        SLACK_API_URL: slack.apiUrl,
      },
    })
    // Time leaps here, so that messages an hour apart come at once.
    const problems = () => slack.problems().filter(p => !p.startsWith('two posts'))
    return { desk, problems }
  }

  const onDiscord = async () => {
    const discord = await raiseDiscord()
    cleanups.push(discord.close)
    const guild = discord.addGuild('HK')
    const wong = discord.addUser('wong', 'zh-TW')
    discord.join(guild, wong)
    const place = discord.addChannel(guild, 'desk').id
    const config = demoConfig() as Fields
    const all = (key: string) => (isList(config[key]) ? config[key] : []).filter(isFields)
    const who = { platform: 'discord', workspace: guild.id, user: wong.id }
    const moved = {
      ...config,
      platforms: { discord: { guilds: [guild.id] } },
      channels: all('channels').map(c =>
        c['id'] === 'hkc-desk' ? { ...c, platform: 'discord', place } : c,
      ),
      officers: all('officers').map(o => (o['id'] === 'hkc.o1' ? { ...o, identities: [who] } : o)),
    }
    const desk = raise(moved, {
      environment: { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl },
    })
    return { desk, problems: discord.problems }
  }

  test.each([
    ['slack', onSlack],
    ['discord', onDiscord],
  ])(
    'when an old copy is brought back beside %s, then its own post there is held against it',
    async (name, on) => {
      const { desk, problems } = await on()
      const { back, here } = await anHourApart(desk)
      back()
      const started = await desk.start()
      expect(started).toMatchObject({
        ok: false,
        error: { kind: 'LogBehind', source: `channel hkc-desk (${name})`, here },
      })
      expect(sizeOf(desk)).toBe(here)
      expect(problems()).toEqual([])
    },
  )

  test('when the whole directory is lost, then a new key does not pass for the old log', async () => {
    const { desk } = await onSlack()
    await anHourApart(desk)
    // With all of it, what stands in the channel is no reason.
    await (await desk.run()).close()
    rmSync(desk.dir, { recursive: true })
    expect(await desk.start()).toMatchObject({
      ok: false,
      error: { kind: 'LogOfOtherKey', source: 'channel hkc-desk (slack)' },
    })
  })

  test('when it can not be asked at the start, then that is said, once, and it is asked again', async () => {
    const { desk } = await onSlack()
    const { back } = await anHourApart(desk)
    back()
    const nowhere = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' }
    const away = { ...nowhere, SLACK_API_URL: 'http://127.0.0.1:9/api/' }
    const running = await desk.run({ environment: away })
    cleanups.push(running.close)
    expect(running.warnings.join('\n')).toContain('channel hkc-desk (slack) could not be asked')
    expect(desk.told.filter(t => t.startsWith('could not be asked'))).toHaveLength(1)
    desk.pass(minutes(6))
    await running.watch()
    // Still away: nothing is known, and nothing is said again.
    expect(desk.told.filter(t => t.startsWith('could not be asked'))).toHaveLength(1)
    expect(desk.fatal).toEqual([])
  })
})

describe('given a witness that remembers what it cosigned', () => {
  const witnessed = async () => {
    const folder = raise({})
    const at = `${folder.dir}.w`
    const files = { key: `${at}.key`, state: `${at}.json`, policy: `${at}.txt` }
    const made = makeWitnessKey(files.key, 'witness.kcs.example')
    if (!made.ok) throw new Error(made.error.kind)
    let answer = (_: string): ReturnType<typeof answerOf> => ({ status: 404 })
    const server = await serveWitness({ host: '127.0.0.1', port: 0, answer: body => answer(body) })
    if (!server.ok) throw new Error(server.error.kind)
    cleanups.push(server.value.close)
    const { vkey } = made.value
    const config = demoConfig() as Fields
    const agencies = (isList(config['agencies']) ? config['agencies'] : []).filter(isFields)
    const desk = raise({
      ...config,
      agencies: agencies.map(a =>
        a['id'] === 'kcs' ? { ...a, witness: vkey, witnessUrl: server.value.url } : a,
      ),
    })
    /** Answers from now on; what it gives resolve once it has cosigned a first and a second time. */
    const begin = async () => {
      writeFileSync(
        files.policy,
        `log ${readFileSync(join(desk.dir, 'log.vkey'), 'utf8')}quorum none\n`,
      )
      const opened = await openWitnessDesk(files, () => instant(Date.UTC(2026, 10, 25)))
      if (!opened.ok) throw new Error(JSON.stringify(opened.error))
      cleanups.push(opened.value.close)
      const done = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
      const cosigned = done.map(d => d.promise)
      answer = body => {
        const answered = answerOf(opened.value, body)
        if (answered.status === 200) done.shift()?.resolve()
        return answered
      }
      return cosigned
    }
    const says = (size: number): void => {
      answer = () => ({ status: 409, size })
    }
    return { desk, begin, says, state: files.state }
  }

  test('when an old copy is brought back, then the witness is asked and says that it has seen more', async () => {
    const { desk, begin, state } = await witnessed()
    await (await desk.run()).close()
    const back = desk.copy()
    const here = sizeOf(desk)
    const cosigned = await begin()
    const running = await desk.run()
    // The first checkpoint covers what the copy has; the second, of the next day, covers more.
    await desk.nextHour(running)
    await cosigned[0]
    desk.pass(hours(23))
    await desk.nextHour(running)
    await cosigned[1]
    await running.close()
    const before = readFileSync(state, 'utf8')
    await (await desk.run()).close()
    // Asking how long the log was makes it cosign nothing.
    expect(readFileSync(state, 'utf8')).toBe(before)
    back()
    const started = await desk.start()
    expect(started).toMatchObject({ ok: false, error: { kind: 'LogBehind', here } })
    expect(started.ok ? '' : started.error['source']).toMatch(/^witness of kcs /)
  })

  test('when it names a larger size while the desk runs, then the desk stops with a sentence', async () => {
    const { desk, says } = await witnessed()
    await (await desk.run()).close()
    const running = await desk.run()
    cleanups.push(running.close)
    says(5000)
    await running.watch()
    expect(desk.fatal).toEqual([])
    desk.pass(minutes(5))
    await running.watch()
    expect(desk.fatal.map(stopSentence)).toEqual([
      expect.stringMatching(/^LogBehind: witness of kcs .* says 5000 .* Another copy of this log/),
    ])
  })
})
