import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createCharts } from '../../adapters/chart/index.ts'
import { createSpeaker } from '../../src/bot/speak.ts'
import { catalogue, tag, zones } from '../bot/spoken.ts'
import { summaryCards } from '../golden/summary.ts'
import { directory } from '../roster/duty-sample.ts'
import { root } from './markdown.ts'

// With `npm run docs`: the picture of the README, drawn as a channel of two languages gets it.
const charts = createCharts()
const hearing = { languages: [tag('zh-HK'), tag('ko')], zones }
const [first] = summaryCards
const { picture } = first ? createSpeaker(catalogue, directory).card(first.card, hearing) : {}
const drawn = picture && (await charts.draw(picture.chart))
if (!drawn?.ok) throw new Error(JSON.stringify(drawn?.error))
writeFileSync(join(root, 'docs/week.png'), drawn.value)
await charts.close()
