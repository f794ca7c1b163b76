const daysBefore = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365]

/** Two digits; far below 0 where they are none. */
const two = (bytes: Uint8Array, i: number): number => {
  const tens = (bytes[i] ?? 0) - 48
  const ones = (bytes[i + 1] ?? 0) - 48
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -10_000
}

/** Reads `2026-11-29T18:06:10.090Z` from `i` on, of the years 1970 to 2099; −1 for all else. */
export const momentAt = (bytes: Uint8Array, i: number): number => {
  const isMarked =
    bytes[i + 4] === 45 &&
    bytes[i + 7] === 45 &&
    bytes[i + 10] === 84 &&
    bytes[i + 13] === 58 &&
    bytes[i + 16] === 58 &&
    bytes[i + 19] === 46 &&
    bytes[i + 23] === 90
  const year = two(bytes, i) * 100 + two(bytes, i + 2)
  const month = two(bytes, i + 5)
  const day = two(bytes, i + 8)
  if (!isMarked || year < 1970 || year >= 2100 || month < 1 || month > 12) return -1
  // Of these years each that divides by four has a day more.
  const leap = year % 4 === 0 ? 1 : 0
  const before = daysBefore[month - 1] ?? 0
  const inMonth = (daysBefore[month] ?? 0) - before + (month === 2 ? leap : 0)
  const hour = two(bytes, i + 11)
  const minute = two(bytes, i + 14)
  const second = two(bytes, i + 17)
  const tenths = (bytes[i + 20] ?? 0) - 48
  const hundredths = two(bytes, i + 21)
  const isClock = hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60
  const isTime = isClock && tenths >= 0 && tenths <= 9 && hundredths >= 0
  if (!isTime || day < 1 || day > inMonth) return -1
  const years = (year - 1970) * 365 + Math.floor((year - 1969) / 4)
  const days = years + before + (month > 2 ? leap : 0) + day - 1
  const ms = tenths * 100 + hundredths
  return (((days * 24 + hour) * 60 + minute) * 60 + second) * 1000 + ms
}
