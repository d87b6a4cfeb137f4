export interface MenuItem {
  key: string;
  to: string;
  allowed: (can: (permission: string) => boolean, person: boolean) => boolean;
}

export interface MenuGroup {
  key: string;
  items: MenuItem[];
}

const has = (permission: string) => (can: (permission: string) => boolean): boolean => can(permission);

const WORK: MenuItem[] = [
  { key: 'score', to: '/me/score', allowed: (can, person) => person && can('score.read') },
  { key: 'myCases', to: '/me/cases', allowed: (can, person) => person && can('case.read') },
  { key: 'myFindings', to: '/me/findings', allowed: (can, person) => person && can('finding.comment') },
  { key: 'signOffs', to: '/me/sign-offs', allowed: (can, person) => person && can('signOff.sign') },
  { key: 'ratings', to: '/me/ratings', allowed: (can, person) => person && can('rating.fill') },
  { key: 'myDifficultCases', to: '/me/difficult-cases', allowed: (can, person) => person && (can('difficult.apply') || can('difficult.opine')) },
  { key: 'myArchive', to: '/me/archive', allowed: (can, person) => person && can('archive.own') },
  { key: 'myResearch', to: '/me/research', allowed: (can, person) => person && can('research.register') },
  { key: 'myMerits', to: '/me/merits', allowed: (can, person) => person && can('merit.claim') },
  { key: 'myConduct', to: '/me/conduct', allowed: (can, person) => person && can('conduct.answer') },
  { key: 'myReconsiderations', to: '/me/reconsiderations', allowed: (can, person) => person && can('reconsideration.file') },
];
const RECONSIDERATION: MenuItem[] = [
  { key: 'reconsiderations', to: '/reconsiderations', allowed: (can) => can('reconsideration.handle') || can('reconsideration.reply') || (can('reconsideration.read') && !can('reconsideration.file')) },
  { key: 'provisionalFindings', to: '/reconsiderations/findings', allowed: has('finding.decide') },
  { key: 'reconsiderationStatistics', to: '/reconsiderations/statistics', allowed: has('reconsideration.handle') },
];
const DIFFICULT: MenuItem[] = [
  { key: 'difficultRounds', to: '/difficult/rounds', allowed: has('difficult.read') },
  { key: 'difficultNotices', to: '/difficult/notices', allowed: has('difficult.read') },
];
const RESEARCH: MenuItem[] = [
  { key: 'researchLedger', to: '/research/ledger', allowed: has('research.read') },
  { key: 'researchPoints', to: '/research/points', allowed: has('research.read') },
];
const CONDUCT: MenuItem[] = [
  { key: 'complaints', to: '/conduct/complaints', allowed: (can) => can('complaint.manage') || can('complaint.investigate') || can('discipline.handle') || can('conduct.decide') },
  { key: 'entries', to: '/conduct/entries', allowed: (can) => can('conduct.record') || can('conduct.decide') },
  { key: 'merits', to: '/conduct/merits', allowed: (can) => can('merit.read') && !can('merit.claim') },
  { key: 'outsideHonours', to: '/conduct/honours', allowed: has('honour.read') },
  { key: 'costs', to: '/costs', allowed: has('cost.read') },
];
const CASES: MenuItem[] = [
  { key: 'cases', to: '/cases', allowed: has('case.read') },
  { key: 'caseFlow', to: '/cases/flow', allowed: has('flow.read') },
  { key: 'publication', to: '/cases/publication', allowed: has('case.read') },
  { key: 'import', to: '/cases/import', allowed: has('case.import') },
];
const ASSIGNMENT: MenuItem[] = [
  { key: 'pool', to: '/assignment/pool', allowed: has('assignment.pool') },
  { key: 'runs', to: '/assignment/runs', allowed: has('assignment.read') },
  { key: 'designated', to: '/assignment/designated', allowed: has('assignment.read') },
  { key: 'transfers', to: '/assignment/transfers', allowed: has('transfer.read') },
  { key: 'fairness', to: '/assignment/fairness', allowed: has('assignment.fairness') },
  { key: 'assignmentSettings', to: '/assignment/settings', allowed: has('assignment.fairness') },
];
const REVIEW: MenuItem[] = [
  { key: 'desk', to: '/review/desk', allowed: has('review.record') },
  { key: 'reviewPlans', to: '/review/plans', allowed: has('review.coverage') },
  { key: 'findings', to: '/review/findings', allowed: has('review.read') },
  { key: 'catalogues', to: '/review/catalogues', allowed: has('catalogue.read') },
  { key: 'hearings', to: '/review/hearings', allowed: has('review.read') },
  { key: 'rectification', to: '/review/rectification', allowed: has('review.read') },
  { key: 'agreement', to: '/review/agreement', allowed: has('review.agreement') },
  { key: 'patterns', to: '/review/patterns', allowed: (can) => can('pattern.read') || can('briefing.read') },
  { key: 'bulletins', to: '/bulletins', allowed: has('bulletin.read') },
];
const EVALUATION: MenuItem[] = [
  { key: 'ranking', to: '/ranking', allowed: has('ranking.read') },
  { key: 'reception', to: '/conduct/reception', allowed: has('reception.read') },
  { key: 'indicators', to: '/indicators', allowed: has('scheme.read') },
  { key: 'watch', to: '/ranking/watch', allowed: has('watch.read') },
  { key: 'periods', to: '/periods', allowed: has('period.read') },
  { key: 'corrections', to: '/corrections', allowed: has('ranking.read') },
  { key: 'archives', to: '/archive', allowed: has('archive.read') },
  { key: 'schemes', to: '/schemes', allowed: has('scheme.read') },
  { key: 'facts', to: '/facts', allowed: has('scheme.read') },
  { key: 'enteredFacts', to: '/facts/entered', allowed: has('facts.read') },
  { key: 'ratingTasks', to: '/ratings', allowed: has('rating.manage') },
];
const USE: MenuItem[] = [
  { key: 'bonus', to: '/use/bonus', allowed: has('use.read') },
  { key: 'honours', to: '/use/honours', allowed: has('use.read') },
  { key: 'competitions', to: '/use/competitions', allowed: has('use.read') },
  { key: 'training', to: '/use/training', allowed: has('use.read') },
];
const COURT: MenuItem[] = [
  { key: 'people', to: '/court/people', allowed: has('people.read') },
  { key: 'rankingSettings', to: '/court/ranking-settings', allowed: has('catalogue.read') },
  { key: 'parameters', to: '/court/parameters', allowed: has('catalogue.read') },
];
const SYSTEM: MenuItem[] = [
  { key: 'accounts', to: '/admin/accounts', allowed: has('account.manage') },
  { key: 'grants', to: '/admin/grants', allowed: has('grant.manage') },
  { key: 'audit', to: '/admin/audit', allowed: has('audit.read') },
];

const GROUPS: Record<string, MenuItem[]> = { work: WORK, cases: CASES, assignment: ASSIGNMENT, review: REVIEW, reconsideration: RECONSIDERATION, difficult: DIFFICULT, research: RESEARCH, conduct: CONDUCT, evaluation: EVALUATION, use: USE, court: COURT, system: SYSTEM };

/** A role's daily work first; what it only reads stands below under 查阅. First role held decides. `group:item` takes one page of a group. */
const DAILY: [string, string[]][] = [
  ['qualityReviewer', ['review', 'reconsideration', 'work']],
  ['trialManagement', ['assignment', 'review', 'reconsideration', 'difficult', 'research', 'cases', 'evaluation']],
  ['politicalSupervision', ['evaluation', 'conduct', 'use', 'court']],
  ['courtLeader', ['evaluation', 'cases:caseFlow', 'work:signOffs', 'assignment:designated', 'review', 'use']],
  ['administrativeOffice', ['conduct:costs', 'work']],
  ['committeeMember', ['difficult', 'reconsideration', 'evaluation', 'use']],
  ['divisionChief', ['evaluation', 'cases:caseFlow', 'review', 'conduct:costs', 'assignment:transfers', 'work']],
  ['judge', ['work']],
  ['clerk', ['cases', 'assignment:pool', 'work']],
];

/** Groups with at least one allowed page, daily work first, the rest in one group to look things up in. */
export function menuFor(roles: string[], can: (permission: string) => boolean, person: boolean): MenuGroup[] {
  const daily = DAILY.find(([role]) => roles.includes(role))?.[1] ?? ['work', 'system', 'court'];
  const allowed = (key: string): MenuItem[] => (GROUPS[key] ?? []).filter((item) => item.allowed(can, person));
  const first = daily.map((entry) => {
    const [key = '', item] = entry.split(':');
    return { key, items: allowed(key).filter((one) => !item || one.key === item) };
  });
  const shown = new Set(first.flatMap((group) => group.items));
  const rest = Object.keys(GROUPS).filter((key) => !daily.includes(key));
  const system = rest.includes('system') ? [{ key: 'system', items: allowed('system') }] : [];
  const reference = { key: 'reference', items: rest.filter((key) => key !== 'system').flatMap(allowed).filter((item) => !shown.has(item)) };
  return [...first, reference, ...system].filter((group) => group.items.length > 0);
}
