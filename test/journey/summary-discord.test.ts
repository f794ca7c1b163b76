import { expect, test } from 'vitest'
import { raiseDiscordStage } from '../rigs/discord-stage.ts'

const said = (shown: unknown): string => JSON.stringify(shown)

test('given a desk on Discord, when its weekly post is looked at, then it is told, and who may not move it is refused', async () => {
  const stage = await raiseDiscordStage()
  const { discord, users, channels } = stage
  await stage.bot().open()
  const looked = await discord.command(users.wong, channels.hk, 'summary schedule').shown
  expect(said(looked)).toContain('2026-11-30 09:00 HKT / 10:00 KST')
  const given = { day: 'wed', hour: '08:30' }
  const refused = await discord.command(users.wong, channels.hk, 'summary schedule', given).shown
  expect(said(refused)).not.toContain('08:30')
  const far = await discord.command(users.kim, channels.kr, 'summary schedule').shown
  expect(said(far)).toContain('2026-11-30 09:00 KST')
  const heard = stage.heard.flatMap(i => (i.act.kind === 'command' ? [i.act] : []))
  expect(heard.map(a => [a.text, a.given ?? {}])).toEqual([
    ['/summary schedule', {}],
    ['/summary schedule', given],
    ['/summary schedule', {}],
  ])
  expect((await stage.entries()).filter(e => e.type === 'duty.summary_scheduled')).toEqual([])
  await stage.close()
})
