import { printAmount } from './amount.ts'
import { type Currency, decimalsOf } from './currency.ts'

/**
 * `HKD 1,234.50`: an amount in minor units (an integer from 0) with its ISO 4217 code in front, alike in every
 * language, as a sign or `元` is several currencies. Undefined for what is no money that one can count.
 */
export const printMoney = (minor: number, currency: Currency): string | undefined => {
  const decimals = decimalsOf(currency)
  return decimals === undefined ? undefined : `${currency} ${printAmount(minor, decimals)}`
}
