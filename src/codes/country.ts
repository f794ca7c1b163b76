import { data, type Term, words } from '../card/card.ts'
import type { MessageKey } from '../card/key.ts'
import type { Brand } from '../kit/brand.ts'

/** ISO 3166-1 alpha-2: countries and areas with a code of their own; HK, MO and TW are separate. */
export type Country = Brand<string, 'Country'>

const all = [
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS',
  'BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE',
  'EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM',
  'HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC',
  'LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA',
  'NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW',
  'SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO',
  'TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW',
].flatMap(row => row.split(' '))

export const countries: readonly Country[] = all.map(code => code as Country)

/** Reads a code as typed: any case, full-width letters included. */
export const readCountry = (text: string): Country | undefined => {
  const plain = text.normalize('NFKC').trim().toUpperCase()
  return countries.find(code => code === plain)
}

/**
 * Named in the catalogue: the members of Project Crocodile (2004), Italy, and some on the same routes.
 * The names are this project's, not those of the runtime, which differ from what the agencies write.
 */
export const namedCountries = [
  'AE',
  'AU',
  'BN',
  'CN',
  'HK',
  'ID',
  'IT',
  'JP',
  'KH',
  'KR',
  'LK',
  'MO',
  'MY',
  'NZ',
  'PG',
  'PH',
  'SG',
  'TH',
  'TW',
  'VN',
] as const
export type NamedCountry = (typeof namedCountries)[number]

export const labelOf = (country: NamedCountry): MessageKey => `country.${country}`

/** Its name where the catalogue has one, else the code itself. */
export const sayCountry = (country: Country): Term => {
  const named = namedCountries.find(code => code === country)
  return named ? words(labelOf(named)) : data(country)
}
