import { first, only, type Rule } from './rule.ts'

/** Width and place of punctuation (i18n.md section 4.1). */
export const punctuation: readonly Rule[] = [
  {
    name: 'Chinese has full-width punctuation beside Chinese and beside placeholders',
    holds: ({ punct }) => punct === 'full',
    find: text =>
      first(/[\p{sc=Han}}]\s?[,;:!?()]|[,;:!?()]\s?[\p{sc=Han}{]|[\p{sc=Han}}]\.(?:\s|$)/u, text),
    wrong: [
      '原因:{{a}}',
      '你好, 請',
      '已收悉.',
      '{{a}}:{{b}}',
      '(上限',
      '{{a}}.',
      '上限 (字)',
      ')已',
    ],
    right: ['原因：{{a}}', 'TLP:RED（只限）', '請使用 YYYY-MM-DD HH:mm。', '{{a}}，{{b}}'],
  },
  {
    name: 'Korean and English have half-width punctuation',
    holds: ({ punct }) => punct === 'half',
    find: text => first(/[，。：；（）！？「」『』【】〈〉《》、｜]/, text),
    wrong: ['접수，확인', '접수（담당）', 'a：b'],
    right: ['접수(담당: 김)', '적발·압수', '“인용”'],
  },
  {
    name: 'Korean has no blank before a bracket, and a colon is followed by one',
    holds: only('ko'),
    find: text => first(/[가-힣}]\s\(|[가-힣}]\s?:(?=\S)|\s:/, text),
    wrong: ['접수 (담당)', '담당:{{a}}', '담당 : {{a}}'],
    right: ['접수(담당: {{a}})', 'HH:mm', 'TLP:RED(한정)'],
  },
]
