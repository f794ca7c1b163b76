import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createCatalogue } from '../../adapters/i18next/index.ts'
import { openChats } from '../../src/main/chats.ts'
import { createClock } from '../../src/main/clock.ts'
import { stageSettings } from '../rigs/stage-config.ts'
import { begin, scratch, writeDesk } from './program.ts'

/** Run before the program; at its end it says how many files of the command line it has loaded. */
const confession = `data:text/javascript,${encodeURIComponent(`
  import { registerHooks } from 'node:module'
  import { writeSync } from 'node:fs'
  const loaded = []
  registerHooks({
    load: (url, context, next) => {
      loaded.push(url)
      return next(url, context)
    },
  })
  process.on('exit', () => {
    const found = loaded.flatMap(url => /src\\/cli\\/([a-z-]+)\\.ts$/.exec(url)?.[1] ?? [])
    writeSync(2, 'loaded: ' + found.sort().join(' ') + '\\n')
  })
`)}`

const loadedBy = async (dir: string, argv: readonly string[]): Promise<readonly string[]> => {
  const running = await begin(dir, argv, { NODE_OPTIONS: `--import=${confession}` })
  await running.end('SIGTERM')
  const [, names = ''] = /loaded: (.*)/.exec(running.complained()) ?? []
  return names.split(' ')
}

test('given a desk, when it starts, then no code of another command of the command line is loaded', async () => {
  const { dir, remove } = scratch()
  writeDesk(dir)
  const loaded = await loadedBy(dir, ['start'])
  remove()
  expect(loaded).toContain('start')
  for (const other of ['every', 'audit-verify', 'backup', 'doctor', 'summary'])
    expect(loaded).not.toContain(other)
})

test('given nobody on a chat system, when the chat systems are opened, then no commands are put into words for them', async () => {
  const asked: string[] = []
  const opened = await openChats(
    { ...stageSettings(), channels: [], officers: [] },
    {},
    {
      catalogue: createCatalogue({ dir: join(import.meta.dirname, '../../locales') }),
      commands: () => {
        asked.push('commands')
        return []
      },
      clock: createClock(),
      log: { info: () => {}, warn: () => {}, error: () => {} },
      draw: async () => undefined,
      dataDir: '',
      onOpen: () => {},
    },
  )
  expect(opened).toMatchObject({ ok: true, value: { parts: [] } })
  expect(asked).toEqual([])
})
