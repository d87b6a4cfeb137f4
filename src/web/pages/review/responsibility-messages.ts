export const responsibilityMessages = {
  zh: {
    title: '责任情形与条件', situation: '责任情形（责任矩阵）', usual: '（条目首选）', votes: '评议笔录所载表决', voteOf: '{name}的表决', unsaid: '未载明', for: '赞成', against: '反对', signed: '签署放行的领导',
    alertSent: '审限届满前 15 日已发预警', writtenInstruction: '违反法官书面指示', doer: '行为人（已查明的）', selfReported: '评查前已主动报告（本人扣分减半）', corrected: '对当事人产生影响前已改正（扣分减半）',
    evidence: '依据材料（名称、编号）', proposed: '矩阵建议：', take: '用建议份额', departure: '与建议不同的理由', counts: '（计{part}%）', nobody: '不归责', judicialCommittee: '记入审判委员会，不计个人分', qualityReviewer: '只记入评查员本人的考核',
  },
  en: {
    title: 'Situation and facts', situation: 'Situation (responsibility matrix)', usual: ' (named first by the clause)', votes: 'Votes by the minutes', voteOf: 'Vote of {name}', unsaid: 'not on record', for: 'for', against: 'against', signed: 'Leaders whose signature let it pass',
    alertSent: 'An alert went out 15 days before the limit', writtenInstruction: 'Against the judge’s written instruction', doer: 'Who is known to have done it', selfReported: 'Reported before the review (half of the own points)', corrected: 'Put right before any effect on a party (half of the points)',
    evidence: 'Document it rests on (title, number)', proposed: 'The matrix proposes:', take: 'Use the proposal', departure: 'Reason for departing from the proposal', counts: ' (counts {part}%)', nobody: 'not attributable', judicialCommittee: 'charged to the judicial committee, no personal points', qualityReviewer: 'the reviewer’s own scheme only',
  },
};
