import { expect, test } from 'vitest'
import { readAnswer } from '../rigs/reading.ts'
import { raiseStage } from '../rigs/stage.ts'

test('given officers of both sides, when they ask whether the log holds, then each is told in the own language, and nothing is logged', async () => {
  const stage = await raiseStage({ store: 'memory' })
  const size = (await stage.entries()).length
  const korean = await stage.say('kcs.o1', '/audit verify')
  const chinese = await stage.say('hkc.o1', '/Audit VERIFY')
  expect([korean.kind, chinese.kind]).toEqual(['card', 'card'])
  // This installation has nobody who checks; it says who can.
  expect(readAnswer(korean)).toContain('liaison audit verify')
  expect(readAnswer(chinese)).toContain('審計記錄：未能判定')
  expect((await stage.say('kcs.o1', '/audit verify x=1')).kind).toBe('refusal')
  expect((await stage.entries()).length).toBe(size)
  const offered = stage.bot().complete(stage.actorOf('kcs.o1'), '/audit ')
  expect(JSON.stringify(await offered)).toContain('/audit verify')
  stage.read()
  await stage.end()
})
