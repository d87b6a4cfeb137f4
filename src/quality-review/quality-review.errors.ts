import { defineErrors } from '../kernel/domain-error.js';

export const reviewErrors = defineErrors({
  'review.notAssigned': {
    status: 403,
    zh: '本案的评查员是{reviewer}，您不能替其记录。需要更换评查员时，请联系审管办。',
    en: 'The reviewer of this case is {reviewer}; you cannot record for them. Ask the trial management office to change the reviewer.',
  },
  'review.ownCase': {
    status: 403,
    zh: '您参与过本案的办理，应当回避，不能评查。请联系审管办另派评查员。',
    en: 'You took part in this case and must stand back from reviewing it. Ask the trial management office for another reviewer.',
  },
  'review.ownDivision': {
    status: 403,
    zh: '本案由您所在（或办案期间曾任职）的庭办理，应当回避，不能评查。请联系审管办另派评查员。',
    en: 'The case belongs to your own division (or to one you served in while it ran), so you must stand back. Ask the trial management office for another reviewer.',
  },
  'review.otherField': {
    status: 403,
    zh: '本案性质不在您所在评查组的专业范围内，不能评查。请联系审管办另派评查员。',
    en: 'The nature of this case lies outside your review group’s field. Ask the trial management office for another reviewer.',
  },
  'review.caseOpen': {
    status: 409,
    zh: '案件{caseNumber}尚未结案，不能记录差错。请在结案后评查。',
    en: 'Case {caseNumber} is not closed yet, so no finding can be recorded. Review it after closing.',
  },
  'review.submitted': {
    status: 409,
    zh: '本案评查已于{day}提交，不能再修改。确有错误的，请由当事法官申请复议，或由质量评查委员会更正。',
    en: 'This review was submitted on {day} and cannot be changed. If it is wrong, the judge may ask for reconsideration, or the quality review committee corrects it.',
  },
  'review.nothingSaid': {
    status: 422,
    zh: '还没有记录差错。确实没有差错的，请勾选“本案无差错”后提交。',
    en: 'No finding is recorded. If there is none, say “no defect in this case” and submit.',
  },
  'review.defectsRecorded': {
    status: 422,
    zh: '已记录 {count} 条差错，不能同时提交“本案无差错”。请删去差错，或取消“本案无差错”。',
    en: '{count} finding(s) are recorded, so “no defect” cannot be submitted. Remove them, or withdraw “no defect”.',
  },
  'finding.faulty': {
    status: 422,
    zh: '这条差错有 {count} 处需要修改，未保存。请逐项改正后重新保存。',
    en: 'The finding has {count} thing(s) to fix and was not saved. Correct each and save again.',
  },
  'finding.duplicate': {
    status: 409,
    zh: '同一条目在同一处（{place}）已记录过。是同一差错的请勿重复记录；确为另一差错的，请勾选“不是重复”后保存。',
    en: 'The same clause is recorded at the same place already ({place}). Do not record one fault twice; if it is another one, say “not a duplicate” and save.',
  },
});
