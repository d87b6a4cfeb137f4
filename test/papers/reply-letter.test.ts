import { afterAll, expect, test } from '@jest/globals';
import { PdfPrinter } from '../../src/platform/pdf/pdf-printer.js';
import { readSettings } from '../../src/platform/settings.js';
import type { RequestView } from '../../src/reconsideration/dto/reconsideration.dto.js';
import { replyLetter, standingReply } from '../../src/reconsideration/reply-letter.js';
import { pagesOf } from './read-pdf.js';

const printer = new PdfPrinter(readSettings({}, process.cwd()));
afterAll(() => printer.onApplicationShutdown());

const said = { zh: '严重差错', en: 'Serious findings' };
const request: RequestView = {
  id: 'r', number: '复议〔2026〕第17号', applicant: '王敏', division: '民事审判第一庭', period: '2026-10', caseNumber: '（2026）苏0102民初1287号', clause: 'Y-07', ground: { zh: '事实', en: 'fact' }, points: '-3.00', status: 'corrected',
  filedOn: '2026-11-05', dueOn: '2026-11-26', daysLeft: null, outcome: 'partlyUpheld', version: 6, mine: true,
  line: { indicator: 'quality/serious', title: said, clause: 'Y-07', reason: said, points: '-3.00', day: '2026-10-25', eventId: 'f', quote: '第五百七十七条', source: { kind: 'finding', id: 'f', label: '（2026）苏0102民初1287号' } },
  ask: 'withdraw', originalPoints: '3.00', askedPoints: null, askedShares: null, grounds: ['该条为总则性引用，另已引第六百七十五条。', '条文名称完整，不影响当事人理解。'], attachments: [],
  before: { total: '87.35', rank: 6 }, after: { total: '89.35', rank: 4 }, settledPoints: '1.00', secondUntil: '2026-12-07',
  members: [
    { round: 1, place: 1, personId: 'a', name: '方敏', voted: true, vote: 'partlyUpheld', points: '1.00', reason: '已核' },
    { round: 1, place: 2, personId: 'b', name: '周宁', voted: true, vote: 'partlyUpheld', points: '1.00', reason: '已核' },
  ],
  draw: null,
  steps: [
    { action: 'file', label: said, at: '2026-11-05T02:00:00.000Z', who: '王敏', content: {} },
    { action: 'correct', label: said, at: '2026-11-20T02:00:00.000Z', who: '方敏', content: { outcome: 'partlyUpheld', points: '1.00', answers: ['总则性引用不免除引用借款合同专章条文的义务。', '同意，条文名称完整，减轻扣分。'], clause: '《评查实施办法》第8条第2项', frozen: 1 } },
  ],
  orders: [], may: [],
};

test('the letter answers each point, says what was decided and what it did, and until when the committee may be asked', async () => {
  const pages = pagesOf(await printer.print(replyLetter(request, standingReply(request)!, '某某区人民法院')));
  const words = pages.join('').replace(/\s/g, '');
  for (const part of [
    '复议答复书', '复议〔2026〕第17号', '王敏（民事审判第一庭）', '2026年10月考核期', '（2）您提出：条文名称完整', '答复：同意，条文名称完整', '申请部分成立。原扣3.00分改为1.00分。',
    '本期总分由87.35分变为89.35分，名次由第6名变为第4名。本期结果已经冻结，上述变动以编号更正计入。', '《评查实施办法》第8条第2项', '2026年12月7日前（含当日）', '评查组：方敏、周宁', '2026年11月20日',
  ])
    expect(words).toContain(part);
  expect(words).not.toContain('终局');
});

test('the committee’s decision is final and is signed by its own bench', async () => {
  const second: RequestView = {
    ...request,
    members: [...request.members, { round: 2, place: 1, personId: 'c', name: '顾国平', voted: true, vote: 'refused', points: null, reason: '' }],
    steps: [...request.steps, { action: 'decide', label: said, at: '2026-12-15T02:00:00.000Z', who: '顾国平', content: { outcome: 'refused', points: '1.00', answers: ['不成立。', '不成立。'], clause: '第12条' } }],
  };
  const words = pagesOf(await printer.print(replyLetter(second, standingReply(second)!, '某某区人民法院'))).join('').replace(/\s/g, '');
  expect(words).toContain('复议复核决定书');
  // The panel had granted a part: a committee that refuses leaves it.
  expect(words).toContain('复核申请不成立，维持评查组的答复。三、依据');
  expect(words).toContain('本决定为终局决定');
  expect(words).toContain('复核委员：顾国平');
  expect(words).not.toContain('方敏');
});

test('before any reply there is no letter', () => {
  expect(standingReply({ steps: request.steps.slice(0, 1) })).toBeNull();
});
