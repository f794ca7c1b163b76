import { join } from 'node:path'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { configSchema } from '../../src/config.ts'
import { days, hours, minutes } from '../../src/kit/time.ts'
import { raiseStage, type Stage } from '../rigs/stage.ts'
import { stageSettings } from '../rigs/stage-config.ts'
import { erase, holders } from './erased.ts'
import { act, allOf, began, linesOf, sentMatter, withdrawnMatter } from './matter.ts'
import { onEveryStore } from './on-every-store.ts'
import { newForm } from './scenes.ts'

const first = 'HK-2026-000001'
const second = 'HK-2026-000002'
const secret = { narrative: 'Suspect Example Kim, 010-0000-0000', identifiers: 'MSKU1234565' }

/** What the log says of a referral's words: where they were, and the commitments to them. */
const commitments = async (stage: Stage): Promise<readonly string[]> =>
  (await stage.entries()).flatMap(e => JSON.stringify(e).match(/"commit":"[\w-]{43}"/g) ?? [])

onEveryStore('given a referral with content', story => {
  story(
    'when it is erased, then content, key and index are gone, and the log stays and says so',
    async stage => {
      await withdrawnMatter(stage, first, secret)
      await sentMatter(stage, second, { narrative: 'Another matter altogether.' })
      const before = await stage.entries()
      const committed = await commitments(stage)
      const { texts, acts, outcome } = await stage.referral(first)
      expect(committed.length).toBeGreaterThanOrEqual(5)
      expect(texts.length).toBeGreaterThanOrEqual(3)

      expect(await erase(stage, first)).toBe('erased')

      for (const { ref } of texts) {
        expect(await stage.vault().get(ref.item)).toBeUndefined()
        expect(await stage.vault().matches(ref)).toBe(false)
      }
      expect(await stage.vault().matching(['container:MSKU1234565'])).toEqual([])
      for (const text of ['Example Kim', 'MSKU1234565', 'Settled otherwise'])
        expect(holders(stage, text), text).toEqual([])
      const after = await stage.entries()
      expect(after.slice(0, before.length)).toEqual(before)
      expect(after.slice(before.length)).toMatchObject([
        {
          type: 'referral.erased',
          actor: 'admin',
          cause: { reason: 'court-order' },
          subject: { id: first },
        },
      ])
      expect(await commitments(stage)).toEqual(committed)
      expect(await stage.verify()).toMatchObject({ kind: 'proven', size: after.length })
      expect(await stage.referral(first)).toMatchObject({
        state: 'withdrawn',
        erased: true,
        texts: [],
        acts,
      })
      expect((await stage.referral(first)).outcome).toBe(outcome)
      await stage.pump()
      stage.read()
    },
  )

  story(
    'when it was erased, then whoever views it is told, and the other referral is whole',
    async stage => {
      await withdrawnMatter(stage, first, secret)
      await sentMatter(stage, second, { narrative: 'Another matter altogether.' })
      expect(await erase(stage, first)).toBe('erased')
      await stage.restart()
      await stage.pump()
      const shown = JSON.stringify(stage.read())
      expect(shown).toContain('The content was erased. The log remains.')
      for (const who of ['hkc.o1', 'kcs.o1']) {
        const view = await stage.say(who, `/referral view ${first}`)
        expect(linesOf(view)).toHaveLength(1)
        expect(allOf(view)).not.toContain('Example Kim')
        expect(allOf(await stage.say(who, `/referral view ${second}`))).toContain('Another matter')
      }
      expect(stage.read()).toEqual({})
    },
  )

  story('when it is erased again, then nothing happens', async stage => {
    await withdrawnMatter(stage, first, secret)
    expect(await erase(stage, first)).toBe('erased')
    const { length } = await stage.entries()
    expect(await erase(stage, first)).toBe('already')
    expect(await stage.entries()).toHaveLength(length)
    await stage.pump()
    stage.read()
  })

  story(
    'when the power went between vault and log, then erasing again finishes it',
    async stage => {
      await withdrawnMatter(stage, first, secret)
      const { id, texts } = await stage.referral(first)
      await stage.vault().erase(id)
      await stage.crash()
      stage.read()
      expect((await stage.referral(first)).erased).toBe(false)
      expect(await stage.vault().get(texts[0]?.ref.item ?? '')).toBeUndefined()
      expect(await erase(stage, first)).toBe('erased')
      expect((await stage.referral(first)).erased).toBe(true)
      await stage.pump()
      stage.read()
    },
  )

  story(
    'when an open one is erased and written to again, then that can be erased too',
    async stage => {
      await sentMatter(stage, first, secret)
      expect(await erase(stage, first)).toBe('erased')
      await stage.pump()
      stage.read()
      await act(stage, 'hkc.o1', first, 'withdraw', { explanation: 'Words after the erasure.' })
      expect((await stage.referral(first)).texts).toHaveLength(1)
      expect(await erase(stage, first)).toBe('erased')
      expect(holders(stage, 'after the erasure')).toEqual([])
      expect(await stage.story(first)).toEqual([
        'drafted',
        'filled',
        'sent',
        'erased',
        'withdrawn',
        'erased',
      ])
      await stage.pump()
      stage.read()
    },
  )
})

const keptFor = (retentionDays: number) => ({
  config: configSchema.parse({ ...stageSettings(), retentionDays }),
})

onEveryStore('given a number of days that content is kept', story => {
  story(
    'when referrals have been over so long, then each is erased as an entry of its own, once',
    async stage => {
      await withdrawnMatter(stage, first, secret)
      await sentMatter(stage, second, { narrative: 'Still open.' })
      stage.jump(days(1))
      await withdrawnMatter(stage, 'HK-2026-000003', { narrative: 'A day later.' })
      stage.jump(days(28) + hours(23))
      await stage.pump()
      expect((await stage.referral(first)).erased).toBe(false)
      stage.jump(hours(1))
      await stage.pump()
      const erased = async () => (await stage.entries()).filter(e => e.type === 'referral.erased')
      expect(await erased()).toMatchObject([
        { subject: { id: first }, actor: 'clock', cause: { retentionDays: 30 } },
      ])
      expect(holders(stage, 'Example Kim')).toEqual([])
      await stage.restart()
      stage.jump(days(1))
      await stage.pump()
      // After a downtime the clock waits a minute for what was not heard.
      expect(await erased()).toHaveLength(1)
      await stage.fastForward(minutes(1))
      await stage.pump()
      expect((await erased()).map(e => e.subject?.id)).toEqual([first, 'HK-2026-000003'])
      stage.jump(days(400))
      await stage.pump()
      expect(await erased()).toHaveLength(2)
      expect((await stage.referral(second)).erased).toBe(false)
      stage.read()
    },
    keptFor(30),
  )

  story(
    'when a closed one is taken up again, then its time begins anew when it is closed again',
    async stage => {
      await sentMatter(stage, first, secret)
      await act(stage, 'kcs.o1', first, 'acknowledge')
      await act(stage, 'kcs.o1', first, 'decline', {
        reason: 'duplicate',
        explanation: 'Known to us.',
      })
      await act(stage, 'hkc.o1', first, 'close', { outcome: 'declined' })
      stage.jump(days(20))
      await act(stage, 'hkc.o1', first, 'reopen', { explanation: 'More was found.' })
      stage.jump(days(20))
      await stage.pump()
      expect((await stage.referral(first)).erased).toBe(false)
      await act(stage, 'kcs.o1', first, 'decline', {
        reason: 'duplicate',
        explanation: 'Still known.',
      })
      await act(stage, 'hkc.o1', first, 'close', { outcome: 'declined' })
      stage.jump(days(29))
      await stage.pump()
      expect((await stage.referral(first)).erased).toBe(false)
      stage.jump(days(1))
      await stage.pump()
      expect((await stage.referral(first)).erased).toBe(true)
      stage.read()
    },
    keptFor(30),
  )
})

onEveryStore('given no number of days', story => {
  story('when years pass, then nothing is erased', async stage => {
    await withdrawnMatter(stage, first, secret)
    stage.jump(days(3650))
    await stage.pump()
    expect((await stage.referral(first)).erased).toBe(false)
  })
})

test('given a reader that holds the vault, when content is due to go, then it is tried again an hour later', async () => {
  const stage = await raiseStage({ store: 'sqlite', ...keptFor(30) })
  await withdrawnMatter(stage, first, secret)
  const reader = Database(join(stage.folder() ?? '', 'vault.db'), { readonly: true })
  reader.exec('BEGIN')
  expect(reader.prepare('SELECT count(*) AS n FROM item').get()).toEqual({ n: 3 })
  stage.jump(days(30))
  await stage.pump()
  expect((await stage.referral(first)).erased).toBe(false)
  reader.close()
  await stage.pump()
  expect((await stage.referral(first)).erased).toBe(false)
  stage.jump(hours(1))
  await stage.pump()
  expect((await stage.referral(first)).erased).toBe(true)
  expect(holders(stage, 'Example Kim')).toEqual([])
  stage.read()
  await stage.end()
})

test('given three who begin at once, when one is erased, then no copy of its words is left under another number', async () => {
  const stage = await raiseStage({ store: 'sqlite' })
  const officers = ['hkc.o1', 'hkc.o2', 'hkc.o3']
  const begin = (who: string) =>
    stage.hear(who, {
      kind: 'form',
      data: newForm,
      values: {
        to: 'kcs.cyber',
        category: 'other',
        priority: 'routine',
        subject: 'x',
        narrative: `By ${who}`,
      },
    })
  await Promise.all(officers.map(begin))
  await stage.pump()
  stage.read()
  const last = 'HK-2026-000003'
  const { texts } = await stage.referral(last)
  const { narrative = '' } = (await stage.vault().get(texts[0]?.ref.item ?? '')) ?? {}
  expect(officers.map(o => `By ${o}`)).toContain(narrative)
  expect(holders(stage, narrative)).not.toEqual([])
  expect(await erase(stage, last)).toBe('erased')
  expect(holders(stage, narrative)).toEqual([])
  await stage.pump()
  stage.read()
  await stage.end()
})

test('given any words, when they are erased, then no file of the vault holds them and the log is proven', async () => {
  const stage = await raiseStage({ store: 'sqlite' })
  let seen = 0
  // Long enough not to be found by chance; JSON writes these letters as they are.
  const words = fc.stringMatching(/^[a-z가-힣\u4e00-\u9fa5 ]{40,900}$/).filter(s => s.trim() === s)
  await fc.assert(
    fc.asyncProperty(words, async narrative => {
      seen += 1
      const ref = `HK-2026-${String(seen).padStart(6, '0')}`
      await began(stage, 'hkc.o1', { narrative })
      expect(holders(stage, narrative)).not.toEqual([])
      expect(await erase(stage, ref)).toBe('erased')
      expect(holders(stage, narrative)).toEqual([])
    }),
    { numRuns: 25, seed: 17, endOnFailure: true },
  )
  expect(seen).toBe(25)
  expect(await stage.verify()).toMatchObject({ kind: 'proven' })
  await stage.pump()
  stage.read()
  await stage.end()
})
