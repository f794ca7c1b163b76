import { type Family, list, num, type Rule, type Shape, shape, str } from './rule.ts'

const label = str(20, 1)
const point = shape({ need: { label, value: num() }, may: {} })
const aboveNought: Rule = { is: 'number', over: 0 }

const axes: Shape = {
  need: {
    series: list(shape({ need: { name: label, data: list(point, 1, 20) }, may: {} }), 1, 12),
    axis_config: shape({
      need: { categories: list(label, 1, 20) },
      may: { x_label: str(50), y_label: str(50) },
    }),
  },
  may: {},
}

/** Charts: https://docs.slack.dev/reference/block-kit/blocks/ (data visualization) */
export const chart: Family = {
  pie: {
    need: { segments: list(shape({ need: { label, value: aboveNought }, may: {} }), 1, 12) },
    may: {},
  },
  area: axes,
  bar: axes,
  line: axes,
}
