import { configSchema } from '../../src/config.ts'
import { type Role, roles, type Side } from '../../src/kit/codes.ts'
import type { ContactPointId, Language, OfficerId } from '../../src/kit/ids.ts'
import { createDirectory, type Officer } from '../../src/roster/directory.ts'

export const hkc = 'hkc.cyber' as ContactPointId
export const kcs = 'kcs.cyber' as ContactPointId
export const gdf = 'gdf.cyber' as ContactPointId

const agency = (id: string, prefix: string, names: Readonly<Record<string, string>>) => ({
  id,
  prefix,
  names,
})

const desk = (
  agency: string,
  zone: string,
  label: string,
  names: Readonly<Record<string, string>>,
  phone?: string,
) => ({
  id: `${agency}.cyber`,
  agency,
  names,
  zone: { zone, label },
  ...(phone === undefined ? {} : { phone }),
})

const people: Readonly<
  Record<string, { readonly language: string; readonly names: Readonly<Record<string, string>> }>
> = {
  hkc: {
    language: 'zh-HK',
    names: { en: 'Wong Ka-ming', 'zh-HK': '黃家明', 'zh-CN': '黄家明', ko: '웡카밍' },
  },
  kcs: {
    language: 'ko',
    names: { en: 'Kim Min-jun', 'zh-HK': '金敏俊', 'zh-CN': '金敏俊', ko: '김민준' },
  },
  gdf: { language: 'en', names: { en: 'Rossi Anna' } },
}

/** One officer a role at each desk: `hkc.duty`, `kcs.auditor`, … */
const officers = Object.entries(people).flatMap(([agency, { language, names }]) =>
  roles.map(role => ({
    id: `${agency}.${role}`,
    desk: `${agency}.cyber`,
    roles: [role],
    language,
    names,
    identities: [{ platform: 'test', workspace: agency, user: role }],
  })),
)

/** Two desks that share a channel, and a third that shares none with them. */
export const config = configSchema.parse({
  log: 'test.liaison.example/rules',
  agencies: [
    agency('hkc', 'HK', {
      en: 'Hong Kong Customs',
      'zh-HK': '香港海關',
      'zh-CN': '香港海关',
      ko: '홍콩 관세청',
    }),
    agency('kcs', 'KR', {
      en: 'Korea Customs Service',
      'zh-HK': '韓國關稅廳',
      'zh-CN': '韩国关税厅',
      ko: '관세청',
    }),
    agency('gdf', 'IT', { en: 'Guardia di Finanza' }),
  ],
  contactPoints: [
    desk(
      'hkc',
      'Asia/Hong_Kong',
      'HKT',
      {
        en: 'Hong Kong Customs, contact point',
        'zh-HK': '香港海關聯絡點',
        'zh-CN': '香港海关联络点',
        ko: '홍콩 관세청 연락창구',
      },
      '+852 0000 0001',
    ),
    desk(
      'kcs',
      'Asia/Seoul',
      'KST',
      {
        en: 'Korea Customs Service, contact point',
        'zh-HK': '韓國關稅廳聯絡點',
        'zh-CN': '韩国关税厅联络点',
        ko: '관세청 연락창구',
      },
      '+82 00 0000 0002',
    ),
    desk('gdf', 'Europe/Rome', 'Rome', { en: 'Guardia di Finanza, contact point' }),
  ],
  officers,
  channels: [
    { id: 'pair', desks: [hkc, kcs], place: 'pair', languages: ['zh-HK', 'ko'] },
    { id: 'hk', desks: [hkc], place: 'hk', languages: ['zh-HK', 'en'] },
    { id: 'kr', desks: [kcs], place: 'kr', languages: ['ko', 'en'] },
    { id: 'it', desks: [gdf], place: 'it', languages: ['en'] },
  ].map(c => ({ ...c, platform: 'test', names: { en: c.id } })),
})

export const directory = createDirectory(config)

export const languages = ['en', 'ko', 'zh-HK', 'zh-CN'] as readonly string[] as readonly Language[]

export const officerAt = (desk: ContactPointId, role: Role = 'officer'): Officer =>
  directory.officer(desk.replace('.cyber', `.${role}`) as OfficerId)

/** The officer of a side of a referral from Hong Kong to Korea. */
export const onSide = (side: Side, role?: Role): Officer =>
  officerAt(side === 'sender' ? hkc : kcs, role)
