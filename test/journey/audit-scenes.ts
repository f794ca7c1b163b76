import { expect, test } from 'vitest'
import { digest, verifySignature } from '../../adapters/keys/index.ts'
import { verifyLog } from '../../src/audit/verify.ts'
import type { WitnessRefusal } from '../../src/audit/witness.ts'
import { asPosted } from '../../src/cli/cosign-text.ts'
import { toBase64 } from '../../src/kit/bytes.ts'
import type { Result } from '../../src/kit/result.ts'
import type { Checked, SelfCheck } from '../../src/ports/self-check.ts'
import { type PairOptions, type PairStage, raisePairStage } from '../rigs/pair-stage.ts'
import type { PlatformKey, Seat, Shown } from '../rigs/pair-type.ts'
import { foreign, textOf } from '../rigs/pair-words.ts'
import { tuesday } from '../rigs/stage.ts'
import { createTestWitness, rules, stageVkey, witnessedBy } from '../rigs/witness.ts'
import { proven } from './proven.ts'
import { filmCase, filmForm, firstRef } from './scenes.ts'

/** The only text that begins so, to the last character. */
const copied = (texts: readonly string[], start: string): string => {
  const found = texts.filter(text => text.startsWith(start))
  expect(found, `texts that begin with ${start}`).toHaveLength(1)
  return found.join('')
}

const receiptOn = ({ texts }: Shown): string => copied(texts, 'c2sp.org/tlog-proof@v1')

const refuses = async (seat: Seat, line: string, words: string, other: RegExp): Promise<void> => {
  const shown = await seat.line(line)
  expect([line, shown.kind]).toEqual([line, 'card'])
  expect(textOf(shown)).toContain(words)
  expect(textOf(shown)).not.toMatch(other)
}

const typesOf = async (stage: PairStage): Promise<readonly string[]> =>
  (await stage.entries()).map(e => e.type)

/** Drafted and sent from Hong Kong; Korea has it before it. */
const send = async ({ sender, pump }: PairStage): Promise<void> => {
  await sender.line('/referral new')
  expect((await sender.fill({ ...filmCase, ...filmForm })).kind).toBe('card')
  await pump()
  await sender.press('send')
  await pump()
}

const tellReceipt = async (stage: PairStage): Promise<void> => {
  const { sender, receiver } = stage
  await send(stage)
  const early = `/audit receipt ${firstRef} what=acknowledged`
  await refuses(sender, early, `${firstRef} 尚未確認收悉`, foreign.sender)
  await refuses(receiver, early, `${firstRef} 건은 아직 접수 확인되지 않아`, foreign.receiver)
  await receiver.press('acknowledge')
  await stage.pump()
  const before = await typesOf(stage)
  const [own, theirs] = [
    await sender.line(`/audit receipt ${firstRef}`),
    await receiver.line(`/audit receipt ${firstRef}`),
  ]
  expect(textOf(own)).toContain(`記錄憑證：${firstRef}`)
  expect(textOf(theirs)).toContain(`기록 증명서: ${firstRef}`)
  expect(receiptOn(theirs)).toBe(receiptOn(own))
  expect((await proven(stage.store(), receiptOn(own))).type).toBe('referral.acknowledged')
  const first = await receiver.line(`/audit receipt ${firstRef} what=sent`)
  expect((await proven(stage.store(), receiptOn(first))).type).toBe('referral.sent')
  // To ask is no entry.
  expect(await typesOf(stage)).toEqual(before)
}

const tellCorrection = async (stage: PairStage): Promise<void> => {
  const { sender, receiver, atShared, pump } = stage
  await send(stage)
  await receiver.press('acknowledge')
  await pump()
  const seq = (await typesOf(stage)).indexOf('referral.acknowledged')
  const entry = (await stage.entries())[seq]
  const given = { correction: 'It was received at 09:41.', language: 'en' }

  expect((await receiver.line(`/audit correct ${firstRef}`)).kind).toBe('form')
  const wrong = await receiver.fill({ entry: '100000', ...given })
  expect(wrong.kind).toBe('problems')
  expect(textOf(wrong)).toContain('이 의뢰에는 해당 번호의 기록이 없습니다.')
  expect(await typesOf(stage)).not.toContain('referral.corrected')
  expect((await receiver.fill({ entry: String(seq) })).kind).not.toBe('problems')
  await pump()
  const told = (await atShared('sender').sees()).map(textOf).filter(t => t.includes('09:41'))
  expect(told.join('\n')).toContain(`${seq}`)

  expect((await sender.line(`/referral correct ${firstRef}`)).kind).toBe('form')
  const nowhere = await sender.fill({ entry: 'x', ...given })
  expect(textOf(nowhere)).toContain('數字')
  expect((await sender.fill({ entry: String(seq) })).kind).not.toBe('problems')
  await pump()
  // Who is at the channel, of another desk, can't.
  await refuses(
    atShared('third'),
    `/referral correct ${firstRef}`,
    'was not found',
    /\p{Script=Han}/u,
  )
  expect((await typesOf(stage)).filter(t => t === 'referral.corrected')).toHaveLength(2)
  expect((await stage.entries())[seq]).toEqual(entry)
  expect(JSON.stringify(await stage.entries())).not.toContain('09:41')
}

/** The program's own, which a test runs where that has a thread. */
const createCheck = () => {
  let last: Checked | undefined
  let begun = 0
  const port: SelfCheck = {
    last: () => last,
    isRunning: () => begun > 0 && last === undefined,
    start: () => {
      begun += 1
    },
  }
  return {
    port,
    run: async (stage: PairStage): Promise<number> => {
      expect(begun).toBe(1)
      const { size, note } = await stage.store().head()
      const entries = stage.store().readEntries(0, size)
      const report = await verifyLog({ entries, note, vkey: stageVkey, digest, verifySignature })
      if (report.kind !== 'proven') throw new Error(report.kind)
      last = { at: tuesday, size, result: { kind: 'proven', root: toBase64(report.root) } }
      return size
    },
    spoil: () => {
      if (last) last = { ...last, result: { kind: 'tampered', finding: 'RootMismatch', seq: 2 } }
    },
  }
}

const tellCheck =
  (check: ReturnType<typeof createCheck>) =>
  async (stage: PairStage, key: PlatformKey): Promise<void> => {
    const { sender, receiver } = stage
    expect(textOf(await sender.line('/audit verify'))).toContain('審計記錄：已開始核對')
    const size = await check.run(stage)
    const before = await typesOf(stage)
    expect(textOf(await sender.line('/audit verify'))).toContain(`已核對 ${size} 項，證實無誤`)
    expect(textOf(await receiver.line('/audit verify'))).toContain(`${size}건 확인, 증명됨`)
    check.spoil()
    const spoilt = textOf(await receiver.line('/audit verify'))
    expect(spoilt).toContain('감사 로그: 일치하지 않음')
    expect(spoilt).toContain('RootMismatch')
    expect(spoilt).not.toMatch(foreign.receiver)
    // Discord's own window has no place for what is not asked.
    if (key !== 'discord') await refuses(receiver, '/audit verify x=1', 'x', foreign.receiver)
    expect(await typesOf(stage)).toEqual(before)
  }

const witnesses = () => ({
  hkc: createTestWitness('witness.hkc.example', 21),
  kcs: createTestWitness('witness.kcs.example', 22),
})

/** As a person copies it from the newest checkpoint that stands at a seat. */
const copiedAt = async (seat: Seat, start: string): Promise<string> =>
  copied(
    (await seat.sees()).flatMap(n => (n.inThread ? [] : n.texts)),
    start,
  )

const lineOf = (signed: Result<string, WitnessRefusal>): string => {
  if (!signed.ok) throw new Error(signed.error.kind)
  return signed.value
}

const tellCosigning = async (stage: PairStage, key: PlatformKey): Promise<void> => {
  const { sender, receiver, atShared } = stage
  const { hkc, kcs } = witnesses()
  await send(stage)
  await stage.passUntil(6)
  const cosigned = async () => (await stage.entries()).filter(e => e.type === 'log.cosigned')

  const asked = await copiedAt(receiver, 'old ')
  // In the channel that both share stands the checkpoint alone, which belongs to neither.
  const note = await copiedAt(atShared('sender'), 'stage.example/hkc-kcs\n')
  expect(asked).toBe(`old 0\n\n${note}`)
  const line = lineOf(kcs.cosign(asked))
  const bad = line.replace(/.{8}$/, 'AAAAAAA=')
  // Where a line may be typed behind the command it is; on Discord there is a window for it.
  const isTyped = key !== 'discord'
  if (isTyped) await refuses(receiver, `/audit cosign ${bad}`, '맞지 않는 서명', foreign.receiver)
  else expect((await receiver.line('/audit cosign')).kind).toBe('form')
  const back = isTyped
    ? await receiver.line(`/audit cosign ${line}`)
    : await receiver.fill({ line })
  expect(textOf(back)).toContain('공동 서명이 기록되었습니다.')
  await stage.pump()

  // The other side's, by the button of the card; what was copied had lost its last line end.
  const other = lineOf(hkc.cosign(asPosted(asked.trimEnd())))
  expect((await sender.press('audit-cosign')).kind).toBe('form')
  const wrong = await sender.fill({ line: bad })
  expect(wrong.kind).toBe('problems')
  expect(textOf(wrong)).toContain('此簽署與已發布的檢查點不符')
  expect(await cosigned()).toHaveLength(1)
  expect(textOf(await sender.fill({ line: ` ${other}\n` }))).toContain('已記錄聯署')
  await stage.pump()
  expect((await cosigned()).map(e => e.event)).toEqual([
    expect.objectContaining({ agency: 'kcs', line, size: kcs.remembered()?.size }),
    expect.objectContaining({ agency: 'hkc', line: other, size: hkc.remembered()?.size }),
  ])

  const receipt = receiptOn(await receiver.line(`/audit receipt ${firstRef}`))
  const { type, size, signers } = await proven(stage.store(), receipt)
  expect([type, size]).toEqual(['referral.sent', kcs.remembered()?.size])
  expect(signers.toSorted()).toEqual(['stage.example/hkc-kcs', hkc.name, kcs.name])
  expect(receipt).toContain(`${line}\n`)
  expect(receipt).toContain(`${other}\n`)
}

const tellSchedule = async (stage: PairStage): Promise<void> => {
  const { sender, receiver, atShared, pump } = stage
  const given = { day: 'wed', hour: '08:30' }
  const line = `/summary schedule day=${given.day} hour=${given.hour}`
  expect(textOf(await sender.line(line))).toContain('2026-12-02 08:30 HKT')
  const wrong = textOf(await receiver.line('/summary schedule hour=25:00'))
  expect(wrong).toMatch(/\p{Script=Hangul}/u)
  const shown = await receiver.line('/summary schedule')
  expect(textOf(await shown.press('duty-schedule'))).toContain('요일')
  const moved = await receiver.fill({ day: 'fri', hour: '17:00' })
  expect(textOf(moved)).toContain('2026-12-04 17:00 KST')
  await pump()
  const logged = (await stage.entries()).filter(e => e.type === 'duty.summary_scheduled')
  expect(logged.map(e => [e.subject?.id, e.event])).toEqual([
    ['hkc.cyber', { type: 'duty.summary_scheduled', day: 'wed', at: '08:30' }],
    ['kcs.cyber', { type: 'duty.summary_scheduled', day: 'fri', at: '17:00' }],
  ])
  expect(textOf(await atShared('sender').line('/summary schedule'))).toContain(
    '2026-12-04 16:00 HKT',
  )
}

/** Acts on the audit log, with both sides on one chat system. */
export const tellAudit = (key: PlatformKey): void => {
  const check = createCheck()
  const stories = [
    ['a receipt', 'either side has it in its own language, and it proves', tellReceipt, {}],
    [
      'a correction of an entry',
      'both sides read it and the entry stays',
      tellCorrection,
      { senior: true },
    ],
    ['whether the log holds', 'each is told', tellCheck(check), { selfCheck: check.port }],
    [
      'cosignatures of what is posted there',
      'the next receipt carries them',
      tellCosigning,
      { witnessing: witnessedBy(witnesses(), { rules: { ...rules, at: '15:05' } }) },
    ],
    [
      'another time of the weekly post',
      'it is moved',
      tellSchedule,
      { senior: true, witnessing: witnessedBy({}) },
    ],
  ] as const satisfies readonly (readonly [
    string,
    string,
    (stage: PairStage, key: PlatformKey) => Promise<void>,
    Partial<PairOptions>,
  ])[]
  test.each(stories)(
    `given both sides on ${key}, when %s is asked for, then %s`,
    async (_, __, tell, more) => {
      const at = { sender: key, receiver: key, shared: key }
      const stage = await raisePairStage({ store: 'memory', ...at, ...more })
      await tell(stage, key)
      await stage.end()
    },
  )
}
