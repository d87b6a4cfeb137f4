export const peopleMessages = {
  zh: {
    title: '机构与人员', q: '姓名、拼音首字母、工号', units: '机构', allUnits: '全部机构', anyPost: '全部岗位', empty: '还没有人员。人员由政工监察办登记。', name: '姓名', division: '部门', post: '岗位', rank: '职级', nature: '案件类型', employeeNumber: '工号', leave: '请假', onLeave: '请假中',
    posts: '任职', leaves: '请假', committees: '委员会与评查组', noPosts: '没有任职记录。', noLeaves: '没有请假记录。', noCommittees: '不在任何委员会或评查组。', from: '起', until: '止', now: '至今', factor: '办案系数', superseded: '已更正：{reason}', reason: '事由', score: '看考评', close: '关闭',
    addPost: '登记任职', addLeave: '登记请假', save: '保存', cancel: '取消', saving: '正在保存…', saved: '已保存。', kind: '方式', factorHint: '1.00 为全额办案', main: '主任', concurrent: '兼任', secondment: '借调', missing: '请填写：{fields}。', endsBefore: '止日不能早于起日。',
    'kind.main': '主要岗位', 'kind.concurrent': '兼任', 'kind.secondment': '借调', 'leave.annual': '年休', 'leave.sick': '病假', 'leave.maternity': '产假', 'leave.training': '培训', 'leave.other': '其他',
    'post.judge': '法官', 'post.divisionChief': '庭长', 'post.deputyDivisionChief': '副庭长', 'post.courtPresident': '院长', 'post.vicePresident': '副院长', 'post.judgeAssistant': '法官助理', 'post.clerk': '书记员', 'post.enforcementOfficer': '执行员', 'post.qualityReviewer': '评查员', 'post.officeStaff': '综合人员',
    'nature.criminal': '刑事', 'nature.civil': '民商事', 'nature.administrative': '行政', 'nature.enforcement': '执行', 'nature.other': '其他', 'capacity.chair': '主任', 'capacity.deputyChair': '副主任', 'capacity.member': '委员', 'capacity.secretary': '秘书',
  },
  en: {
    title: 'Units and people', q: 'Name, pinyin initials, number', units: 'Units', allUnits: 'All units', anyPost: 'All posts', empty: 'Nobody yet. The political and supervision office registers people.', name: 'Name', division: 'Unit', post: 'Post', rank: 'Rank', nature: 'Case nature', employeeNumber: 'Number', leave: 'Leave', onLeave: 'on leave',
    posts: 'Posts', leaves: 'Leave', committees: 'Committees and review groups', noPosts: 'No posts recorded.', noLeaves: 'No leave recorded.', noCommittees: 'In no committee or review group.', from: 'From', until: 'Until', now: 'today', factor: 'Duty factor', superseded: 'Corrected: {reason}', reason: 'Reason', score: 'See evaluation', close: 'Close',
    addPost: 'Add post', addLeave: 'Add leave', save: 'Save', cancel: 'Cancel', saving: 'Saving…', saved: 'Saved.', kind: 'Kind', factorHint: '1.00 is a full caseload', main: 'Main', concurrent: 'Concurrent', secondment: 'Secondment', missing: 'Fill in: {fields}.', endsBefore: 'The last day cannot be before the first.',
    'kind.main': 'main', 'kind.concurrent': 'concurrent', 'kind.secondment': 'secondment', 'leave.annual': 'annual', 'leave.sick': 'sick', 'leave.maternity': 'maternity', 'leave.training': 'training', 'leave.other': 'other',
    'post.judge': 'Judge', 'post.divisionChief': 'Division chief', 'post.deputyDivisionChief': 'Deputy division chief', 'post.courtPresident': 'President', 'post.vicePresident': 'Vice-president', 'post.judgeAssistant': 'Judge’s assistant', 'post.clerk': 'Clerk', 'post.enforcementOfficer': 'Enforcement officer', 'post.qualityReviewer': 'Quality reviewer', 'post.officeStaff': 'Office staff',
    'nature.criminal': 'criminal', 'nature.civil': 'civil', 'nature.administrative': 'administrative', 'nature.enforcement': 'enforcement', 'nature.other': 'other', 'capacity.chair': 'chair', 'capacity.deputyChair': 'deputy chair', 'capacity.member': 'member', 'capacity.secretary': 'secretary',
  },
};

export const POSTS = ['judge', 'divisionChief', 'deputyDivisionChief', 'courtPresident', 'vicePresident', 'judgeAssistant', 'clerk', 'enforcementOfficer', 'qualityReviewer', 'officeStaff'] as const;
export const NATURES = ['criminal', 'civil', 'administrative', 'enforcement', 'other'] as const;
