import { denied } from './denied.ts'
import { first, only, type Rule } from './rule.ts'

/** Register and choice of words (i18n.md sections 1.5, 2 and 4.1). */
export const style: readonly Rule[] = [
  {
    name: 'Korean has no particle directly after a placeholder',
    holds: only('ko'),
    find: text =>
      first(
        /\}\}[)\]”’"']?(?:(?:으로|[을를이가은는와과로])(?=$|[^가-힣(])|이며|이고|이라|라고|이?[였었던]|이나|으?로서|으?로써|으?로부터|[와과]의)/,
        text,
      ),
    wrong: [
      '{{a}}을 확인',
      '{{a}}는',
      '{{a}})이 ',
      '{{a}}로 인계',
      '{{a}}였습니다',
      '{{a}}이었음',
      '{{a}}으로,',
      '{{a}}와 {{b}}',
    ],
    right: ['{{a}}까지 접수', '{{n}}건', '{{a}}을(를) 확인', '{{n}}이내', '담당: {{a}}'],
  },
  {
    name: 'Korean is not in the polite spoken style',
    holds: only('ko'),
    find: text => first(/(?:[세아어해예에네돼까나군가줘]요|[하되]지요|죠)(?=[\s.!?…)”’]|$)/, text),
    wrong: ['확인하세요.', '안 돼요', '보냈어요!', '맞죠?'],
    right: ['확인하십시오.', '정보 필요', '개요', '중요.', '접수 확인 바랍니다.'],
  },
  {
    name: 'Korean is not in the plain written style',
    holds: only('ko'),
    find: text => first(/(?<!니)다(?=[.!?]|$)/, text),
    wrong: ['확인했다.', '기한이 지났다', '접수하였다!'],
    right: ['확인했습니다.', '수락함', '접수 확인 바랍니다.', '다시 시도합니다'],
  },
  {
    name: 'Korean says what one command does as a noun, not as a sentence',
    holds: only('ko'),
    find: text => first(/(?:봅|합|됩|줍)니다$/, text),
    wrong: ['당직표를 봅니다'],
    right: ['당직표 보기', '대조하지 않습니다.', '접수 확인 바랍니다'],
  },
  {
    name: 'English has no contraction',
    holds: only('en'),
    // Scripts know a verdict by its first words.
    find: text =>
      first(
        /(?!^Can't decide: )\b\w+n['’]t\b|\b\w+['’](?:re|ve|ll|m)\b|\b(?:it|that|there)['’]s\b/i,
        text,
      ),
    wrong: ["don't", 'can’t', "You're", "it's", "You can't decide: x"],
    right: ["the officer's", 'cannot', 'do not', "Can't decide: {{reason}}."],
  },
  ...Object.entries(denied).map(
    ([tag, words]): Rule => ({
      name: `${tag} has no word of the deny list`,
      holds: only(tag),
      find: text => words.find(word => text.includes(word)),
      wrong: words.map(word => `a${word}b`),
      right: ['a'],
    }),
  ),
]
