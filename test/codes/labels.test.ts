import { describe, expect, it } from 'vitest'
import type { MessageKey } from '../../src/card/key.ts'
import * as action from '../../src/codes/action.ts'
import * as cash from '../../src/codes/cash.ts'
import * as category from '../../src/codes/category.ts'
import * as cigarette from '../../src/codes/cigarette.ts'
import * as commodity from '../../src/codes/commodity.ts'
import * as country from '../../src/codes/country.ts'
import * as decline from '../../src/codes/decline.ts'
import * as evaluation from '../../src/codes/evaluation.ts'
import * as feedback from '../../src/codes/feedback.ts'
import * as handling from '../../src/codes/handling.ts'
import * as hs from '../../src/codes/hs.ts'
import * as legalBasis from '../../src/codes/legal-basis.ts'
import * as locode from '../../src/codes/locode.ts'
import * as measure from '../../src/codes/measure.ts'
import * as movement from '../../src/codes/movement.ts'
import * as outcome from '../../src/codes/outcome.ts'
import * as pap from '../../src/codes/pap.ts'
import * as piracy from '../../src/codes/piracy.ts'
import * as proceeding from '../../src/codes/proceeding.ts'
import * as report from '../../src/codes/report.ts'
import * as storedData from '../../src/codes/stored-data.ts'
import * as tlp from '../../src/codes/tlp.ts'
import * as unit from '../../src/codes/unit.ts'
import * as urgency from '../../src/codes/urgency.ts'
import { locales, readJson } from '../locale/texts.ts'

interface List {
  readonly name: string
  readonly codes: readonly string[]
  readonly labels: readonly MessageKey[]
  readonly size: number
}

const list = <C extends string>(
  name: string,
  codes: readonly C[],
  labelOf: (code: C) => MessageKey,
  size: number,
): List => ({ name, codes, labels: codes.map(labelOf), size })

const grades = (scheme: 'four-by-four' | 'admiralty', sources: string, figures: string) => {
  const made = [...sources].flatMap(s =>
    [...figures].flatMap(f => evaluation.makeEvaluation(scheme, s, f) ?? []),
  )
  return [
    {
      name: `${scheme} source`,
      codes: [...sources],
      labels: [...new Set(made.map(evaluation.labelOfSource))],
      size: sources.length,
    },
    {
      name: `${scheme} information`,
      codes: [...figures],
      labels: [...new Set(made.map(evaluation.labelOfInformation))],
      size: figures.length,
    },
  ]
}

const lists: readonly List[] = [
  list('tlp', tlp.tlps, tlp.labelOf, 5),
  list('pap', pap.paps, pap.labelOf, 4),
  list('handling', handling.handlingCodes, handling.labelOf, 4),
  list('scheme', evaluation.schemes, evaluation.labelOf, 2),
  ...grades('four-by-four', 'abcx', '1234'),
  ...grades('admiralty', 'abcdef', '123456'),
  list('action', action.actions, action.labelOf, 18),
  list('report field', action.actions.flatMap(fieldsOf).filter(once), report.labelOf, 28),
  list('extent', report.extents, report.labelOfExtent, 3),
  list('verdict', report.verdicts, report.labelOfVerdict, 3),
  list('decision', report.decisions, report.labelOfDecision, 3),
  list('trace', report.traces, report.labelOfTrace, 2),
  list('decline', decline.declines, decline.labelOf, 10),
  list('outcome', outcome.outcomes, outcome.labelOf, 10),
  list('lateness', outcome.latenessCauses, outcome.labelOfLateness, 3),
  list('measure', measure.measureKinds, measure.labelOf, 23),
  list('unit', unit.units, unit.labelOf, 11),
  list('counting basis', measure.countingBases, measure.labelOfBasis, 3),
  list('category', category.categories, category.labelOf, 14),
  list('area', category.areas, category.labelOfArea, 6),
  list('urgency', urgency.urgencyReasons, urgency.labelOf, 6),
  list('legal basis', legalBasis.defaultLegalBases, legalBasis.labelOf, 7),
  list('proceeding', proceeding.proceedings, proceeding.labelOf, 4),
  list('hs', hs.hsCodes, hs.labelOf, 29),
  list('country', country.namedCountries, country.labelOf, 20),
  list('locode', locode.locodes, locode.labelOf, 68),
  list('commodity', commodity.commodities, commodity.labelOf, 13),
  list('delivery', piracy.deliveries, piracy.labelOf, 8),
  list('seen role', piracy.seenRoles, piracy.labelOfRole, 4),
  list('work', piracy.works, piracy.labelOfWork, 7),
  list('data category', storedData.dataCategories, storedData.labelOf, 3),
  list('Korean data', storedData.koreanData, storedData.labelOfKorean, 3),
  list('cigarette', cigarette.cigaretteStatuses, cigarette.labelOf, 5),
  list('means', movement.means, movement.labelOf, 6),
  list('direction', movement.directions, movement.labelOfDirection, 5),
  list('place kind', movement.placeKinds, movement.labelOfPlaceKind, 4),
  list('cash', cash.cashKinds, cash.labelOf, 7),
  list('declaration', cash.declarations, cash.labelOfDeclaration, 3),
  list('feedback', feedback.feedbacks, feedback.labelOf, 7),
]

function fieldsOf(name: action.Action) {
  const { must, may } = action.reportOf(name)
  return [...must, ...may]
}
function once<T>(value: T, i: number, all: readonly T[]) {
  return all.indexOf(value) === i
}

const said = new Map(
  locales.map(l => [l.tag, new Map(l.texts.map(t => [t.key, t.text] as const))] as const),
)

describe('given every code list', () => {
  it.each(lists)('when $name is counted, then it has $size codes, each once', l => {
    expect(new Set(l.codes).size).toBe(l.size)
    expect(l.codes).toHaveLength(l.size)
    expect(new Set(l.labels).size).toBe(l.size)
  })

  it('when labels are looked up, then each is there in every language', () => {
    const labels = lists.flatMap(l => l.labels)
    const lacking = [...said].flatMap(([tag, texts]) =>
      labels.filter(key => !texts.has(key)).map(key => `${tag} lacks ${key}`),
    )
    expect(lacking).toEqual([])
    expect([...said.keys()]).toHaveLength(4)
    expect(labels).toHaveLength(381)
  })

  it('when a list is read in one language, then no two of its labels are the same', () => {
    const alike = [...said].flatMap(([tag, texts]) =>
      lists.flatMap(({ name, labels }) =>
        labels
          .filter(key => labels.some(other => other !== key && texts.get(other) === texts.get(key)))
          .map(key => `${tag} ${name}: ${texts.get(key)}`),
      ),
    )
    expect(alike).toEqual([])
  })

  it('when the catalogue of codes is read, then every text belongs to a code', () => {
    const labels = new Set<string>(lists.flatMap(l => l.labels))
    const own = locales[0]?.texts.filter(t => t.file === 'code.json') ?? []
    expect(own.filter(t => !labels.has(t.key)).map(t => t.key)).toEqual([])
    expect(own).toHaveLength(364)
  })

  it('when a code was named before elsewhere in the catalogue, then it is named alike', () => {
    const pairs = { matter: 'category', amount: 'unit' }
    const compared = [...said].flatMap(([tag, texts]) =>
      Object.entries(pairs).flatMap(([here, there]) =>
        Object.keys(groupOf(here))
          .filter(code => texts.has(`${there}.${code}`))
          .map(code => [
            `${tag} ${code}: ${texts.get(`${here}.${code}`)}`,
            `${tag} ${code}: ${texts.get(`${there}.${code}`)}`,
          ]),
      ),
    )
    expect(compared.map(([here]) => here)).toEqual(compared.map(([, there]) => there))
    expect(compared.length).toBeGreaterThanOrEqual(4 * (7 + 3))
  })
})

function groupOf(name: string): object {
  const group = readJson('locales/en/code.json')[name]
  if (typeof group !== 'object' || group === null) throw new Error(`no group ${name}`)
  return group
}
