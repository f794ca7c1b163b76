import { describe, expect, test } from 'vitest'
import { minutes } from '../../src/kit/time.ts'
import { raiseSlackStage } from '../rigs/slack-stage.ts'
import { storeKeys } from './on-every-store.ts'
import { beginForm, busan, italy, ref } from './shipment-scenes.ts'
import { calledIn, fillIn, namesIn, openView, press } from './slack-scenes.ts'

describe.each(storeKeys)('given a shipment watched on the web page and on Slack (%s)', store => {
  test('when the goods change on the way, then both are alarmed, and each sees the other confirm', async () => {
    const stage = await raiseSlackStage(store)
    const { slack, users, channels } = stage
    const begin = { kind: 'form' as const, data: beginForm, values: busan }
    expect((await stage.act('kcs.o1', begin)).kind).toBe('card')
    await stage.pump()

    const typed = slack.command(users.wong, channels.desk, `/shipment leg ${ref}`)
    await stage.settle(users.wong, typed)
    expect(namesIn(openView(stage, users.wong))).toEqual(
      expect.arrayContaining(['from', 'departs', 'goods', 'custodian']),
    )
    await fillIn(stage, users.wong, italy)
    await stage.pump()
    const about = () => slack.messages(channels.desk).filter(m => m.text.includes(ref))
    const alarms = about().filter(m => calledIn(m).length > 0)
    expect(alarms.map(calledIn)).toEqual([[users.wong.id]])
    expect(JSON.stringify(alarms[0]?.blocks)).toMatch(/Plastic household articles.*Wooden doors/)

    await stage.advance(minutes(2))
    await press(stage, users.wong, channels.desk, 's-seen')
    await stage.pump()
    const [card] = (await stage.page('kcs.o1')).filter(m =>
      m.card.buttons.some(b => b.data.includes(':s-seen:')),
    )
    const data = card?.card.buttons.find(b => b.data.includes(':s-seen:'))?.data ?? ''
    expect(await stage.act('kcs.o1', { kind: 'button', data })).toEqual({ kind: 'none' })
    await stage.pump()
    expect(about().flatMap(calledIn)).toEqual([])
    const types = (await stage.entryTypes()).filter(t => t.startsWith('shipment.'))
    expect(types).toEqual([
      'shipment.begun',
      'shipment.leg_added',
      'shipment.alarmed',
      'shipment.seen',
      'shipment.seen',
    ])
    await stage.end()
  })
})
