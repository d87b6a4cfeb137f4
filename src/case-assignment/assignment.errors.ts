import { defineErrors } from '../kernel/domain-error.js';

export const assignmentErrors = defineErrors({
  'assignment.notWaiting': {
    status: 409,
    zh: '{number} 不在待分案池中（{why}），未作处理。请打开案件页核对。',
    en: '{number} does not wait in the pool ({why}); nothing was done. Open the page of the case.',
  },
  'assignment.faulty': {
    status: 422,
    zh: '有 {count} 处不对，未保存。请逐项改正后再提交。',
    en: '{count} thing(s) are wrong; nothing was saved. Correct each and submit again.',
  },
  'assignment.planFaulty': {
    status: 422,
    zh: '现有数据不能分案，有 {count} 处须先处理；没有案件被分出。',
    en: 'The data as they stand cannot be assigned from; {count} thing(s) must be put right first. No case was assigned.',
  },
  'run.alreadyOpen': {
    status: 409,
    zh: '{nature}已有一个未完成的手工批次（种子已于 {when} 封存），不能再抽新种子。请打开该批次预演并提交。',
    en: 'A run by hand for {nature} is open already (seed sealed at {when}); no second seed may be drawn. Open that run, preview and commit it.',
  },
  'run.notThatState': {
    status: 409,
    zh: '本批次{state}，不能{act}。请刷新后按页面提示办理。',
    en: 'This run is {state}; it cannot be {act}. Reload and go by what the page offers.',
  },
  'run.committedByOther': {
    status: 409,
    zh: '{who}已于 {when} 提交本批，您的提交未执行。请查看该批结果。',
    en: '{who} committed this run at {when}; yours was not carried out. Look at the result of that run.',
  },
  'run.stale': {
    status: 409,
    zh: '预演后情况已变（{count} 处），提交未执行，没有案件被分出。请重新预演。',
    en: 'Things have changed since the preview ({count}); nothing was committed and no case assigned. Preview again.',
  },
  'run.nobody': {
    status: 422,
    zh: '{nature}目前没有可以收案的法官，不能分案。请先在“机构与人员”中登记该性质的法官岗位，或核对休假。',
    en: 'No judge can take {nature} cases now. Register judges of that nature under units and people, or check their leave.',
  },
  'run.empty': {
    status: 422,
    zh: '{nature}的待分案池是空的，没有可提交的案件。有新收案件后再预演。',
    en: 'The pool of {nature} cases is empty; there is nothing to commit. Preview again once cases have come in.',
  },
  'run.ruleReason': {
    status: 422,
    zh: '本院设定的规则是“{rule}”，本批要用另一规则须写明理由。请填写理由，或改回本院规则。',
    en: 'The court has set the rule "{rule}"; using the other one for this run needs a reason. Give it, or go back to the court’s rule.',
  },
  'run.workBegun': {
    status: 409,
    zh: '本批已有 {count} 件案件开始办理，不能整批撤销。请对个别案件办理退回或移送。',
    en: 'Work has begun in {count} case(s) of this run; it cannot be withdrawn. Return or transfer single cases instead.',
  },
  'run.sealed': {
    status: 409,
    zh: '本批次尚未提交，种子和分案文件提交后才公布；现在可核对的是种子摘要 {commitment}。',
    en: 'The run is not committed; its seed and file are published with the commit. For now its commitment is {commitment}.',
  },
  'urgent.nobody': {
    status: 422,
    zh: '{number} 没有可以承办的法官，未分出。逐人原因见下；可调整限制，或报请指定分案。',
    en: 'Nobody may take {number}; it was not assigned. The reason for each judge follows. Change the restrictions, or propose a designation.',
  },
  'designation.secondPerson': {
    status: 403,
    zh: '指定分案须由提请人以外的院领导批准；这一件由您提请，您不能批准。请转由其他院领导办理。',
    en: 'A designation must be approved by a leader other than its proposer; you proposed this one. Pass it to another leader.',
  },
  'designation.ownCase': {
    status: 403,
    zh: '不能批准把案件指定给自己。请转由其他院领导办理。',
    en: 'Nobody approves a designation to himself. Pass it to another leader.',
  },
  'designation.decided': {
    status: 409,
    zh: '这一指定分案已由{who}于 {when} 处理（{state}），您的操作未执行。请刷新查看。',
    en: '{who} settled this designation at {when} ({state}); yours was not carried out. Reload to see it.',
  },
  'designation.open': {
    status: 409,
    zh: '{number} 已有一件未了结的指定分案。请先处理那一件。',
    en: 'A designation for {number} is open already. Settle that one first.',
  },
  'transfer.decided': {
    status: 409,
    zh: '这一申请已由{who}于 {when} 处理（{state}），您的操作未执行。请刷新查看。',
    en: '{who} settled this request at {when} ({state}); yours was not carried out. Reload to see it.',
  },
  'transfer.open': {
    status: 409,
    zh: '{number} 已有一件待决定的移送或退回申请。请等待决定，或由申请人撤回。',
    en: 'A request about {number} is waiting for a decision. Wait for it, or have it withdrawn.',
  },
  'transfer.secondPerson': {
    status: 403,
    zh: '申请人不能决定自己的申请。请由审管办其他人决定。',
    en: 'Who asked may not decide. Have somebody else of the trial management office decide.',
  },
  'transfer.notOpen': {
    status: 409,
    zh: '{number} {why}，不能移送或退回。请打开案件页核对。',
    en: '{number} {why}; it cannot be transferred or returned. Open the page of the case.',
  },
});
