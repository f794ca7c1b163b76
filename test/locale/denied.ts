/**
 * Words that a language must not use, as i18n.md gives them: section 2 (words of the other script's
 * region), 3.2 (terms with another legal meaning), 4.1 (register and variant forms).
 */
export const denied: Readonly<Record<string, readonly string[]>> = {
  'zh-HK': [
    ...['上傳', '下载', '集裝箱', '南韓', '監控下交付', '伺服機', '服務器'],
    ...['唔', '咗', '嘅', '您', '爲', '羣', '税', '户', '週', '菸', '啓', '裡', '峯', '~'],
    ...['冇', '佢', '哋', '喺', '畀', '睇', '啲', '嚟', '啦', '喇'],
  ],
  'zh-CN': [
    ...['貨柜', '货柜', '南韩', '上载', '伺服器', '监控递送', '当值', '「', '」', '~'],
    ...['你', '咱', '啥', '啦', '呗', '哦', '咋'],
  ],
  ko: [
    ...['에스컬레이션', '지적재산권', '남한', '홍콩해관', '홍콩세관', '컨펌'],
    ...['이첩', '송치', '반려', '거절', '당신', '귀하', '~'],
  ],
}
