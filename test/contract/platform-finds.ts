import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { MessageId } from '../../src/kit/ids.ts'
import { days, instant, plus } from '../../src/kit/time.ts'
import type { Outgoing } from '../../src/ports/platform.ts'
import { bareCard, outgoing, verbatimCard, verbatimTexts } from '../rigs/cards.ts'
import type { RaiseRig, Rig } from '../rigs/rig.ts'

const noMessage = 'no-such-message' as MessageId
const ever = instant(0)
const gone = { ok: false, error: { kind: 'Gone' } }
const nothing = { ok: true, value: undefined }

/** What a platform finds again of what it showed, and what it does once it is closed. */
export const findsAndEnds = (name: string, raise: RaiseRig): void => {
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
    const reply = async (thread: MessageId, message: Outgoing): Promise<MessageId> => {
      const sent = await rig.platform.reply(rig.places.shared, thread, message)
      if (!sent.ok) throw new Error(sent.error.kind)
      return sent.value
    }

    /** Who keeps what was posted must be able to say whether it was. */
    const finder = () => {
      const { find, capabilities } = rig.platform
      expect(find !== undefined || !capabilities.keepsMessages).toBe(true)
      return find
    }

    describe('when something is looked for by its key', () => {
      test('then what was posted is found at its place, from then on, and nothing else', async () => {
        const find = finder()
        if (!find) return
        const [, id] = [
          await post(outgoing('k1', bareCard('one'))),
          await post(outgoing('k2', bareCard('two'))),
        ]
        const { shared, internal, unknown } = rig.places
        const later = plus(rig.platform.time?.() ?? ever, days(1))
        expect(await find(shared, 'k2', ever)).toEqual({ ok: true, value: id })
        expect(await find(shared, 'k3', ever)).toEqual(nothing)
        expect(await find(shared, 'k2', later)).toEqual(nothing)
        expect(await find(internal, 'k2', ever)).toEqual(nothing)
        expect(await find(unknown, 'k2', ever)).toEqual(gone)
      })

      test('then a reply is found under its card, also by who does not know which, and under no other', async () => {
        const find = finder()
        if (!find) return
        const card = await post(outgoing('k1', bareCard('one')))
        const other = await post(outgoing('k2', bareCard('two')))
        const id = await reply(card, outgoing('k3', bareCard('under it')))
        const { shared } = rig.places
        expect(await find(shared, 'k3', ever, card)).toEqual({ ok: true, value: id })
        expect(await find(shared, 'k3', ever)).toEqual({ ok: true, value: id })
        expect(await find(shared, 'k3', ever, other)).toEqual(nothing)
        expect(await find(shared, 'k4', ever, card)).toEqual(nothing)
      })

      test('then under a card that is not there it is gone', async () => {
        const find = finder()
        if (!find) return
        await post(outgoing('k1', bareCard('one')))
        expect(await find(rig.places.shared, 'k1', ever, noMessage)).toEqual(gone)
      })
    })

    describe('when what is there to be copied is read back', () => {
      /** Who keeps what was posted can say what it was. */
      const reader = () => {
        const { posted, capabilities } = rig.platform
        expect(posted !== undefined).toBe(capabilities.keepsMessages)
        return posted
      }

      test('then all of it comes as it was shown, newest first, also from a thread, as it was last changed', async () => {
        const posted = reader()
        if (!posted) return
        const { shared, internal, unknown } = rig.places
        const card = await post(outgoing('k1', bareCard('a card')))
        const changed = await post(outgoing('k2', verbatimCard('of before\n')))
        const texts = verbatimTexts.map(([, text]) => text)
        for (const [i, text] of texts.entries()) await post(outgoing(`t${i}`, verbatimCard(text)))
        await reply(card, outgoing('k3', verbatimCard('in a thread\n')))
        await rig.platform.revise(shared, changed, outgoing('k4', verbatimCard('changed\n')))
        const all = ['in a thread\n', ...texts.toReversed(), 'changed\n']
        expect(await posted(shared, 20)).toEqual({ ok: true, value: all })
        expect(await posted(shared, 2)).toEqual({ ok: true, value: all.slice(0, 2) })
        expect(await posted(internal, 20)).toEqual({ ok: true, value: [] })
        expect(await posted(unknown, 20)).toEqual(gone)
      })

      test('then once it is closed nothing is tried', async () => {
        const posted = reader()
        if (!posted) return
        await rig.platform.close()
        const asked = await posted(rig.places.shared, 1)
        expect(asked).toEqual({ ok: false, error: { kind: 'Unreachable' } })
      })
    })

    test('when it is closed, then what is asked of it is not tried, or is given back by a restart', async () => {
      const id = await post(outgoing('k1', bareCard('one')))
      await rig.platform.close()
      const { platform, places } = rig
      const { shared } = places
      const late = outgoing('k2', bareCard('late'))
      const asked = await Promise.all([
        platform.post(shared, late),
        platform.revise(shared, id, late),
        platform.reply(shared, id, outgoing('k3', bareCard('late'))),
        ...(platform.find ? [platform.find(shared, 'k1', ever)] : []),
      ])
      if (!platform.capabilities.keepsMessages) {
        expect(asked.map(a => a.ok)).toEqual([true, true, true])
        return
      }
      expect(asked).toEqual(asked.map(() => ({ ok: false, error: { kind: 'Unreachable' } })))
      expect(await rig.seen(shared)).toHaveLength(1)
    })
  })
}
