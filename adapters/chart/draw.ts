import { Resvg } from '@resvg/resvg-js'
import type { SpokenChart } from '../../src/card/spoken.ts'
import { err, ok, type Result } from '../../src/kit/result.ts'
import type { ChartFault } from '../../src/ports/chart.ts'
import { drawable } from './drawable.ts'
import { type Fonts, families, fontFiles } from './fonts.ts'
import { encodePng } from './png.ts'
import { svgOf } from './svg.ts'

/** SVG to PNG, on the thread that asks. Only fonts that come with it: the same picture on every machine. */
const pngOf = (svg: string): Uint8Array => {
  const { width, height, pixels } = new Resvg(svg, {
    font: {
      loadSystemFonts: false,
      fontFiles: [...fontFiles],
      defaultFontFamily: families.hk,
    },
  }).render()
  return encodePng({ width, height, rgba: pixels })
}

export const drawWith = (fonts: Fonts, chart: SpokenChart): Result<Uint8Array, ChartFault> => {
  const shown = drawable(fonts, chart)
  return shown.ok ? ok(pngOf(svgOf(fonts, shown.value))) : err(shown.error)
}
