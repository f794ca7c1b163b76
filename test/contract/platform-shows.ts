import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Language, MessageId, PlaceId } from '../../src/kit/ids.ts'
import type { Outgoing } from '../../src/ports/platform.ts'
import {
  bareCard,
  hostileTexts,
  labelsOf,
  outgoing,
  richCard,
  richForm,
  verbatimCard,
  verbatimTexts,
} from '../rigs/cards.ts'
import type { RaiseRig, Rig } from '../rigs/rig.ts'
import { cardTexts, formTexts, lineOf, privateTexts, within } from './platform-reads.ts'

const noMessage = 'no-such-message' as MessageId
const ko = 'ko' as Language

/** What a platform shows: post, revise, reply, restore, and hostile text in all of them. */
export const showsCards = (name: string, raise: RaiseRig): void => {
  describe(`given the ${name} platform`, () => {
    let rig: Rig
    beforeEach(async () => {
      rig = await raise()
    })
    afterEach(() => rig.close())

    const postAt = async (place: PlaceId, message: Outgoing): Promise<MessageId> => {
      const posted = await rig.platform.post(place, message)
      if (!posted.ok) throw new Error(posted.error.kind)
      return posted.value
    }
    const post = (message: Outgoing): Promise<MessageId> => postAt(rig.places.shared, message)
    const headlines = async (): Promise<readonly (string | undefined)[]> =>
      (await rig.seen(rig.places.shared)).map(seen => seen.texts[0])

    describe('when a card is posted', () => {
      test('then every text and button of it is shown, in order, under the id it got', async () => {
        const card = richCard('한 사람이 올린 영화 파일')
        const id = await post(outgoing('k1', card))
        const seen = await rig.seen(rig.places.shared)
        const texts = cardTexts(rig, card)
        expect(seen).toEqual([{ message: id, texts, buttons: labelsOf(card) }])
        expect(texts).toHaveLength(rig.shows ? 7 : 25)
      })

      test('then who reads the place sees it, and who does not read it sees nothing', async () => {
        await postAt(rig.places.internal, outgoing('k1', bareCard('for one desk')))
        expect(await rig.seen(rig.places.internal, 'ann')).toHaveLength(1)
        expect(await rig.seen(rig.places.internal, 'ben')).toEqual([])
        expect(await rig.seen(rig.places.shared, 'ben')).toEqual([])
      })

      test('then the next one comes after it', async () => {
        for (const n of [1, 2, 3]) await post(outgoing(`k${n}`, bareCard(`number ${n}`)))
        expect(await headlines()).toEqual(['number 1', 'number 2', 'number 3'])
      })

      test('then the same key again shows nothing more and names the same message', async () => {
        const first = await post(outgoing('k1', bareCard('once')))
        const again = await rig.platform.post(
          rig.places.shared,
          outgoing('k1', bareCard('once'), true),
        )
        if (again.ok) expect(again.value).toBe(first)
        else expect(again.error).toEqual({ kind: 'Unknown' })
        expect(await headlines()).toEqual(['once'])
      })

      test('then the same key twice at a time shows once', async () => {
        await Promise.all([1, 2].map(() => post(outgoing('k1', bareCard('once')))))
        expect(await headlines()).toEqual(['once'])
      })

      test('then the platform does not hear its own message', async () => {
        const id = await post(outgoing('k1', richCard('x')))
        await rig.platform.reply(rig.places.shared, id, outgoing('k2', bareCard('/referral list')))
        await rig.say('ann', '/help')
        expect(rig.heard().map(({ act }) => lineOf(rig, act))).toEqual(['/help'])
      })

      test('then an unknown node in it throws, as it would be lost', async () => {
        const message = outgoing('k1', Object.assign(bareCard('x'), { chart: { bars: [1, 2] } }))
        await expect(rig.platform.post(rig.places.shared, message)).rejects.toThrow()
        expect(await rig.seen(rig.places.shared)).toEqual([])
      })
    })

    describe.each(verbatimTexts)('when what is to be copied is %s', (_, text) => {
      test('then it can be read back to the last character, at a place, changed, and in private', async () => {
        const id = await post(outgoing('k1', bareCard('before')))
        await post(outgoing('k2', verbatimCard(text)))
        await rig.platform.revise(rig.places.shared, id, outgoing('k3', verbatimCard(text)))
        const shown = (await rig.seen(rig.places.shared)).map(seen => seen.texts)
        const texts = cardTexts(rig, verbatimCard(text))
        expect(shown).toEqual([texts, texts])
        expect(texts).toContain(text)
        rig.answerNext({ kind: 'card', card: verbatimCard(text), language: ko })
        expect((await rig.say('ann', '/x')).texts).toContain(text)
      })

      test('then it is whole, whatever else the card says', async () => {
        const long = { ...richCard('長'.repeat(9_000)), verbatim: verbatimCard(text).verbatim }
        await post(outgoing('k1', Object.assign(richCard(''), long)))
        const [seen] = await rig.seen(rig.places.shared)
        expect(seen?.texts).toContain(text)
        expect(seen?.buttons).toEqual(labelsOf(richCard('')))
      })
    })

    describe.each(hostileTexts)('when the text is %s', (_, whole) => {
      test('then it is shown as text, and what is around it stays as with a plain one', async () => {
        const text = within(rig, whole)
        await post(outgoing('k1', richCard('plain')))
        await post(outgoing('k2', richCard(text)))
        const [harmless, hostile] = await rig.seen(rig.places.shared)
        expect(hostile?.texts).toEqual(cardTexts(rig, richCard(text)))
        expect(hostile?.texts).toHaveLength(harmless?.texts.length ?? 0)
        expect(hostile?.buttons).toEqual(harmless?.buttons)
        expect(await rig.seen(rig.places.shared)).toHaveLength(2)
      })

      test('then a private card and a form with it are shown as text, too', async () => {
        const text = within(rig, whole)
        rig.answerNext({ kind: 'card', card: richCard(text), language: ko })
        expect((await rig.say('ann', '/x')).texts).toEqual(privateTexts(rig, richCard(text)))
        if (!rig.platform.capabilities.forms) return
        rig.answerNext({ kind: 'form', form: richForm(text) })
        expect((await rig.say('ann', '/x')).texts).toEqual(formTexts(rig, richForm(text)))
      })
    })

    describe('when a message is revised', () => {
      test('then it alone changes, in its place, and keeps its thread', async () => {
        const ids: MessageId[] = []
        for (const n of [1, 2, 3]) ids.push(await post(outgoing(`k${n}`, bareCard(`number ${n}`))))
        const [, second = noMessage] = ids
        await rig.platform.reply(rig.places.shared, second, outgoing('k4', bareCard('under 2')))
        const revised = await rig.platform.revise(
          rig.places.shared,
          second,
          outgoing('k5', { ...bareCard('number 2, changed'), buttons: richCard('').buttons }),
        )
        expect(revised).toEqual({ ok: true, value: second })
        const seen = await rig.seen(rig.places.shared)
        expect(seen.map(s => s.texts[0])).toEqual([
          'number 1',
          'number 2, changed',
          'number 3',
          'under 2',
        ])
        expect(seen.map(s => s.thread)).toEqual([undefined, undefined, undefined, second])
        expect(seen.map(s => s.buttons.length)).toEqual([0, 2, 0, 0])
      })

      test('then nothing of its earlier form is left', async () => {
        const id = await post(outgoing('k1', richCard('gone after this')))
        await rig.platform.revise(rig.places.shared, id, outgoing('k2', bareCard('short')))
        expect(await rig.seen(rig.places.shared)).toEqual([
          { message: id, texts: ['short'], buttons: [] },
        ])
      })

      test('then one that is not there, or at another place, is gone', async () => {
        const id = await post(outgoing('k1', bareCard('here')))
        const { shared, internal, unknown } = rig.places
        const message = outgoing('k2', bareCard('changed'))
        const outcomes = await Promise.all([
          rig.platform.revise(shared, noMessage, message),
          rig.platform.revise(internal, id, message),
          rig.platform.revise(unknown, id, message),
        ])
        expect(outcomes).toEqual(
          Array.from({ length: 3 }, () => ({ ok: false, error: { kind: 'Gone' } })),
        )
        expect(await headlines()).toEqual(['here'])
      })
    })

    describe('when a reply is sent', () => {
      test('then it is in the thread under that message, whole', async () => {
        const first = await post(outgoing('k1', bareCard('first')))
        const second = await post(outgoing('k2', bareCard('second')))
        const card = richCard('a reply')
        const reply = await rig.platform.reply(rig.places.shared, first, outgoing('k3', card))
        const seen = await rig.seen(rig.places.shared)
        expect(seen.map(s => [s.message, s.thread])).toEqual([
          [first, undefined],
          [second, undefined],
          [reply.ok ? reply.value : undefined, first],
        ])
        expect(seen[2]?.texts).toEqual(cardTexts(rig, card))
      })

      test('then the same key again shows nothing more', async () => {
        const id = await post(outgoing('k1', bareCard('first')))
        const message = outgoing('k2', bareCard('reply'))
        await rig.platform.reply(rig.places.shared, id, message)
        await rig.platform.reply(rig.places.shared, id, { ...message, repeat: true })
        expect(await headlines()).toEqual(['first', 'reply'])
      })

      test('then one under a message that is not there is gone', async () => {
        const reply = await rig.platform.reply(
          rig.places.shared,
          noMessage,
          outgoing('k1', bareCard('x')),
        )
        expect(reply).toEqual({ ok: false, error: { kind: 'Gone' } })
        expect(await rig.seen(rig.places.shared)).toEqual([])
      })
    })

    test('when something is posted to an unknown place, then it is gone', async () => {
      const posted = await rig.platform.post(rig.places.unknown, outgoing('k1', bareCard('x')))
      expect(posted).toEqual({ ok: false, error: { kind: 'Gone' } })
    })

    describe('when messages of an earlier start are restored', () => {
      test('then they are shown in order, or were kept, and can be revised', async () => {
        if (rig.platform.capabilities.keepsMessages) {
          rig.platform.restore([])
          return
        }
        const { shared, unknown } = rig.places
        const kept = [
          { place: shared, message: 'old-1', outgoing: outgoing('k1', richCard('old')) },
          { place: unknown, message: 'old-2', outgoing: outgoing('k2', bareCard('nowhere')) },
          {
            place: shared,
            message: 'old-3',
            thread: 'old-1',
            outgoing: outgoing('k3', bareCard('under it')),
          },
        ].map(({ message, thread, ...rest }) => ({
          ...rest,
          message: message as MessageId,
          ...(thread === undefined ? {} : { thread: thread as MessageId }),
        }))
        rig.platform.restore(kept)
        rig.platform.restore(kept)
        const seen = await rig.seen(shared)
        expect(seen.map(s => [s.message, s.thread])).toEqual([
          ['old-1', undefined],
          ['old-3', 'old-1'],
        ])
        const revised = await rig.platform.revise(
          shared,
          'old-1' as MessageId,
          outgoing('k4', bareCard('new')),
        )
        expect(revised.ok).toBe(true)
        expect(await headlines()).toEqual(['new', 'under it'])
      })
    })
  })
}
