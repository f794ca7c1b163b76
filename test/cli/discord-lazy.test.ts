import { expect, test } from 'vitest'
import { raiseDiscordDesk } from './discord-desk.ts'
import { begin, scratch, writeDesk } from './program.ts'

/** Run before the program; at its end it says which packages of that name are in its memory. */
const confession = `data:text/javascript,${encodeURIComponent(`
  import { createRequire } from 'node:module'
  import { writeSync } from 'node:fs'
  const { cache } = createRequire('file:///')
  process.on('exit', () => {
    const loaded = Object.keys(cache).filter(file => /node_modules.(@discordjs|discord\\.js)/.test(file))
    writeSync(2, 'loaded: ' + Object.keys(cache).length + ', of Discord: ' + loaded.length + '\\n')
  })
`)}`

/** How many files the program has loaded at its end, and how many of them belong to discord.js. */
const loadedBy = async (dir: string, env: Readonly<Record<string, string>>) => {
  const running = await begin(dir, ['start'], { ...env, NODE_OPTIONS: `--import=${confession}` })
  expect(await running.end('SIGTERM')).toEqual({ code: 0, signal: null })
  const [, all, discord] = /loaded: (\d+), of Discord: (\d+)/.exec(running.complained()) ?? []
  return { all: Number(all), discord: Number(discord) }
}

test('given nobody on Discord, when the program runs, then nothing of discord.js is in its memory', async () => {
  const { dir, remove } = scratch()
  writeDesk(dir)
  const { all, discord } = await loadedBy(dir, {})
  remove()
  expect(all).toBeGreaterThan(0)
  expect(discord).toBe(0)
})

test('given somebody on Discord, when the program runs, then discord.js is there, and is seen to be', async () => {
  const desk = await raiseDiscordDesk()
  const { discord } = await loadedBy(desk.dir, desk.env)
  await desk.close()
  expect(discord).toBeGreaterThan(100)
})
