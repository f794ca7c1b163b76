import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { OfficerId } from '../../src/kit/ids.ts'
import { instant } from '../../src/kit/time.ts'
import type { Content, DraftKey, Vault } from '../../src/ports/vault.ts'
import { referral } from './store-batches.ts'

export type VaultName = 'memory' | 'sqlite'

export interface VaultRig {
  readonly open: () => Vault
  readonly dispose: () => void
}

export type RaiseVault = () => VaultRig

const content = { subject: '偽冒香煙', narrative: '두 개의 컨테이너\n"8,000,000" \\ \u0000' }

/** Every promise of src/ports/vault.ts, for any vault. */
export const vaultContract = (name: string, raise: RaiseVault) => {
  describe(`${name} vault`, () => {
    let rig: VaultRig
    let vault: Vault
    beforeEach(() => {
      rig = raise()
      vault = rig.open()
    })
    afterEach(async () => {
      await vault.close()
      rig.dispose()
    })
    const restart = async () => {
      await vault.close()
      vault = rig.open()
    }

    test('given content put, then it comes back, also after a restart, and matches', async () => {
      const ref = await vault.put(referral(1), content)
      expect(ref.item).toMatch(/^[\w-]{22}$/)
      expect(ref.commit).toMatch(/^[\w-]{43}$/)
      expect(await vault.get(ref.item)).toEqual(content)
      await restart()
      expect(await vault.get(ref.item)).toEqual(content)
      expect(await vault.matches(ref)).toBe(true)
    })

    test('given any texts, then they come back as they were', async () => {
      let seen = 0
      const texts = fc.dictionary(
        fc.stringMatching(/^[a-z]{1,8}$/),
        fc.string({ unit: 'grapheme' }),
      )
      await fc.assert(
        fc.asyncProperty(texts, async given => {
          const { item, bytes } = await vault.put(referral(1), given)
          expect(await vault.get(item)).toEqual({ ...given })
          expect(bytes).toBe(Buffer.byteLength(JSON.stringify(given)))
          seen += 1
        }),
        { numRuns: 50, seed: 7 },
      )
      expect(seen).toBe(50)
    })

    test('given the same content in another order of names, then the commitment is the same', async () => {
      const one = await vault.put(referral(1), { a: '1', b: '2' })
      const two = await vault.put(referral(1), { b: '2', a: '1' })
      expect(two.commit).toBe(one.commit)
      expect(two.item).not.toBe(one.item)
    })

    test('given the same content under two referrals, then the commitments differ', async () => {
      const one = await vault.put(referral(1), content)
      const two = await vault.put(referral(2), content)
      expect(two.commit).not.toBe(one.commit)
      expect(two.bytes).toBe(one.bytes)
    })

    test('given a reference changed in any part, then it does not match', async () => {
      const ref = await vault.put(referral(1), content)
      const other = await vault.put(referral(1), { subject: 'other' })
      for (const forged of [
        { ...ref, commit: other.commit },
        { ...ref, commit: ref.commit.slice(1) },
        { ...ref, bytes: ref.bytes + 1 },
        { ...ref, item: other.item },
        { ...ref, item: 'unknown' },
      ])
        expect(await vault.matches(forged)).toBe(false)
      expect(await vault.matches(ref)).toBe(true)
    })

    test('given an erased referral, then its content is gone for good and that of others stays', async () => {
      const gone = [
        await vault.put(referral(1), content),
        await vault.put(referral(1), { subject: 'more' }),
      ]
      const stays = await vault.put(referral(2), content)
      await vault.erase(referral(1))
      await vault.erase(referral(3))
      for (const _ of ['now', 'after a restart']) {
        for (const ref of gone) {
          expect(await vault.get(ref.item)).toBeUndefined()
          expect(await vault.matches(ref)).toBe(false)
        }
        expect(await vault.get(stays.item)).toEqual(content)
        await restart()
      }
    })

    test('given an erased referral, when the same content is put again, then the old commitment stays unmatched', async () => {
      const old = await vault.put(referral(1), content)
      await vault.erase(referral(1))
      const anew = await vault.put(referral(1), content)
      expect(anew.commit).not.toBe(old.commit)
      expect(await vault.matches({ ...old, item: anew.item })).toBe(false)
    })

    test('given a discarded item, then it is gone and all else of its referral stays', async () => {
      const gone = await vault.put(referral(1), content)
      const stays = await vault.put(referral(1), content)
      await vault.discard(gone.item)
      await vault.discard('unknown')
      await restart()
      expect(await vault.get(gone.item)).toBeUndefined()
      expect(await vault.matches(gone)).toBe(false)
      expect(await vault.get(stays.item)).toEqual(content)
      expect(await vault.matches(stays)).toBe(true)
    })

    test('given referrals indexed by keys, then each that has one of those asked is named once, in order', async () => {
      await vault.index(referral(2), ['container:MSKU1234565', 'ip:192.0.2.1@then'])
      await vault.index(referral(1), ['container:MSKU1234565'])
      await vault.index(referral(1), ['container:MSKU1234565', 'url:a.example/', '偽冒'])
      for (const _ of ['now', 'after a restart']) {
        expect(await vault.matching(['container:MSKU1234565', 'ip:192.0.2.1@then'])).toEqual([
          referral(1),
          referral(2),
        ])
        expect(await vault.matching(['ip:192.0.2.1@then'])).toEqual([referral(2)])
        expect(await vault.matching(['偽冒'])).toEqual([referral(1)])
        expect(await vault.matching(['url:b.example/', ''])).toEqual([])
        expect(await vault.matching([])).toEqual([])
        await restart()
      }
    })

    test('given any keys, then a referral is found by exactly its own', async () => {
      let seen = 0
      const keys = fc.uniqueArray(fc.string({ unit: 'grapheme' }), { minLength: 2, maxLength: 6 })
      await fc.assert(
        fc.asyncProperty(keys, async ([first = '', ...others]) => {
          seen += 1
          await vault.erase(referral(1))
          await vault.index(referral(1), others)
          expect(await vault.matching([first])).toEqual([])
          for (const key of others) expect(await vault.matching([key])).toEqual([referral(1)])
        }),
        { numRuns: 30, seed: 11 },
      )
      expect(seen).toBe(30)
    })

    test('given an erased referral, then it is found by nothing, and others by what they share with it', async () => {
      await vault.put(referral(1), content)
      await vault.index(referral(1), ['shared', 'own'])
      await vault.index(referral(2), ['shared'])
      expect(await vault.matching(['own'])).toEqual([referral(1)])
      expect(await vault.erase(referral(1))).toEqual({ ok: true, value: undefined })
      await restart()
      expect(await vault.matching(['own'])).toEqual([])
      expect(await vault.matching(['shared'])).toEqual([referral(2)])
    })

    describe('given a form that was begun', () => {
      const by = (officer: string, form = 'v1:-:create:0'): DraftKey => ({
        officer: officer as OfficerId,
        form,
      })
      const at = (ms: number) => instant(1_795_500_000_000 + ms)
      const keep = (key: DraftKey, given: Content, now: number, until = now + 1000) =>
        vault.keepDraft({ ...key, given, until: at(until) }, at(now))

      test('then what was kept last comes back to that officer and form, also after a restart', async () => {
        await keep(by('hkc.o1'), { subject: 'old' }, 0)
        await keep(by('hkc.o1'), content, 1)
        for (const _ of ['now', 'after a restart']) {
          expect(await vault.draft(by('hkc.o1'), at(2))).toEqual(content)
          expect(await vault.draft(by('hkc.o2'), at(2))).toBeUndefined()
          expect(await vault.draft(by('hkc.o1', 'v1:-:drill:0'), at(2))).toBeUndefined()
          await restart()
        }
      })

      test('when it is over or dropped, then there is nothing', async () => {
        await keep(by('hkc.o1'), content, 0, 1000)
        expect(await vault.draft(by('hkc.o1'), at(999))).toEqual(content)
        expect(await vault.draft(by('hkc.o1'), at(1000))).toBeUndefined()
        await keep(by('hkc.o2'), content, 0, 1000)
        await vault.dropDraft(by('hkc.o2'))
        await vault.dropDraft(by('hkc.o3'))
        expect(await vault.draft(by('hkc.o2'), at(1))).toBeUndefined()
      })

      test('when the referral that it is about is erased, then it is gone, and no other', async () => {
        await keep({ ...by('hkc.o1', 'a'), referral: referral(1) }, content, 0)
        await keep({ ...by('hkc.o1', 'b'), referral: referral(2) }, content, 0)
        await keep(by('hkc.o1', 'c'), content, 0)
        await vault.erase(referral(1))
        await restart()
        expect(await vault.draft(by('hkc.o1', 'a'), at(1))).toBeUndefined()
        expect(await vault.draft(by('hkc.o1', 'b'), at(1))).toEqual(content)
        expect(await vault.draft(by('hkc.o1', 'c'), at(1))).toEqual(content)
      })

      test('when there are more than two hundred, then the oldest make room', async () => {
        for (let i = 0; i < 202; i++) await keep(by(`hkc.o${i}`), { n: `${i}` }, i, 10_000)
        const found = await Promise.all(
          [0, 1, 2, 201].map(i => vault.draft(by(`hkc.o${i}`), at(2000))),
        )
        expect(found).toEqual([undefined, undefined, { n: '2' }, { n: '201' }])
      })
    })

    test('given an unknown item, then there is nothing', async () => {
      expect(await vault.get('nothing')).toBeUndefined()
    })

    test('given a closed vault, then every call throws', async () => {
      await vault.close()
      await expect(vault.put(referral(1), content)).rejects.toThrow()
      await expect(vault.get('x')).rejects.toThrow()
      await expect(vault.erase(referral(1))).rejects.toThrow()
      await expect(vault.discard('x')).rejects.toThrow()
      await expect(vault.index(referral(1), ['x'])).rejects.toThrow()
      await expect(vault.matching(['x'])).rejects.toThrow()
      vault = rig.open()
    })
  })
}
