import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { actions, needsFourEyes, reportOf } from '../../src/codes/action.ts'
import { areaOf, areas, categories, usualCategories } from '../../src/codes/category.ts'
import { declines, needsExplanation } from '../../src/codes/decline.ts'
import { feedbacks, isInterim, needsReason as needsWhy } from '../../src/codes/feedback.ts'
import { defaultLegalBases, needsText } from '../../src/codes/legal-basis.ts'
import { needsCause, outcomes } from '../../src/codes/outcome.ts'
import { deliveries, works } from '../../src/codes/piracy.ts'
import { readCode } from '../../src/codes/read.ts'
import { reportKinds } from '../../src/codes/report.ts'
import {
  categoryOfKorean,
  dataCategories,
  koreanData,
  needsJudge,
} from '../../src/codes/stored-data.ts'
import { carries, needsReason, urgencyReasons } from '../../src/codes/urgency.ts'
import * as kit from '../../src/kit/codes.ts'

describe('requested actions', () => {
  it('given every action, then it has its own report, and no field is asked for twice', () => {
    const reports = actions.map(reportOf)
    const fields = reports.map(r => [...r.must, ...r.may])
    expect(fields.filter(f => new Set(f).size !== f.length)).toEqual([])
    expect(fields.filter(f => f.length === 0)).toEqual([])
    expect(new Set(fields.flat())).toEqual(new Set(Object.keys(reportKinds)))
    expect(actions.filter(a => reportOf(a).must.length === 0)).toEqual(['info-only'])
    expect(reports).toHaveLength(18)
  })

  it('given a report, then its kinds are those of the reference', () => {
    const kindsOf = (action: (typeof actions)[number]) =>
      reportOf(action).must.map(field => reportKinds[field])
    expect(kindsOf('preserve-data')).toEqual(['extent'])
    expect(kindsOf('hold-and-examine')).toEqual(['feedback'])
    expect(kindsOf('controlled-delivery')).toEqual(['decision'])
    expect(kindsOf('notify-third-administration')).toEqual(['line', 'instant', 'text'])
    expect(reportOf('preserve-data').may).toContain('preserved-until')
    expect(actions.filter(needsFourEyes)).toEqual(['controlled-delivery'])
  })
})

describe('codes that the referral already has', () => {
  it('given a code in use, then the list here has it too', () => {
    const pairs: readonly (readonly [readonly string[], readonly string[]])[] = [
      [kit.declineCodes, declines],
      [kit.outcomes, outcomes],
      [kit.categories, categories],
    ]
    expect(pairs.flatMap(([used, full]) => used.filter(code => !full.includes(code)))).toEqual([])
    expect(pairs.flatMap(([used]) => used)).toHaveLength(10 + 10 + 7)
  })
})

describe('categories', () => {
  it('given every category, then its report area is as agreed', () => {
    expect(Object.fromEntries(categories.map(c => [c, areaOf(c) ?? '-']))).toEqual({
      'ipr-online': 'ipr',
      'ipr-goods': 'ipr',
      tobacco: 'revenue',
      drugs: 'drugs',
      precursors: 'drugs',
      cash: 'security',
      tbml: 'security',
      'fraud-revenue': 'revenue',
      'weapons-strategic': 'security',
      'wildlife-waste': 'environment',
      cultural: 'cultural-heritage',
      'cyber-other': '-',
      admin: '-',
      other: '-',
    })
    expect(new Set(categories.map(areaOf))).toEqual(new Set([...areas, undefined]))
    expect(usualCategories.filter(c => !categories.includes(c))).toEqual([])
    expect(usualCategories).toHaveLength(8)
  })
})

describe('urgency', () => {
  it('given every reason and priority, then a reason carries its own priority and those below', () => {
    const carried = urgencyReasons.map(reason => [
      reason,
      ...kit.priorities.filter(priority => carries(reason, priority)),
    ])
    expect(carried).toEqual([
      ['life-safety', 'immediate', 'urgent', 'routine', 'information'],
      ['moving-now', 'immediate', 'urgent', 'routine', 'information'],
      ['live-data', 'immediate', 'urgent', 'routine', 'information'],
      ['losing-relevance', 'urgent', 'routine', 'information'],
      ['preservation', 'urgent', 'routine', 'information'],
      ['liberty-decision', 'urgent', 'routine', 'information'],
    ])
    expect(kit.priorities.filter(needsReason)).toEqual(['immediate', 'urgent'])
  })
})

describe('codes that need words beside them', () => {
  it('given each list, then exactly those that say too little alone', () => {
    expect(declines.filter(needsExplanation)).toEqual([
      'outside-competence',
      'duplicate',
      'condition-not-accepted',
    ])
    expect(outcomes.filter(needsCause)).toEqual(['too-late'])
    expect(feedbacks.filter(needsWhy)).toEqual(['not-controlled'])
    expect(feedbacks.filter(isInterim)).toEqual(['not-arrived', 'surveillance-continues'])
    expect(defaultLegalBases.filter(needsText)).toEqual(['own-law', 'other'])
  })
})

describe('stored data', () => {
  it('given the three kinds of Korean law, then each is one category, and a judge is asked for two', () => {
    expect(koreanData.map(categoryOfKorean)).toEqual(dataCategories)
    expect(koreanData.filter(needsJudge)).toEqual([
      'communication-records',
      'content-under-warrant',
    ])
  })
})

describe('online piracy', () => {
  it('given the values of the MISP taxonomy, then the lists have them', () => {
    const methods = 'public-torrent private-torrent web-download web-streaming stream-ripper'
    const contents = 'film music game book software other'
    expect(methods.split(' ').filter(m => readCode(deliveries, m) === undefined)).toEqual([])
    expect(contents.split(' ').filter(c => readCode(works, c) === undefined)).toEqual([])
  })
})

describe('reading a code', () => {
  it('given any case or width, then it is the code; given anything else, then none', () => {
    expect(readCode(works, ' ＦＩＬＭ ')).toBe('film')
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), text => {
        const read = readCode(works, text)
        expect(read === undefined || works.includes(read)).toBe(true)
        if (read === undefined) expect(works.map(String)).not.toContain(text)
      }),
    )
  })
})
