import { afterAll, describe, expect, test } from 'vitest'
import { raiseSlackStage, type SlackStage, until } from '../rigs/slack-stage.ts'
import { storeKeys } from './on-every-store.ts'
import { firstRef } from './scenes.ts'
import { fillIn, homeText, namesIn, openView, press, sendFrom } from './slack-scenes.ts'

const told = new Set<string>()

const openHome = async (stage: SlackStage, user: SlackStage['users']['wong'], has: string) => {
  await stage.slack.openHome(user).outcome
  return until(`${has} on the page`, () =>
    homeText(stage, user).includes(has) ? homeText(stage, user) : undefined,
  )
}

describe.each(storeKeys)('given an officer with his own page in Slack (%s)', store => {
  test('when he changes his language there, then the next reply and the page are in it', async () => {
    const stage = await raiseSlackStage(store)
    const { slack, users, channels } = stage
    await stage.bot().open()
    const before = await openHome(stage, users.wong, '輪到你處理')
    expect(before).toContain('v1:hkc.cyber:duty-me:0')
    expect(before).not.toContain(firstRef)

    await sendFrom(stage, users.wong)
    await openHome(stage, users.wong, '現時當值人員')
    await stage.settle(users.wong, slack.command(users.wong, channels.desk, '/duty me'))
    expect(namesIn(openView(stage, users.wong))).toEqual(['language', 'quiet-from', 'quiet-to'])
    await fillIn(stage, users.wong, { language: 'ko', 'quiet-from': '22:00', 'quiet-to': '07:00' })
    expect(stage.last()).toMatchObject({ kind: 'card', language: 'ko' })

    // The page that he has open follows by itself.
    const after = await until('the page in Korean', () =>
      homeText(stage, users.wong).includes('본인 설정') ? homeText(stage, users.wong) : undefined,
    )
    expect(after).toContain('22:00부터 07:00까지, HKT')
    expect(after).not.toContain('輪到你處理')
    await press(stage, users.wong, channels.desk, 'view')
    expect(stage.last()).toMatchObject({ kind: 'card', language: 'ko' })
    expect(await stage.entryTypes()).toContain('duty.officer_set')

    // A person whom the settings don't name gets no page but the refusal, in a language of his own.
    const refused = await openHome(stage, users.eve, '등록')
    expect(refused).not.toContain('duty-me')
    await stage.end()
    told.add(store)
  })
})

afterAll(() => {
  expect([...told].toSorted()).toEqual([...storeKeys].toSorted())
})
