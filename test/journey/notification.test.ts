import { expect } from 'vitest'
import { minutes, seconds } from '../../src/kit/time.ts'
import { readAnswer, readFields } from '../rigs/reading.ts'
import { called, cardAt, courier, news, notification, ref } from './notification-scenes.ts'
import { onEveryStore } from './on-every-store.ts'

onEveryStore('given a drugs courier on a flight that lands in three hours', story => {
  story('when it is notified, then one line is enough, and each sees its own card', async stage => {
    await stage.say('hkc.o1', `${courier} to=kcs.cyber`)
    expect(news(stage)).toEqual([
      '11-24 15:00 hkc-desk new Immediate notification HK-N-2026-000001 (Warning): not acknowledged by all | Acknowledged: 0 of 1. Answered: 0 | Korea Customs Service, contact point (Addressee): not acknowledged, due by 2026-11-24 14:05 HKT / 15:05 KST | “Courier, cocaine in a false bottom” | “HKG to ICN” | “CX 416” | “黃家明, +852 0000 0101” | [n-supplement] | [n-close] | [view]',
      '11-24 15:00 kcs-desk new Immediate notification HK-N-2026-000001 (Warning): not acknowledged | Please acknowledge receipt by 2026-11-24 15:05 KST / 14:05 HKT. | “Courier, cocaine in a false bottom” | “HKG to ICN” | “CX 416” | “黃家明, +852 0000 0101” | [n-acknowledge] | [n-answer] | [view] | @kcs.o1',
      '11-24 15:00 hkc-desk new For the supervisor: Wong Ka-ming sent immediate notification HK-N-2026-000001. | Told: Korea Customs Service, contact point. In all: 1 | [view] | @hkc.o2',
      '11-24 15:00 kcs-desk line Sent by Wong Ka-ming at 2026-11-24 15:00 KST / 14:00 HKT. | [view]',
      '11-24 15:00 hkc-desk line Sent by Wong Ka-ming at 2026-11-24 14:00 HKT / 15:00 KST. | [view]',
    ])
    const sheet = stage.paper.sheets().find(s => s.place === 'kcs-desk')
    expect(sheet && readFields(sheet.outgoing.card)).toEqual([
      'From: Hong Kong Customs, contact point',
      'Told as: Addressee',
      'Category: Dangerous drugs',
      'Reason for urgency: Goods or persons on the move now',
      'Requested actions: Hold and examine',
      'Expected arrival: 2026-11-24 18:00 KST / 17:00 HKT',
      'Due: 2026-11-24 15:05 KST / 14:05 HKT',
    ])
    expect(sheet?.outgoing.card.notification.parts[0]?.text).toBe(`Immediate notification ${ref}`)
  })

  story(
    'when it is acknowledged, answered and closed, then both sides see each step in place',
    async stage => {
      await stage.say('hkc.o1', `${courier} to=kcs.cyber`)
      stage.read()
      await stage.fastForward(minutes(4))
      await stage.press('kcs.o1', 'kcs-desk', 'n-acknowledge')
      expect(news(stage)).toEqual(
        [
          '11-24 15:04 hkc-desk line Korea Customs Service, contact point acknowledged receipt (Kim Min-jun, 2026-11-24 14:04 HKT / 15:04 KST). | [view]',
          '11-24 15:04 kcs-desk line Korea Customs Service, contact point acknowledged receipt (Kim Min-jun, 2026-11-24 15:04 KST / 14:04 HKT). | [view]',
        ].sort(),
      )
      expect(cardAt(stage, 'hkc-desk')).toContain('acknowledged by Kim Min-jun at 2026-11-24 14:04')
      // Nobody else of that desk can have it first any more.
      const again = await stage.say('kcs.o2', `/notification acknowledge ${ref}`)
      expect(readAnswer(again)).toContain('김민준')
      expect(again.kind).toBe('refusal')

      const form = await stage.press('kcs.o1', 'kcs-desk', 'n-answer')
      await stage
        .submit('kcs.o1', form, { result: 'not-controlled' })
        .then(refused => expect(readAnswer(refused)).toMatch(/form ko .*remark: /))
      await stage.submit('kcs.o1', form, { result: 'seized', remark: '2.1 kg' })
      expect(cardAt(stage, 'hkc-desk')).toContain('(Addressee): Seized (Kim Min-jun')
      expect(cardAt(stage, 'kcs-desk')).toContain('answered | Acknowledged by')
      stage.read()
      await stage.fastForward(minutes(600))
      expect(stage.read()).toEqual({})

      const closing = await stage.press('hkc.o1', 'hkc-desk', 'n-close')
      await stage.submit('hkc.o1', closing, { outcome: 'success', closing: 'Arrested at ICN' })
      for (const place of ['hkc-desk', 'kcs-desk'])
        expect(cardAt(stage, place)).toMatch(/\(Warning\): closed .*Outcome: Success/)
      stage.read()
      expect(await stage.story(ref)).toEqual([
        'notification.sent',
        'notification.acknowledged',
        'notification.answered',
        'notification.closed',
      ])
    },
  )

  story(
    'when an addressee makes a referral of it, then the two know each other, in one commit',
    async stage => {
      await stage.say('hkc.o1', `${courier} to=kcs.cyber`)
      await stage.press('kcs.o1', 'kcs-desk', 'n-acknowledge')
      const form = await stage.press('kcs.o1', 'kcs-desk', 'n-refer')
      if (form.kind !== 'form') throw new Error(readAnswer(form))
      const given = Object.fromEntries(form.form.inputs.map(i => [i.name, i.value ?? '']))
      expect(given).toMatchObject({
        to: 'hkc.cyber',
        category: 'drugs',
        priority: 'immediate',
        subject: ref,
        notification: ref,
      })
      stage.read()
      // The power fails with the commit done and nothing posted: what was linked stays linked.
      await stage.hear('kcs.o1', { kind: 'form', data: form.form.data, values: given })
      await stage.crash()
      expect((await notification(stage)).addressees[0]?.referrals).toEqual(['KR-2026-000001'])
      expect((await stage.referral('KR-2026-000001')).notification).toBe(ref)
      await stage.pump()
      expect(cardAt(stage, 'hkc-desk')).toContain('made a referral of it: KR-2026-000001')
      stage.read()
      const types = (await stage.entries()).map(e => e.type)
      const at = types.indexOf('referral.drafted')
      expect(types[at + 1]).toBe('notification.referred')
    },
  )

  story(
    'when a desk that it was not sent to would refer it, then nothing is begun',
    async stage => {
      await stage.say('hkc.o1', `${courier} to=kcs.cyber`)
      stage.read()
      const values = {
        ...{ to: 'kcs.cyber', category: 'drugs', priority: 'routine', language: 'en' },
        ...{ subject: 'x', narrative: 'x', notification: ref },
      }
      const answer = await stage.submit('hkc.o1', 'v1:-:create:0', values)
      expect(readAnswer(answer)).toMatch(/form .*notification: /)
      expect((await stage.entries()).some(e => e.type === 'referral.drafted')).toBe(false)
    },
  )

  story(
    'when the arrival passes without an answer, then both cards say so plainly',
    async stage => {
      await stage.say('hkc.o1', `${courier} to=kcs.cyber`)
      await stage.press('kcs.o1', 'kcs-desk', 'n-acknowledge')
      stage.read()
      await stage.fastForward(minutes(180))
      for (const place of ['hkc-desk', 'kcs-desk'])
        expect(cardAt(stage, place)).toContain('has passed without an answer.')
      expect(called(news(stage))).toEqual(['11-24 18:00 kcs-desk @kcs.o1'])
      expect(await stage.story(ref)).toContain('notification.arrived')
      const moved = await stage.press('hkc.o1', 'hkc-desk', 'n-supplement')
      await stage.submit('hkc.o1', moved, { arrival: '2026-11-24 19:00 HKT' })
      for (const place of ['hkc-desk', 'kcs-desk'])
        expect(cardAt(stage, place)).not.toContain('has passed without an answer.')
      stage.read()
    },
  )

  story(
    'when somebody looks, then lists and views know it, and an auditor acknowledges nothing',
    async stage => {
      await stage.say('hkc.o1', `${courier} to=kcs.cyber`)
      stage.read()
      const list = await stage.say('kcs.o2', '/notification')
      expect(readAnswer(list)).toContain(`${ref}: `)
      const view = await stage.say('kcs.o2', `/notification view ${ref.toLowerCase()}`)
      expect(readAnswer(view)).toContain('[n-acknowledge] | [n-answer] | [n-refer]')
      expect(readAnswer(await stage.say('kcs.o3', `/notification acknowledge ${ref}`))).toContain(
        'Your role does not allow this',
      )
      expect((await notification(stage)).addressees[0]?.acknowledged).toBeUndefined()
    },
  )

  story('when input is bad, then it is refused at its field, and nothing is sent', async stage => {
    const form = await stage.say('hkc.o1', '/notify')
    const good = {
      ...{ category: 'drugs', what: 'x', where: 'y', action: 'info-only', reason: 'moving-now' },
      ...{ contact: 'z', to: 'kcs.cyber' },
    }
    const bad: readonly (readonly [Readonly<Record<string, string>>, RegExp])[] = [
      [{ arrival: '2026-11-24 13:00 HKT' }, /\| arrival: refusal|\| arrival: /],
      [{ arrival: '2026-11-24 17:00' }, /\| arrival: /],
      [{ to: '' }, /\| to: /],
      [{ to: 'hkc.cyber' }, /\| to: /],
      [{ category: 'weather' }, /\| category: /],
    ]
    for (const [wrong, said] of bad)
      expect(readAnswer(await stage.submit('hkc.o1', form, { ...good, ...wrong }))).toMatch(said)
    expect((await stage.entries()).some(e => e.type.startsWith('notification.'))).toBe(false)
    await stage.submit('hkc.o1', form, good)
    expect(await stage.story(ref)).toEqual(['notification.sent'])
    stage.read()
  })

  story('when the same press comes twice, then it counts once', async stage => {
    await stage.say('hkc.o1', `${courier} to=kcs.cyber`, 'once')
    await stage.say('hkc.o1', `${courier} to=kcs.cyber`, 'once')
    await stage.press('kcs.o1', 'kcs-desk', 'n-acknowledge', { key: 'pressed' })
    await stage.fastForward(seconds(5))
    expect(await stage.story(ref)).toHaveLength(2)
    expect(await stage.story('HK-N-2026-000002')).toEqual([])
    stage.read()
  })
})
