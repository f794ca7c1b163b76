import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { makeWitnessKey } from '../../adapters/keys/index.ts'
import { asPosted } from '../../src/cli/cosign-text.ts'
import type { OfficerId } from '../../src/kit/ids.ts'
import { hours, type Instant, instant, plus } from '../../src/kit/time.ts'
import { openWitnessDesk } from '../../src/main/witness-desk.ts'
import { demoConfig, start } from '../../src/main.ts'
import { demoSettings } from '../rigs/stage-config.ts'
import { dataFolder, look, silent, type Visitor, visit } from './program.ts'

const kim = 'kcs.o1' as OfficerId

const type = async ({ officer, url, jar }: Visitor, text: string): Promise<string> => {
  const path = `/o/${officer}/api/act`
  const response = await fetch(new URL(path, url), {
    method: 'POST',
    headers: { cookie: jar.for(path), origin: url, 'content-type': 'application/json' },
    body: JSON.stringify({ key: crypto.randomUUID(), kind: 'command', text }),
  })
  return response.text()
}

test('given the page of a desk, when its checkpoint is copied to the witness and the line typed, then it stands cosigned', async () => {
  const { dir, remove } = dataFolder()
  onTestFinished(remove)
  const files = {
    key: join(dir, 'w.key'),
    state: join(dir, 'state.json'),
    policy: join(dir, 'p.txt'),
  }
  const made = makeWitnessKey(files.key, 'witness.kcs.example')
  if (!made.ok) throw new Error(made.error.kind)
  const demo = demoSettings()
  // An hour before nine in Hong Kong, whose desk comes first.
  let now: Instant = instant(Date.UTC(2026, 10, 25, 0))
  const running = await start({
    config: {
      ...(demoConfig() as object),
      agencies: demo.agencies.map(a => ({
        ...a,
        ...(a.id === 'kcs' ? { witness: made.value.vkey } : {}),
      })),
    },
    demo: true,
    dataDir: dir,
    host: '127.0.0.1',
    port: 0,
    log: silent,
    onFatal: error => {
      throw error
    },
    now: () => now,
  })
  if (!running.ok) throw new Error(JSON.stringify(running.error))
  const { pump, signInLink, close } = running.value
  onTestFinished(close)
  const visitor = await visit(kim, await signInLink(kim))
  const checkpoints = async () =>
    (await look(visitor)).messages.flatMap(({ card }) => (card.name === 'checkpoint' ? [card] : []))

  now = plus(now, hours(1))
  await pump()
  // What stopped for an hour waits a minute for who was not heard.
  now = plus(now, 70_000)
  await pump()
  const posted = await checkpoints()
  expect(posted).toHaveLength(2)
  const asked = posted.find(c => c.verbatim?.text.startsWith('old '))
  expect(asked?.verbatim?.name).toMatch(/^demo\.liaison\.example-hkc-kcs-\d+\.checkpoint$/)

  writeFileSync(
    files.policy,
    `log ${readFileSync(join(dir, 'log.vkey'), 'utf8').trim()}\nquorum none\n`,
  )
  const desk = await openWitnessDesk(files, () => now)
  if (!desk.ok) throw new Error(JSON.stringify(desk.error))
  onTestFinished(desk.value.close)
  const cosigned = desk.value.cosign(asPosted(asked?.verbatim?.text ?? ''))
  if (!cosigned.ok) throw new Error(cosigned.error.kind)
  expect(cosigned.value.origin).toBe(demo.log)
  expect(await type(visitor, `/audit cosign ${cosigned.value.line}`)).toContain('"card"')
  await pump()
  const after = await checkpoints()
  expect(after.map(c => c.verbatim?.text.includes(cosigned.value.line))).toEqual([true, true])
  expect(after.some(c => c.verbatim?.text.startsWith('old '))).toBe(false)
})
