/** A term of the glossary in sentences. */
export interface SaidTerm {
  readonly id: string
  /** How English says it, placeholders left out. */
  readonly english: RegExp
  /** What a sentence must hold where that is only a part of the term. */
  readonly stem?: Readonly<Record<string, string>>
}

/** Lines to type, and what is said in another sense. */
export const besides =
  /liaison audit cosign|\/audit cosign|acknowledge\w* (?:of )?receipt|^receipt was due|\bin operation\b|identify the operator|site operator/gi

/** Terms of which every sentence that English has with them must have the term in each language. */
export const saidTerms: readonly SaidTerm[] = [
  {
    id: 'proc.action_item',
    english: /\baction items?\b/i,
    stem: { ko: '사항', 'zh-HK': '事項', 'zh-CN': '事项' },
  },
  { id: 'proc.bulletin', english: /\bbulletins?\b/i },
  { id: 'proc.situation_report', english: /\bsituation reports?\b/i },
  { id: 'proc.end_report', english: /\bend reports?\b/i },
  { id: 'proc.agenda', english: /\bagenda\b/i },
  { id: 'proc.immediate_notification', english: /\bimmediate notifications?\b/i },
  {
    id: 'proc.joint_operation',
    english: /\boperations?\b/i,
    stem: { 'zh-HK': '行動', 'zh-CN': '行动' },
  },
  { id: 'proc.weekly_summary', english: /\bweekly summary\b/i },
  { id: 'proc.audit_log', english: /\baudit log\b/i },
  { id: 'proc.overdue', english: /\boverdue\b/i },
  { id: 'proc.withdraw', english: /\bwithdr[ae]wn?\b/i },
  {
    id: 'proc.acknowledge',
    english: /\backnowledged?\b/i,
    stem: { ko: '접수', 'zh-HK': '收悉', 'zh-CN': '收悉' },
  },
  {
    id: 'proof.receipt',
    english: /\breceipts?\b/i,
    stem: { 'zh-HK': '憑證', 'zh-CN': '凭证', ko: '증명' },
  },
  { id: 'proof.checkpoint', english: /\bcheckpoints?\b/i },
  { id: 'proof.witness', english: /\bwitness\b/i, stem: { 'zh-HK': '見證', 'zh-CN': '见证' } },
  { id: 'proof.cosignature', english: /\bcosign(?:ed|s|atures?)?\b/i },
  { id: 'role.contact_point', english: /\bcontact points?\b/i },
  { id: 'role.supervisor', english: /\bsupervisors?\b/i },
  { id: 'role.duty_officer', english: /\bduty officers?\b/i },
  { id: 'role.operator', english: /\boperator\b|\bsystem administrators?\b/i },
  { id: 'ui.working_day', english: /\bworking days?\b/i },
  { id: 'ui.public_holiday', english: /\bpublic holidays?\b/i },
  { id: 'ui.priority', english: /\bpriority\b/i },
]
