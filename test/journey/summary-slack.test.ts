import { describe, expect, test } from 'vitest'
import { raiseSlackStage } from '../rigs/slack-stage.ts'
import { storeKeys } from './on-every-store.ts'
import { fillIn, namesIn, openView } from './slack-scenes.ts'

const said = (answer: unknown): string => JSON.stringify(answer)

describe.each(storeKeys)('given a desk on Slack and its weekly post (%s)', store => {
  test('when it is looked at and moved there, then it is by whoever may, and it is in the log', async () => {
    const stage = await raiseSlackStage(store)
    const { slack, users, channels } = stage
    await stage.bot().open()
    const type = (user: typeof users.wong, line: string) =>
      stage.settle(user, slack.command(user, channels.desk, line))

    const looked = await type(users.wong, '/summary schedule')
    expect(looked).toMatchObject({ kind: 'card', language: 'zh-HK' })
    expect(said(looked)).toContain('2026-11-30 09:00 HKT / 10:00 KST')
    expect(said(looked)).not.toContain('duty-schedule')
    expect((await type(users.wong, '/summary schedule day=wed')).kind).toBe('refusal')

    const senior = await type(users.chan, '/summary schedule')
    expect(said(senior)).toContain('duty-schedule')
    const typed = await type(users.chan, '/summary schedule day=wednesday hour=08:30')
    expect(said(typed)).toContain('2026-12-02 08:30 HKT')
    await type(users.chan, '/duty schedule')
    expect(namesIn(openView(stage, users.chan))).toEqual(['day', 'hour'])
    await fillIn(stage, users.chan, { day: 'fri', hour: '17:00' })
    expect(said(stage.last())).toContain('2026-12-04 17:00 HKT')
    await stage.pump()
    const types = await stage.entryTypes()
    expect(types.filter(t => t === 'duty.summary_scheduled')).toHaveLength(2)
    await stage.end()
  })
})
