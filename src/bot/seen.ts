import { toMatterId, toReferralId } from '../kit/ids.ts'
import type { Raw } from '../referral/command.ts'
import type { Inputs } from '../referral/inputs.ts'
import type { Officer } from '../roster/directory.ts'
import { visibleTo } from './look.ts'
import { loadMatter, matterOf } from './matters.ts'
import { loadReferral } from './record.ts'
import type { World } from './world.ts'

type Known = Pick<World, 'store' | 'matters'>

/** Whether the officer's desk may see what a reference stands for: a referral or a matter that there is. */
const maySee = async ({ store, matters }: Known, officer: Officer, typed: string) => {
  const referral = toReferralId(typed)
  if (referral) return visibleTo(officer, (await loadReferral(store, referral)).referral)
  const id = toMatterId(typed)
  if (!id) return false
  const { state } = await loadMatter(store, id)
  return state !== undefined && matterOf(matters, id).visibleTo(state, officer.desk)
}

/** References among the values whose input takes them from what there is, as far as the desk may see them. */
export const seenOf = async (
  known: Known,
  officer: Officer,
  inputs: Inputs,
  raw: Raw,
): Promise<ReadonlySet<string>> => {
  const typed = Object.entries(inputs)
    .filter(([, input]) => input.source === 'references')
    .flatMap(([name]) => raw[name] ?? [])
  const seen = await Promise.all(
    typed.map(async t =>
      (await maySee(known, officer, t)) ? [toReferralId(t) ?? toMatterId(t)] : [],
    ),
  )
  return new Set(seen.flat().filter(id => id !== undefined))
}
