import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { SpokenCard, SpokenChart } from '../../src/card/spoken.ts'
import type { MessageId, PlaceId } from '../../src/kit/ids.ts'
import { bareCard, outgoing } from '../rigs/cards.ts'
import { samplePicture } from '../rigs/chart.ts'
import { permission } from '../rigs/discord/permissions.ts'
import { type DiscordDesk, raiseDiscordDesk } from '../rigs/discord-desk.ts'
import { raiseSlackDesk, type SlackDesk } from '../rigs/slack-desk.ts'

const png = Uint8Array.from({ length: 300 }, (_, i) => i % 251)
const both = ['zh-HK', 'ko']
const withPicture = (text: string, more = 0): SpokenCard => ({
  ...bareCard(text),
  picture: samplePicture(both, more),
})
const alt = (more = 0) => both.map(l => `alt ${l} ${more}`).join(' / ')

/** Draws what is wanted, and counts. */
const createPen = () => {
  const charts: SpokenChart[] = []
  const pen = { isBroken: false, charts }
  return {
    pen,
    draw: async (chart: SpokenChart) => {
      charts.push(chart)
      return pen.isBroken ? undefined : png
    },
  }
}

const idOf = (posted: { readonly ok: boolean; readonly value?: MessageId }): MessageId => {
  if (!posted.ok || posted.value === undefined) throw new Error(JSON.stringify(posted))
  return posted.value
}

describe('given Slack', () => {
  let desk: SlackDesk
  const { pen, draw } = createPen()
  beforeEach(async () => {
    desk = await raiseSlackDesk({ draw })
    pen.isBroken = false
  })
  afterEach(() => desk.close())

  const imagesOn = (n: number) =>
    JSON.parse(JSON.stringify(desk.slack.messages(desk.channel)[n]?.blocks ?? [])).filter(
      (b: { readonly type: string }) => b.type === 'image',
    )
  const post = (card: SpokenCard, key: string) =>
    desk.platform().post(desk.place, outgoing(key, card))

  test('when a card with a picture is posted, then the file is ours, whole, shared nowhere, and says what it shows', async () => {
    idOf(await post(withPicture('week'), 'k1'))
    const [file, ...more] = [...desk.slack.files.all.values()]
    expect(more).toEqual([])
    expect(file).toMatchObject({
      name: 'figures-2026-W47.png',
      isComplete: true,
      length: png.length,
    })
    expect(file?.bytes).toEqual(png)
    expect(imagesOn(0)).toEqual([{ type: 'image', slack_file: { id: file?.id }, alt_text: alt() }])
    expect(desk.slack.asked('files.completeUploadExternal')[0]?.args).not.toHaveProperty(
      'channel_id',
    )
    expect(desk.slack.problems()).toEqual([])
  })

  test('when it is changed, then it keeps its picture and no file comes twice; another chart is another file', async () => {
    const id = idOf(await post(withPicture('week'), 'k1'))
    idOf(await desk.platform().revise(desk.place, id, outgoing('k2', withPicture('changed'))))
    expect(imagesOn(0)).toHaveLength(1)
    expect(desk.slack.files.all.size).toBe(1)
    idOf(await desk.platform().revise(desk.place, id, outgoing('k3', withPicture('changed', 1))))
    expect(imagesOn(0)[0].alt_text).toBe(alt(1))
    expect(desk.slack.files.all.size).toBe(2)
  })

  test('when Slack is not done with the file yet, then it waits a little and posts once', async () => {
    desk.slack.files.settling = 1
    idOf(await post(withPicture('week'), 'k1'))
    expect(imagesOn(0)).toHaveLength(1)
    expect(desk.slack.messages(desk.channel)).toHaveLength(1)
    expect(desk.slack.asked('chat.postMessage').map(a => a.answer)).toEqual([
      'invalid_blocks',
      'ok',
    ])
  })

  test('when Slack never shows it, then the card goes without, once', {
    timeout: 20_000,
  }, async () => {
    desk.slack.files.settling = 99
    idOf(await post(withPicture('week'), 'k1'))
    expect(desk.slack.messages(desk.channel)).toHaveLength(1)
    expect(imagesOn(0)).toEqual([])
  })

  test.each([
    [
      'nothing can be drawn',
      () => {
        pen.isBroken = true
      },
    ],
    ['the scope was refused', () => void desk.team.scopes.delete('files:write')],
    [
      'the upload fails',
      () =>
        void desk.slack.trouble({
          method: 'files.completeUploadExternal',
          fault: { kind: 'refused', error: 'internal_error' },
        }),
    ],
  ])('when %s, then the card goes without, with all its words', async (_, spoil) => {
    spoil()
    idOf(await post(withPicture('week'), 'k1'))
    expect(imagesOn(0)).toEqual([])
    expect(JSON.stringify(desk.slack.messages(desk.channel)[0]?.blocks)).toContain('week')
    expect(desk.slack.problems()).toEqual([])
  })

  test('when the place is gone, then that is said and not hidden by the picture', async () => {
    const gone = await desk
      .platform()
      .post('C0NOWHERE' as PlaceId, outgoing('k1', withPicture('x')))
    expect(gone).toEqual({ ok: false, error: { kind: 'Gone' } })
  })
})

describe('given Discord', () => {
  let desk: DiscordDesk
  const { pen, draw } = createPen()
  beforeAll(async () => {
    desk = await raiseDiscordDesk({ draw })
  })
  afterAll(() => desk.close())
  beforeEach(() => {
    pen.isBroken = false
    desk.channel.messages = []
  })

  let keys = 0
  const post = (card: SpokenCard) => desk.platform().post(desk.place, outgoing(`k${++keys}`, card))
  const first = () => desk.channel.messages[0]

  test('when a card with a picture is posted, then it comes with it, in its embed, and says what it shows', async () => {
    idOf(await post(withPicture('week')))
    expect(first()?.attachments).toMatchObject([
      { filename: 'figures-2026-W47.png', type: 'image/png', description: alt(), bytes: png },
    ])
    expect(first()?.embeds[0]?.['image']).toEqual({ url: 'attachment://figures-2026-W47.png' })
  })

  test('when it is changed, then one picture stands, the new one', async () => {
    const id = idOf(await post(withPicture('week')))
    idOf(
      await desk.platform().revise(desk.place, id, outgoing(`k${++keys}`, withPicture('more', 1))),
    )
    expect(first()?.attachments.map(a => a.description)).toEqual([alt(1)])
    expect(JSON.stringify(first()?.embeds)).toContain('attachment://')
    expect(JSON.stringify([first()?.content, first()?.embeds])).toContain('more')
  })

  test('when nothing can be drawn, then the card goes without', async () => {
    pen.isBroken = true
    idOf(await post(withPicture('week')))
    expect(first()?.attachments).toEqual([])
    expect(JSON.stringify(first()?.embeds)).not.toContain('attachment://')
  })

  test('when the bot may attach no files, then the card goes without', async () => {
    const role = desk.guild.roles.get(desk.guild.id)
    const overwrites = { allow: 0n, deny: permission.attachFiles }
    desk.channel.overwrites.set(role?.id ?? '', overwrites)
    for (const id of desk.guild.roles.keys()) desk.channel.overwrites.set(id, overwrites)
    idOf(await post(withPicture('week')))
    expect(first()?.attachments).toEqual([])
    expect(JSON.stringify([first()?.content, first()?.embeds])).toContain('week')
    desk.channel.overwrites.clear()
  })
})
