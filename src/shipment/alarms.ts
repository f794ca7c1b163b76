import type { Change } from '../codes/shipment.ts'
import type { ShipmentPolicy } from '../escalation/shipment.ts'
import type { Language } from '../kit/ids.ts'
import type { Instant } from '../kit/time.ts'
import type { Content } from '../ports/vault.ts'
import { type Declaration, goodsChange, inOrder, newContainers } from './changes.ts'
import { alarmClocks } from './clocks.ts'
import type { Alarmed } from './events.ts'
import { type DeclaredGoods, goodsOn, type Leg, legOf, type Shipment } from './shipment.ts'

type Contents = ReadonlyMap<string, Content>

/** What was declared, as far as the vault still has its words. */
export const declarationOf = (
  s: Shipment,
  { hs, item = '' }: DeclaredGoods,
  contents: Contents,
): Declaration => {
  const said = contents.get(item)?.['goods']
  const language = s.texts.find(t => t.item === item)?.language
  return {
    ...(hs === undefined ? {} : { hs }),
    ...(said === undefined ? {} : { words: said }),
    ...(language === undefined ? {} : { language }),
  }
}

/** The words that name the containers of a leg; undefined once they are erased. */
export const containersText = (item: string | undefined, contents: Contents): string | undefined =>
  contents.get(item ?? '')?.['containers']

/** What is reported of a leg now. */
export interface Reported {
  readonly goods?: {
    readonly hs: string | undefined
    readonly words: string
    readonly language: Language
  }
  readonly containers?: string
}

const goodsFound = (s: Shipment, of: DeclaredGoods, goods: Reported['goods'], contents: Contents) =>
  goods &&
  goodsChange(declarationOf(s, of, contents), {
    ...(goods.hs === undefined ? {} : { hs: goods.hs }),
    words: goods.words,
    language: goods.language,
  })

const containersFound = (
  on: Leg,
  named: string | undefined,
  contents: Contents,
): Change | undefined => {
  const was = containersText(on.containers.at(-1), contents)
  return named !== undefined && was !== undefined && newContainers(was, named).length > 0
    ? 'container'
    : undefined
}

/** What differs between what is reported of a leg and a leg as it stands. */
export const foundAgainst = (
  s: Shipment,
  against: Leg,
  { goods, containers }: Reported,
  contents: Contents,
): readonly Change[] =>
  inOrder([
    goodsFound(s, goodsOn(against), goods, contents),
    containersFound(against, containers, contents),
  ])

/** The legs above and below. */
export const neighbours = (s: Shipment, n: number): readonly Leg[] =>
  [legOf(s, n - 1), legOf(s, n + 1)].flatMap(l => l ?? [])

interface Raised {
  readonly leg: number
  readonly against: number
  readonly what: readonly Change[]
}

/** An alarm for each pair of legs that differ, with a clock for every desk that watches. */
export const alarmsOf = (
  s: Shipment,
  found: readonly Raised[],
  {
    policy,
    now,
    desk,
    desks,
  }: {
    readonly policy: ShipmentPolicy
    readonly now: Instant
    /** That reports it. */
    readonly desk: string
    readonly desks: readonly string[]
  },
): readonly Alarmed[] =>
  found
    .filter(f => f.what.length > 0)
    .map(({ leg, against, what }, i) => {
      const alarm = s.alarms.length + i + 1
      return {
        type: 'shipment.alarmed',
        ...{ desk, alarm, leg, against },
        what: [...what],
        clocks: [...alarmClocks(policy, now, alarm, desks)],
      }
    })
