import type { Brand } from '../kit/brand.ts'

/** ISO 4217 alphabetic code. Amounts go by it, never by a sign: `元` and `$` are several currencies. */
export type Currency = Brand<string, 'Currency'>

/** ISO 4217 list one as of January 2026 (amendments up to 180), by decimals of the minor unit. */
const byDecimals: readonly (readonly [decimals: number | undefined, codes: string])[] = [
  [
    2,
    [
      'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD',
      'CDF CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS',
      'GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD',
      'LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB',
      'PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP',
      'SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW',
      'ZWG',
    ].join(' '),
  ],
  [0, 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'],
  [3, 'BHD IQD JOD KWD LYD OMR TND'],
  [4, 'CLF UYW'],
  [undefined, 'XAG XAU XBA XBB XBC XBD XDR XPD XPT XSU XTS XUA XXX'],
]

const decimalsByCode: ReadonlyMap<Currency, number | undefined> = new Map(
  byDecimals.flatMap(([decimals, codes]) =>
    codes.split(' ').map(code => [code as Currency, decimals] as const),
  ),
)

export const currencies: readonly Currency[] = [...decimalsByCode.keys()].toSorted()

/** Reads a code as typed: any case, full-width letters included. */
export const readCurrency = (text: string): Currency | undefined => {
  const plain = text.normalize('NFKC').trim().toUpperCase()
  return currencies.find(code => code === plain)
}

/** Decimals of its minor unit; undefined for metals and codes that are no money one can count. */
export const decimalsOf = (currency: Currency): number | undefined => decimalsByCode.get(currency)
