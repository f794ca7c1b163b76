import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Language, MessageId } from '../../src/kit/ids.ts'
import type { Answer, Outgoing } from '../../src/ports/platform.ts'
import { bareCard, hostileTexts, outgoing, plain, richCard, richForm } from '../rigs/cards.ts'
import type { RaiseRig, Rig } from '../rigs/rig.ts'
import { formTexts, lineOf, privateTexts, within } from './platform-reads.ts'

const ko = 'ko' as Language

/** What a platform hears and answers, and how it ends. */
export const hearsPeople = (name: string, raise: RaiseRig): void => {
  describe(`given the ${name} platform`, () => {
    let rig: Rig
    beforeEach(async () => {
      rig = await raise()
    })
    afterEach(() => rig.close())

    const post = async (message: Outgoing): Promise<MessageId> => {
      const posted = await rig.platform.post(rig.places.shared, message)
      if (!posted.ok) throw new Error(posted.error.kind)
      return posted.value
    }

    test('when what was typed goes in and comes back, then it is the same text', async () => {
      const texts = hostileTexts.map(([, text]) => within(rig, text))
      for (const text of texts) {
        await rig.say('ann', text)
        await rig.submit('ann', 'v1:-:create:0', { narrative: text })
      }
      const acts = rig.heard().map(inbound => inbound.act)
      expect(acts).toHaveLength(2 * hostileTexts.length)
      expect(acts.map(act => lineOf(rig, act)).filter(Boolean)).toEqual(texts)
      expect(
        acts.map(a => (a.kind === 'form' ? a.values['narrative'] : undefined)).filter(Boolean),
      ).toEqual(texts)
    })

    describe('when a person acts', () => {
      test('then a button arrives as its data with its actor', async () => {
        const card = richCard('x')
        const id = await post(outgoing('k1', card))
        await rig.press('ben', rig.places.shared, id, 1)
        await rig.press('ann', rig.places.shared, id, 0)
        expect(rig.heard().map(({ actor, act }) => ({ actor, act }))).toEqual([
          { actor: rig.actorOf('ben'), act: { kind: 'button', data: card.buttons[1]?.data } },
          { actor: rig.actorOf('ann'), act: { kind: 'button', data: card.buttons[0]?.data } },
        ])
      })

      test('then a command line arrives as it was typed', async () => {
        await rig.say('ben', '/referral new  --priority P1 "두 단어"')
        expect(rig.heard().map(({ actor, act }) => ({ actor, line: lineOf(rig, act) }))).toEqual([
          { actor: rig.actorOf('ben'), line: '/referral new  --priority P1 "두 단어"' },
        ])
      })

      test('then a form arrives as its data and values', async () => {
        const values = { subject: '제목', narrative: 'line 1\nline 2', seen: '' }
        await rig.submit('ann', 'v1:-:create:0', values)
        expect(rig.heard().map(inbound => inbound.act)).toEqual([
          { kind: 'form', data: 'v1:-:create:0', values },
        ])
      })

      test('then two acts have two keys, and one that is delivered twice has one', async () => {
        await rig.say('ann', '/help')
        rig.duplicateNext()
        await rig.say('ann', '/help')
        const keys = rig.heard().map(inbound => inbound.key)
        expect(keys).toHaveLength(3)
        expect(keys[1]).toBe(keys[2])
        expect(keys[0]).not.toBe(keys[1])
      })

      test('then every kind of answer reaches the speaker and nobody else', async () => {
        const card = richCard('for you')
        const answers: readonly Answer[] = [
          { kind: 'card', card, language: ko },
          { kind: 'refusal', card: { ...card, lines: [plain('no')] }, language: ko },
          { kind: 'form', form: richForm('typed before') },
          { kind: 'none' },
        ]
        for (const answer of answers) {
          rig.answerNext(answer)
          const reply = await rig.say('ann', '/x')
          expect(reply.kind).toBe(
            answer.kind === 'refusal' && rig.tellsRefusals === false ? 'card' : answer.kind,
          )
          if (answer.kind === 'form') expect(reply.texts).toEqual(formTexts(rig, answer.form))
          else if (answer.kind !== 'none')
            expect(reply.texts).toEqual(privateTexts(rig, answer.card))
        }
        expect(await rig.seen(rig.places.shared, 'ben')).toEqual([])
        expect(await rig.seen(rig.places.shared, 'ann')).toEqual([])
      })
    })

    describe('when it is closed', () => {
      test('then an act in flight is awaited and answered, and nothing is left open', async () => {
        const gate = Promise.withResolvers<Answer>()
        rig.answerNext(gate.promise)
        const reply = rig.say('ann', '/slow')
        await expect.poll(() => rig.heard().length).toBe(1)
        let closed = false
        const closing = rig.platform.close().then(() => {
          closed = true
        })
        await new Promise(resolve => setImmediate(resolve))
        expect(closed).toBe(false)
        gate.resolve({ kind: 'card', card: bareCard('just in time'), language: ko })
        expect((await reply).texts).toEqual(['just in time'])
        await closing
        expect(await rig.stillOpen()).toEqual([])
      })

      test('then nothing more is heard', async () => {
        await rig.platform.close()
        await expect(rig.say('ann', '/late')).rejects.toThrow()
        expect(rig.heard()).toEqual([])
      })
    })
  })
}
