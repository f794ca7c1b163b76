import { flawsOf } from '../rigs/slack/check.ts'
import { flawsInBlocks, flawsInView } from '../rigs/slack/payload.ts'
import { type Fields, node, type Rule, shape, text } from '../rigs/slack/rule.ts'
import { table } from '../rigs/slack/table.ts'
import { objects, optionGroup } from '../rigs/slack/table-objects.ts'

/** One published case: a payload that passes, and what spoils it. */
interface Case {
  readonly flaws: (value: Fields) => readonly string[]
  readonly good: Fields
  readonly spoilt: Fields
}

const x = (length: number): string => 'x'.repeat(length)
const many = <T>(count: number, item: T): readonly T[] => Array.from({ length: count }, () => item)
const plain = (words: string) => ({ type: 'plain_text', text: words })
const mrkdwn = (words: string) => ({ type: 'mrkdwn', text: words })
const option = { text: plain('a'), value: 'a' }

const spoil =
  (flaws: Case['flaws'], good: Fields) =>
  (patch: Fields): Case => ({ flaws, good, spoilt: { ...good, ...patch } })

const of = (rule: Rule, good: Fields) => spoil(value => flawsOf(table, rule, value, ''), good)
const block = (good: Fields) =>
  spoil(value => flawsInBlocks([value], value['type'] === 'alert' ? 'modal' : 'message'), good)
const element = (good: Fields) => of(node('elements'), good)

const aText = of(text(), plain('a'))
const button = element({ type: 'button', text: plain('a') })
const confirm = of(shape(objects.confirm), {
  title: plain('a'),
  text: plain('a'),
  confirm: plain('a'),
  deny: plain('a'),
})
const anOption = of(shape(objects.option), option)
const group = of(shape(optionGroup), { label: plain('a'), options: [option] })
const select = element({ type: 'static_select', options: [option] })
const overflow = element({ type: 'overflow', options: [option] })
const checkboxes = element({ type: 'checkboxes', options: [option] })
const radio = element({ type: 'radio_buttons', options: [option] })
const url = element({ type: 'url', url: 'https://a.test', text: 'a' })
const file = element({ type: 'file_input', max_files: 1 })
const line = element({ type: 'plain_text_input', max_length: 1 })
const number = element({ type: 'number_input', is_decimal_allowed: false })
const feedback = element({
  type: 'feedback_buttons',
  positive_button: { text: plain('a'), value: 'a' },
  negative_button: { text: plain('a'), value: 'a' },
})
const icon = element({ type: 'icon_button', icon: 'trash', text: plain('a') })
const image = block({ type: 'image', image_url: 'https://a.test', alt_text: 'a' })
const cell = { type: 'raw_text', text: 'a' }
const tableBlock = block({ type: 'table', rows: [[cell]] })
const actions = block({ type: 'actions', elements: [{ type: 'button', text: plain('a') }] })
const context = block({ type: 'context', elements: [plain('a')] })
const header = block({ type: 'header', text: plain('a') })
const input = block({ type: 'input', label: plain('a'), element: { type: 'plain_text_input' } })
const markdown = block({ type: 'markdown', text: 'a' })
const section = block({ type: 'section', text: plain('a') })
const video = block({
  type: 'video',
  alt_text: 'a',
  thumbnail_url: 'https://a.test',
  title: plain('a'),
  video_url: 'https://a.test',
})
const alert = block({ type: 'alert', text: plain('a') })
const card = block({ type: 'card', title: mrkdwn('a') })
const aCard = { type: 'card', title: mrkdwn('a') }
const carousel = block({ type: 'carousel', elements: [aCard] })
const divider = { type: 'divider' }
const container = block({ type: 'container', title: plain('a'), child_blocks: [divider] })
const contextActions = block({
  type: 'context_actions',
  elements: [{ type: 'icon_button', icon: 'trash', text: plain('a') }],
})
const dataTable = block({ type: 'data_table', caption: 'a', rows: [[cell], [cell]] })
const segment = { label: 'a', value: 1 }
const point = { label: 'a', value: 1 }
const series = { name: 'a', data: [point] }
const axes = { type: 'bar', series: [series], axis_config: { categories: ['a'] } }
const pie = block({
  type: 'data_visualization',
  title: 'a',
  chart: { type: 'pie', segments: [segment] },
})
const bar = block({ type: 'data_visualization', title: 'a', chart: axes })
const segments = (items: readonly unknown[]) => pie({ chart: { type: 'pie', segments: items } })
const allSeries = (items: readonly unknown[]) => bar({ chart: { ...axes, series: items } })
const axis = (config: Fields) =>
  bar({ chart: { ...axes, axis_config: { categories: ['a'], ...config } } })
const view = spoil(value => flawsInView(value, 'modal'), {
  type: 'modal',
  title: plain('a'),
  blocks: [divider],
})

/** Our payload for every published case that must be refused, by its id. */
export const invalid: Readonly<Record<string, Case>> = {
  'text-empty': aText({ text: '' }),
  'text-too-long': aText({ text: x(3001) }),
  'button-action-id-too-long': button({ action_id: x(256) }),
  'button-text-too-long': button({ text: plain(x(76)) }),
  'button-url-too-long': button({ url: x(3001) }),
  'button-value-too-long': button({ value: x(2001) }),
  'button-accessibility-label-too-long': button({ accessibility_label: x(76) }),
  'confirmation-title-too-long': confirm({ title: plain(x(101)) }),
  'confirmation-text-too-long': confirm({ text: plain(x(301)) }),
  'confirmation-confirm-too-long': confirm({ confirm: plain(x(31)) }),
  'confirmation-deny-too-long': confirm({ deny: plain(x(31)) }),
  'option-text-too-long': anOption({ text: plain(x(76)) }),
  'option-value-too-long': anOption({ value: x(151) }),
  'option-url-too-long': anOption({ url: '😀'.repeat(3001) }),
  'option-description-too-long': anOption({ description: plain(x(76)) }),
  'option-group-label-too-long': group({ label: plain(x(76)) }),
  'option-group-empty': group({ options: [] }),
  'option-group-too-many-options': group({ options: many(101, option) }),
  'select-placeholder-too-long': select({ placeholder: plain(x(151)) }),
  'select-too-many-options': select({ options: many(101, option) }),
  'select-too-many-option-groups': select({
    options: undefined,
    option_groups: many(101, { label: plain('a'), options: [option] }),
  }),
  'static-select-options-and-groups': select({
    option_groups: [{ label: plain('a'), options: [option] }],
  }),
  'overflow-empty': overflow({ options: [] }),
  'overflow-too-many-options': overflow({ options: many(6, option) }),
  'checkboxes-empty': checkboxes({ options: [] }),
  'checkboxes-too-many-options': checkboxes({ options: many(11, option) }),
  'radio-buttons-empty': radio({ options: [] }),
  'radio-buttons-too-many-options': radio({ options: many(11, option) }),
  'url-source-url-empty': url({ url: '' }),
  'url-source-url-too-long': url({ url: x(3001) }),
  'table-too-many-rows': tableBlock({ rows: many(101, [cell]) }),
  'table-ragged-rows': tableBlock({ rows: [[cell], [cell, cell]] }),
  'table-column-settings-mismatch': tableBlock({ column_settings: [{}, {}] }),
  'file-input-max-files-too-small': file({ max_files: 0 }),
  'file-input-max-files-too-large': file({ max_files: 11 }),
  'plain-text-input-max-length-too-large': line({ max_length: 3001 }),
  'number-input-inverted-range': number({ min_value: '10', max_value: '9' }),
  'actions-too-many-elements': actions({
    elements: many(26, { type: 'button', text: plain('a') }),
  }),
  'context-too-many-elements': context({ elements: many(11, plain('a')) }),
  'context-invalid-element': context({ elements: [{ type: 'button', text: plain('a') }] }),
  'header-text-too-long': header({ text: plain(x(151)) }),
  'image-url-too-long': image({ image_url: x(3001) }),
  'image-alt-text-too-long': image({ alt_text: x(2001) }),
  'image-url-and-slack-file': image({ slack_file: { id: 'F1' } }),
  'input-label-too-long': input({ label: plain(x(2001)) }),
  'input-hint-too-long': input({ hint: plain(x(2001)) }),
  'input-invalid-element': input({ element: { type: 'button', text: plain('a') } }),
  'markdown-empty': markdown({ text: '' }),
  'markdown-too-long': markdown({ text: x(12_001) }),
  'section-text-too-long': section({ text: plain(x(3001)) }),
  'section-too-many-fields': section({ fields: many(11, plain('a')) }),
  'section-field-too-long': section({ fields: [plain(x(2001))] }),
  'section-missing-content': section({ text: undefined }),
  'block-id-too-long': section({ block_id: x(256) }),
  'video-alt-text-empty': video({ alt_text: '' }),
  'video-alt-text-too-long': video({ alt_text: x(201) }),
  'video-title-too-long': video({ title: plain(x(201)) }),
  'video-author-name-too-long': video({ author_name: x(51) }),
  'video-description-too-long': video({ description: plain(x(201)) }),
  'video-provider-name-too-long': video({ provider_name: x(51) }),
  'view-missing-blocks': view({ blocks: [] }),
  'view-too-many-blocks': view({ blocks: many(101, divider) }),
  'view-private-metadata-too-long': view({ private_metadata: x(3001) }),
  'view-callback-id-too-long': view({ callback_id: x(256) }),
  'view-title-too-long': view({ title: plain(x(25)) }),
  'view-close-too-long': view({ close: plain(x(25)) }),
  'view-submit-too-long': view({ submit: plain(x(25)) }),
  'alert-text-too-long': alert({ text: plain(x(201)) }),
  'card-title-too-long': card({ title: mrkdwn(x(151)) }),
  'card-subtitle-too-long': card({ subtitle: mrkdwn(x(151)) }),
  'card-body-too-long': card({ body: mrkdwn(x(201)) }),
  'card-too-many-actions': card({ actions: many(4, { type: 'button', text: plain('a') }) }),
  'card-subtext-too-long': card({ subtext: mrkdwn(x(201)) }),
  'carousel-empty': carousel({ elements: [] }),
  'carousel-too-many-cards': carousel({ elements: many(11, aCard) }),
  'container-title-too-long': container({ title: plain(x(151)) }),
  'container-subtitle-too-long': container({ subtitle: plain(x(151)) }),
  'container-too-many-child-blocks': container({ child_blocks: many(11, divider) }),
  'context-actions-too-many-elements': contextActions({
    elements: many(6, { type: 'icon_button', icon: 'trash', text: plain('a') }),
  }),
  'feedback-button-text-too-long': feedback({
    positive_button: { text: plain(x(76)), value: 'a' },
  }),
  'feedback-button-value-too-long': feedback({
    positive_button: { text: plain('a'), value: x(2001) },
  }),
  'feedback-button-accessibility-label-too-long': feedback({
    negative_button: { text: plain('a'), value: 'a', accessibility_label: x(76) },
  }),
  'icon-button-too-many-visible-users': icon({ visible_to_user_ids: many(11, 'U1') }),
  'data-table-too-few-rows': dataTable({ rows: [[cell]] }),
  'data-table-too-many-rows': dataTable({ rows: many(202, [cell]) }),
  'data-table-too-few-columns': dataTable({ rows: [[], []] }),
  'data-table-too-many-columns': dataTable({ rows: many(2, many(21, cell)) }),
  'data-table-page-size-too-small': dataTable({ page_size: 0 }),
  'data-table-page-size-too-large': dataTable({ page_size: 101 }),
  'data-table-cell-text-empty': dataTable({ rows: [[cell], [{ type: 'raw_text', text: '' }]] }),
  'data-table-content-too-long': dataTable({
    rows: many(2, [{ type: 'raw_text', text: x(10_001) }]),
  }),
  'data-visualization-title-too-long': bar({ title: x(51) }),
  'pie-chart-empty': segments([]),
  'pie-chart-too-many-segments': segments(many(13, segment)),
  'chart-segment-label-too-long': segments([{ label: x(21), value: 1 }]),
  'chart-segment-value-not-positive': segments([{ label: 'a', value: 0 }]),
  'chart-series-empty': allSeries([]),
  'chart-too-many-series': allSeries(many(13, series)),
  'data-series-name-too-long': allSeries([{ ...series, name: x(21) }]),
  'data-series-empty': allSeries([{ ...series, data: [] }]),
  'data-series-too-many-points': allSeries([{ ...series, data: many(21, point) }]),
  'data-point-label-too-long': allSeries([{ ...series, data: [{ label: x(21), value: 1 }] }]),
  'axis-categories-empty': axis({ categories: [] }),
  'axis-too-many-categories': axis({ categories: many(21, 'a') }),
  'axis-category-label-too-long': axis({ categories: [x(21)] }),
  'axis-label-too-long': axis({ x_label: x(51) }),
}
