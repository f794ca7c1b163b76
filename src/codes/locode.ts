import type { MessageKey } from '../card/key.ts'

/**
 * Ports and airports of the region and of Italy: UN/LOCODE (UNECE Recommendation 16), a subset chosen
 * by judgement. Anything else is free text and flagged as such, see place.ts.
 */
export const locodes = [
  ...(['HKHKG', 'MOMFM'] as const),
  ...(['KRPUS', 'KRINC', 'KRICN', 'KRKAN', 'KRPTK', 'KRUSN', 'KRKPO', 'KRKUV'] as const),
  ...(['KRMAS', 'KRYOS', 'KRCJU', 'KRSEL'] as const),
  ...(['CNBJS', 'CNCAN', 'CNDLC', 'CNHUA', 'CNLYG', 'CNNGB', 'CNNSA', 'CNPVG'] as const),
  ...(['CNSHA', 'CNSHK', 'CNTAO', 'CNTXG', 'CNXMN', 'CNYTN', 'CNZUH'] as const),
  ...(['TWKEL', 'TWKHH', 'TWTPE', 'TWTXG'] as const),
  ...(['JPHKT', 'JPKIX', 'JPNGO', 'JPNRT', 'JPOSA', 'JPTYO', 'JPUKB', 'JPYOK'] as const),
  ...(['SGSIN', 'MYPKG', 'MYTPP', 'THBKK', 'THLCH', 'VNHPH', 'VNSGN', 'PHMNL'] as const),
  ...(['IDJKT', 'IDSUB', 'KHPNH', 'BNMUA', 'LKCMB', 'AUSYD', 'NZAKL', 'AEJEA'] as const),
  ...(['ITFCO', 'ITGIT', 'ITGOA', 'ITLIV', 'ITMXP', 'ITNAP', 'ITSAL', 'ITSPE'] as const),
  ...(['ITTAR', 'ITTRS', 'ITVCE'] as const),
] as const
export type Locode = (typeof locodes)[number]

export const labelOf = (code: Locode): MessageKey => `locode.${code}`
