import { evaluate } from '../../../src/rules/scheme/evaluate.js';
import type { RuleDocument } from '../../../src/rules/scheme/document.js';
import type { PersonFacts } from '../../../src/rules/scheme/facts.js';
import { leavesOf } from '../../../src/rules/scheme/score-sheet.js';
import { civilFacts, event, facts, leaf, piece, readCases, schemeOf, shipped } from './scheme-fixtures.js';

interface SingleRuleCase {
  例: string;
  满分: number | 'none';
  规则: RuleDocument;
  任职月数?: string;
  事实?: Record<string, number | string>;
  事件?: Record<string, { 条款: string; 事由: string; 分值?: number; 份额?: number }[]>;
  逐件?: Record<string, { 值: number; 权重?: number }[]>;
  同岗?: Record<string, number>[];
  应得: number | '不适用';
  得分项?: string[];
  理由?: string;
}

function factsOfCase(example: SingleRuleCase): PersonFacts {
  const events = Object.entries(example.事件 ?? {}).map(([name, list]) => [
    name,
    list.map((item, index) => event(`${name}-${index}`, item.分值, { clause: item.条款, label: { zh: item.事由, en: item.事由 }, share: item.份额 })),
  ]);
  const pieces = Object.entries(example.逐件 ?? {}).map(([name, list]) => [name, list.map((item, index) => piece(`${name}-${index}`, item.值, item.权重))]);
  return facts('本人', {
    months: example.任职月数 ?? '12',
    numbers: example.事实 ?? {},
    events: Object.fromEntries(events),
    pieces: Object.fromEntries(pieces),
  });
}

describe('single rules, as a clerk would check them', () => {
  for (const example of readCases<SingleRuleCase[]>('single-rules.yaml')) {
    test(example.例, () => {
      const scheme = schemeOf([leaf('item', example.满分, example.规则, example.例)], example.满分);
      const peers = (example.同岗 ?? []).map((numbers, index) => facts(`同岗${index}`, { numbers }));
      const sheet = evaluate(scheme, factsOfCase(example), peers);
      const [only] = leavesOf(sheet.components);
      if (example.应得 === '不适用') {
        expect(only).toMatchObject({ applicable: false, points: '0.00', share: '0.00' });
        expect(sheet.applicable).toBe(false);
      } else {
        expect(sheet.total).toBe(example.应得.toFixed(2));
        expect(only!.applicable).toBe(true);
      }
      if (example.得分项) expect(only!.lines.map((line) => line.points)).toEqual(example.得分项);
      if (example.理由) expect(only!.lines.map((line) => line.reason.zh).join('\n')).toContain(example.理由);
    });
  }
});

interface WholeSheetCase {
  例: string;
  方案: string;
  事实?: Record<string, number>;
  严重差错?: { 份额: number }[];
  长期未结?: number;
  加分?: number[];
  应得: Record<string, number>;
  总分: number;
}

describe('whole sheets under the shipped example schemes', () => {
  for (const example of readCases<WholeSheetCase[]>('whole-sheets.yaml')) {
    test(example.例, () => {
      const own = civilFacts('本人', {
        numbers: example.事实,
        events: {
          seriousFindings: (example.严重差错 ?? []).map((finding, index) => event(`serious-${index}`, undefined, { share: finding.份额 })),
          pendingOver365: Array.from({ length: example.长期未结 ?? 0 }, (_, index) => event(`pending-${index}`)),
          merits: (example.加分 ?? []).map((points, index) => event(`merit-${index}`, points)),
        },
      });
      const sheet = evaluate(shipped(example.方案), own, [own, civilFacts('同岗甲'), civilFacts('同岗乙')]);
      const written = Object.fromEntries(Object.entries(example.应得).map(([path, points]) => [path, points.toFixed(2)]));
      expect(Object.fromEntries(leavesOf(sheet.components).map((part) => [part.path, part.points]))).toEqual(written);
      expect(sheet.total).toBe(example.总分.toFixed(2));
    });
  }
});
