import { bare, first, only, type Rule } from './rule.ts'

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
    name: 'Chinese has no blank beside full-width punctuation',
    holds: ({ punct }) => punct === 'full',
    find: text => first(/\s[，。：；（）！？、「」《》]|[，。：；（）！？、「」《》]\s/, text),
    wrong: ['狀態： {{a}}', '已收悉 （{{a}}）', 'A 、B'],
    right: ['狀態：{{a}}', '請用 liaison audit verify，或參閱 HOWTO.md。', '由 {{a}} 至 {{b}}'],
  },
  {
    name: 'Hong Kong has a blank between Chinese and Latin letters',
    holds: only('zh-HK'),
    find: text => first(/\p{sc=Han}[A-Za-z]|[A-Za-z]\p{sc=Han}/u, bare(text)),
    wrong: ['IP地址', '請用audit', '網址URL'],
    right: ['IP 地址', '1988年', '（TLP）資料', '{{a}}已收悉'],
  },
  {
    name: 'Korean has no blank between a figure and what it counts',
    holds: only('ko'),
    find: text => first(/(?:\}\}|\d) (?:건|개비|갑|보루|명|개|곳|회|번|주|일)(?![가-힣])/, text),
    wrong: ['{{n}} 건', '10 명', '{{n}} 개비'],
    right: ['{{n}}건', '의뢰 {{ref}} 건은', '{{week}} 주간', '{{a}} 일시'],
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
