import type { Sentence } from '../../kernel/domain-error.js';

/** Everything that can be allowed. The words appear in refusals and on the grants page. */
export const PERMISSIONS = {
  'case.read': { zh: '查看案件', en: 'read cases' },
  'case.write': { zh: '登记和修改案件', en: 'register and change cases' },
  'case.import': { zh: '导入案件', en: 'import cases' },
  'flow.read': { zh: '查看收结存', en: 'read the case flow' },
  'watch.read': { zh: '查看异常提示', en: 'read signs of the watch' },
  'watch.explain': { zh: '说明异常提示', en: 'explain signs of the watch' },
  'flow.explain': { zh: '登记未结数、说明收结存差额', en: 'register counts of open cases and explain gaps of the case flow' },
  'review.read': { zh: '查看评查', en: 'read quality reviews' },
  'review.record': { zh: '记录差错', en: 'record findings' },
  'signOff.sign': { zh: '签署裁判文书', en: 'sign judgments' },
  'judgment.publish': { zh: '公示裁判文书', en: 'publish judgments' },
  'judgment.exempt': { zh: '批准裁判文书不公示', en: 'approve that a judgment is not published' },
  'catalogue.read': { zh: '查看条目、评查表和参数', en: 'read catalogues and parameters' },
  'catalogue.propose': { zh: '提出修改条目、评查表和参数', en: 'propose changes to catalogues and parameters' },
  'catalogue.approve': { zh: '批准修改条目、评查表和参数', en: 'approve changes to catalogues and parameters' },
  'review.agreement': { zh: '查看双评与一致性', en: 'read double reviews and agreement' },
  'review.plan': { zh: '安排评查', en: 'plan quality reviews' },
  'review.coverage': { zh: '查看评查覆盖率和评查计划', en: 'read review plans and the coverage of review' },
  'pattern.read': { zh: '查看倾向性问题', en: 'read patterns of findings' },
  'pattern.names': { zh: '查看重复差错人员', en: 'read who repeats a fault' },
  'briefing.read': { zh: '查看讲评', en: 'read briefings' },
  'briefing.write': { zh: '登记讲评和整改措施', en: 'record briefings and their measures' },
  'bulletin.read': { zh: '查看通报', en: 'read bulletins' },
  'bulletin.draft': { zh: '起草和发布通报', en: 'draft and publish bulletins' },
  'bulletin.check': { zh: '核稿', en: 'check bulletins' },
  'bulletin.sign': { zh: '签发通报', en: 'sign bulletins' },
  'finding.comment': { zh: '对本人差错作说明', en: 'comment on own findings' },
  'finding.decide': { zh: '决定暂定的严重差错', en: 'decide on provisional serious findings' },
  'rectification.manage': { zh: '要求整改和销号', en: 'order and close rectifications' },
  'score.read': { zh: '查看得分', en: 'read scores' },
  'reconsideration.file': { zh: '申请复议', en: 'ask for reconsideration' },
  'reconsideration.read': { zh: '查看复议', en: 'read reconsiderations' },
  'reconsideration.handle': { zh: '受理复议', en: 'accept reconsiderations' },
  'reconsideration.reply': { zh: '答复复议', en: 'answer reconsiderations' },
  'ranking.read': { zh: '查看同岗同位排名', en: 'read same-post rankings' },
  'ranking.close': { zh: '结束考核期', en: 'close an evaluation period' },
  'period.read': { zh: '查看考核期结束进度', en: 'read how far the closing of a period has come' },
  'period.submit': { zh: '提交子项得分', en: 'submit sub-scores' },
  'period.approve': { zh: '审议考核期结果', en: 'approve the result of a period' },
  'period.object': { zh: '查看结果公示、提出异议', en: 'read notices of results and object' },
  'archive.own': { zh: '查看本人业绩档案', en: 'read the own performance archive' },
  'archive.read': { zh: '查看业绩档案', en: 'read performance archives' },
  'ranking.publish': { zh: '发布结果', en: 'publish results' },
  'assignment.read': { zh: '查看分案批次和指定分案台账', en: 'read assignment runs and the ledger of designations' },
  'assignment.pool': { zh: '查看待分案池', en: 'read the intake pool' },
  'assignment.fairness': { zh: '查看分案公平性和分案设置', en: 'read the fairness and the settings of assignment' },
  'assignment.intake': { zh: '登记回避、急案和原审信息', en: 'enter recusals, urgency and earlier hearings' },
  'assignment.run': { zh: '预演、提交和撤销分案', en: 'preview, commit and withdraw assignment runs' },
  'assignment.settings': { zh: '修改分案设置', en: 'change the settings of assignment' },
  'assignment.designate': { zh: '提请指定分案', en: 'propose a designated assignment' },
  'assignment.approve': { zh: '批准指定分案', en: 'approve a designated assignment' },
  'transfer.read': { zh: '查看移送和退回', en: 'read transfers and returns' },
  'transfer.request': { zh: '申请移送或退回案件', en: 'ask for a case to be transferred or returned' },
  'transfer.decide': { zh: '决定移送和退回', en: 'decide on transfers and returns' },
  'difficult.read': { zh: '查看难案评定和公示', en: 'read difficult-case rounds and notices' },
  'difficult.apply': { zh: '申报难案', en: 'claim difficult cases' },
  'difficult.opine': { zh: '签署难案申报意见', en: 'give the opinion on difficult-case claims' },
  'difficult.vote': { zh: '难案评定表决', en: 'vote on difficult cases' },
  'difficult.object': { zh: '对难案公示提出异议', en: 'object to a difficult-case notice' },
  'difficult.manage': { zh: '组织难案评定', en: 'run difficult-case rounds' },
  'reception.read': { zh: '查看接待日值班', en: 'read the roster of reception days' },
  'reception.manage': { zh: '排定接待日、登记到岗', en: 'draw up the roster of reception days and record attendance' },
  'reception.excuse': { zh: '说明本人接待日缺席理由', en: 'explain an own absence on a reception day' },
  'reception.decide': { zh: '决定接待日缺席理由', en: 'decide on excuses for reception days' },
  'cost.read': { zh: '查看司法成本', en: 'read judicial costs' },
  'cost.record': { zh: '登记司法成本、认可偏低说明', en: 'enter judicial costs and decide on explanations' },
  'cost.comment': { zh: '对本庭司法成本作说明', en: 'comment on and explain the division’s costs' },
  'use.read': { zh: '查看奖金、评先评优、竞岗和学习深造', en: 'read bonuses, honours, competitions and training' },
  'use.manage': { zh: '办理奖金、评先评优、竞岗和学习深造', en: 'run bonuses, honours, competitions and training' },
  'use.approve': { zh: '批准奖金、评先评优、竞岗和学习深造', en: 'approve bonuses, honours, competitions and training' },
  'published.read': { zh: '查看下级法院已发布数据', en: 'read subordinate courts’ published figures' },
  'scheme.read': { zh: '查看考核方案', en: 'read schemes' },
  'scheme.write': { zh: '修改考核方案', en: 'change schemes' },
  'scheme.try': { zh: '试算考核方案', en: 'try schemes in the laboratory' },
  'scheme.adopt': { zh: '通过考核方案', en: 'adopt schemes' },
  'facts.read': { zh: '查看登记的考核事实', en: 'read facts recorded for evaluation' },
  'facts.record': { zh: '登记考核事实', en: 'record facts for evaluation' },
  'rating.manage': { zh: '组织测评', en: 'organise ratings' },
  'rating.fill': { zh: '填写测评表', en: 'fill in rating forms' },
  'people.read': { zh: '查看机构与人员', en: 'read units and people' },
  'people.write': { zh: '维护机构与人员', en: 'maintain units and people' },
  'account.manage': { zh: '管理账号', en: 'manage accounts' },
  'job.manage': { zh: '管理作业与备份', en: 'manage jobs and backups' },
  'grant.manage': { zh: '管理授权', en: 'manage grants' },
  'audit.read': { zh: '查看审计日志', en: 'read the audit trail' },
} as const satisfies Record<string, Sentence>;

export type Permission = keyof typeof PERMISSIONS;

interface Role extends Sentence {
  permissions: readonly Permission[];
  /** Administrators of the machine never see or alter scores; one person may not hold both kinds. */
  administers?: true;
}

export const ROLES = {
  judge: { zh: '法官', en: 'judge', permissions: ['period.object', 'archive.own', 'use.read', 'watch.read', 'flow.read', 'finding.comment', 'difficult.read', 'difficult.apply', 'difficult.vote', 'difficult.object', 'signOff.sign', 'judgment.publish', 'catalogue.read', 'reconsideration.file', 'reconsideration.read', 'case.read', 'review.read', 'score.read', 'ranking.read', 'scheme.read', 'people.read', 'assignment.read', 'assignment.fairness', 'transfer.read', 'facts.read', 'rating.fill', 'briefing.read', 'bulletin.read'] },
  clerk: { zh: '书记员', en: 'clerk', permissions: ['period.object', 'archive.own', 'use.read', 'finding.comment', 'difficult.read', 'difficult.object', 'judgment.publish', 'catalogue.read', 'reconsideration.file', 'reconsideration.read', 'case.read', 'case.write', 'review.read', 'score.read', 'ranking.read', 'scheme.read', 'people.read', 'assignment.read', 'assignment.pool', 'assignment.intake', 'facts.read', 'rating.fill', 'briefing.read', 'bulletin.read'] },
  qualityReviewer: { zh: '质量评查员', en: 'quality reviewer', permissions: ['score.read', 'ranking.read', 'period.object', 'archive.own', 'finding.comment', 'difficult.read', 'difficult.vote', 'difficult.object', 'catalogue.read', 'reconsideration.file', 'reconsideration.read', 'reconsideration.reply', 'case.read', 'review.read', 'review.coverage', 'review.agreement', 'review.record', 'scheme.read', 'people.read', 'assignment.read', 'rating.fill', 'pattern.read', 'briefing.read', 'bulletin.read'] },
  divisionChief: { zh: '庭长', en: 'division chief', permissions: ['period.object', 'archive.own', 'use.read', 'cost.read', 'cost.comment', 'watch.read', 'flow.read', 'reception.read', 'reception.excuse', 'finding.comment', 'difficult.read', 'difficult.apply', 'difficult.opine', 'difficult.vote', 'difficult.object', 'signOff.sign', 'judgment.publish', 'catalogue.read', 'reconsideration.file', 'reconsideration.read', 'case.read', 'review.read', 'review.coverage', 'score.read', 'ranking.read', 'scheme.read', 'people.read', 'assignment.read', 'assignment.pool', 'assignment.fairness', 'transfer.read', 'transfer.request', 'facts.read', 'rating.fill', 'pattern.read', 'pattern.names', 'briefing.read', 'bulletin.read'] },
  courtLeader: { zh: '院领导', en: 'court leader', permissions: ['period.read', 'period.object', 'archive.own', 'archive.read', 'use.read', 'use.approve', 'cost.read', 'watch.read', 'flow.read', 'reception.read', 'reception.excuse', 'finding.comment', 'difficult.read', 'difficult.opine', 'difficult.vote', 'difficult.object', 'signOff.sign', 'catalogue.read', 'catalogue.approve', 'reconsideration.read', 'case.read', 'review.read', 'review.coverage', 'review.agreement', 'score.read', 'ranking.read', 'scheme.read', 'people.read', 'assignment.read', 'assignment.pool', 'assignment.fairness', 'assignment.approve', 'transfer.read', 'facts.read', 'rating.fill', 'scheme.try', 'pattern.read', 'pattern.names', 'briefing.read', 'briefing.write', 'bulletin.read', 'bulletin.sign'] },
  trialManagement: {
    zh: '审判管理办公室',
    en: 'trial management office',
    permissions: ['period.read', 'period.submit', 'period.object', 'archive.own', 'cost.read', 'watch.read', 'watch.explain', 'flow.read', 'flow.explain', 'rectification.manage', 'difficult.read', 'difficult.manage', 'difficult.vote', 'difficult.object', 'judgment.publish', 'judgment.exempt', 'catalogue.read', 'catalogue.propose', 'catalogue.approve', 'reconsideration.read', 'reconsideration.handle', 'case.read', 'case.write', 'case.import', 'review.read', 'review.coverage', 'review.agreement', 'review.plan', 'score.read', 'ranking.read', 'scheme.read', 'scheme.write', 'facts.record', 'people.read', 'assignment.read', 'assignment.pool', 'assignment.fairness', 'assignment.intake', 'assignment.run', 'assignment.settings', 'assignment.designate', 'transfer.read', 'transfer.request', 'transfer.decide', 'scheme.try', 'facts.read', 'rating.manage', 'rating.fill', 'pattern.read', 'pattern.names', 'briefing.read', 'briefing.write', 'bulletin.read', 'bulletin.draft', 'bulletin.check'],
  },
  administrativeOffice: { zh: '行政办公室', en: 'administrative office', permissions: ['period.read', 'period.submit', 'period.object', 'archive.own', 'cost.read', 'cost.record', 'briefing.read', 'difficult.read', 'difficult.object', 'catalogue.read', 'facts.record', 'scheme.read', 'people.read', 'assignment.read', 'facts.read', 'rating.fill', 'bulletin.read'] },
  politicalSupervision: {
    zh: '政工监察办公室',
    en: 'political and supervision office',
    permissions: ['period.read', 'period.submit', 'period.object', 'archive.own', 'archive.read', 'bulletin.draft', 'use.read', 'use.manage', 'cost.read', 'watch.read', 'flow.read', 'reception.read', 'reception.manage', 'reception.decide', 'difficult.read', 'difficult.vote', 'difficult.object', 'catalogue.read', 'catalogue.propose', 'catalogue.approve', 'reconsideration.read', 'case.read', 'review.read', 'review.coverage', 'score.read', 'ranking.read', 'ranking.close', 'ranking.publish', 'scheme.read', 'scheme.write', 'facts.record', 'people.read', 'people.write', 'assignment.read', 'assignment.fairness', 'scheme.try', 'facts.read', 'rating.manage', 'rating.fill', 'pattern.read', 'pattern.names', 'briefing.read', 'bulletin.read'],
  },
  committeeMember: { zh: '考评委员会委员', en: 'evaluation committee member', permissions: ['period.read', 'period.approve', 'period.object', 'archive.own', 'use.read', 'use.approve', 'flow.read', 'finding.decide', 'difficult.read', 'difficult.vote', 'difficult.object', 'catalogue.read', 'reconsideration.read', 'reconsideration.reply', 'case.read', 'review.read', 'review.coverage', 'review.agreement', 'score.read', 'ranking.read', 'scheme.read', 'people.read', 'assignment.read', 'scheme.try', 'scheme.adopt', 'facts.read', 'rating.fill', 'pattern.read', 'briefing.read', 'bulletin.read'] },
  superiorCourt: { zh: '上级法院', en: 'superior court', permissions: ['published.read'] },
  systemAdministrator: { zh: '系统管理员', en: 'system administrator', permissions: ['account.manage', 'job.manage'], administers: true },
  securityAdministrator: { zh: '安全管理员', en: 'security administrator', permissions: ['grant.manage'], administers: true },
  auditAdministrator: { zh: '审计管理员', en: 'audit administrator', permissions: ['audit.read'], administers: true },
} as const satisfies Record<string, Role>;

export type RoleName = keyof typeof ROLES;

export function isRole(name: string): name is RoleName {
  return name in ROLES;
}

export function roleOf(name: RoleName): Role {
  return ROLES[name];
}
