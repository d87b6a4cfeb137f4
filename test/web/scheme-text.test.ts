import { readFileSync, readdirSync } from 'node:fs';
import { inTop } from '../../src/setup/places.mjs';
import type { TrialResult } from '../../src/evaluation/dto/trial.dto.js';
import { laboratoryMessages } from '../../src/web/pages/schemes/laboratory-messages.js';
import { ruleWords } from '../../src/web/pages/schemes/rule-words.js';
import { schemaAt } from '../../src/web/pages/schemes/scheme-completion.js';
import { placeOf, readScheme, type Plain } from '../../src/web/pages/schemes/scheme-document.js';
import { outlineOf } from '../../src/web/pages/schemes/scheme-outline.js';
import { conclusionOf } from '../../src/web/pages/schemes/trial-conclusion.js';
import { restOf } from '../../src/web/pages/schemes/scheme-rest.js';
import { valueWords } from '../../src/web/pages/schemes/value-words.js';
import { cursorAt } from '../../src/web/pages/schemes/yaml-cursor.js';

const civil = readFileSync(inTop('config', 'schemes', 'judge-civil.v1.yaml'), 'utf8');
const titles: Record<string, string> = { closed: '结案数', closedInLimit: '法定期限内结案数', seriousFindings: '严重差错', closedWeighted: '加权结案量', servedMonths: '折算任职月数' };
const fact = (name: string) => ({ zh: titles[name] ?? name, en: name });

describe('scheme text', () => {
  describe('a fault is shown at the line it speaks of', () => {
    const text = ['id: a', 'nodes:', '  - key: quality', '    weight: 35', '    children:', '      - key: K1', '        rule:', '          kind: ratio'].join('\n');
    const read = readScheme(text);
    test.each([
      ['nodes[0].weight', 4],
      ['nodes[0].children[0].rule.kind', 8],
      ['nodes[0].children[0].rule.of', 7],
      ['nodes', 2],
      ['nodes[0]', 3],
      ['fullMark', 1],
    ])('%s stands in line %i', (path, line) => expect(placeOf(read, path).line).toBe(line));

    test('a text that is no YAML says where it breaks', () => {
      const [first] = readScheme('id: a\ntitle: { zh: 甲\nnodes:\n  - key: b').broken;
      expect(first!.line).toBeGreaterThanOrEqual(2);
    });
  });

  describe('completion knows where the cursor stands', () => {
    test.each([
      ['id: a\nnodes:\n  - key: b\n    ru', ['nodes', '[]'], null, 'ru'],
      ['nodes:\n  - key: b\n    rule:\n      kind: de', ['nodes', '[]', 'rule'], 'kind', 'de'],
      ['nodes:\n- key: b\n  children:\n  - ke', ['nodes', '[]', 'children', '[]'], null, 'ke'],
      ['nodes:\n  - key: b\n    rule:\n      of: { numerator: clo', ['nodes', '[]', 'rule', 'of'], 'numerator', 'clo'],
      ['nodes:\n  - key: b\n    rule:\n      of: { numerator: closed, den', ['nodes', '[]', 'rule', 'of'], null, 'den'],
      ['nodes:\n  - key: b\n    rule:\n      of: { numerator: [closed, med', ['nodes', '[]', 'rule', 'of'], 'numerator', 'med'],
      ['appliesTo: { post: judge, nature: ', ['appliesTo'], 'nature', ''],
      ['title: { zh: 甲 }\nful', [], null, 'ful'],
    ])('%j', (before, path, key, typed) => expect(cursorAt(before)).toMatchObject({ path, key, typed }));

    test('and the published schema says which keys may stand there', () => {
      const schema = JSON.parse(readFileSync(inTop('config', 'schemes', 'scheme.schema.json'), 'utf8')) as Plain;
      const keys = (path: string[], kind: string | null) => new Set(schemaAt(schema, path, kind).flatMap((one) => Object.keys((one.properties ?? {}) as Plain)));
      expect(Array.from(keys(['nodes', '[]'], null))).toEqual(expect.arrayContaining(['key', 'weight', 'rule', 'limits']));
      expect(keys(['nodes', '[]', 'rule'], 'ratio').has('of')).toBe(true);
      expect(keys(['nodes', '[]', 'rule'], 'ratio').has('bands')).toBe(false);
    });
  });

  describe('a scheme reads in words', () => {
    test.each([
      [{ kind: 'ratio', of: { numerator: 'closedInLimit', denominator: 'closed' } }, '满分 × “法定期限内结案数” ÷ “结案数”。'],
      [{ kind: 'deduct-to-floor', events: 'seriousFindings', each: 3 }, '从满分起扣；每条“严重差错”扣 3 分；扣完为止。'],
      [{ kind: 'formula', points: 'min(closed, 10)', atMost: 10 }, '按算式计分：min(closed, 10)；不高于 10。'],
      [{ kind: 'rated', outOf: 100, minimumForms: 3, raters: [{ title: { zh: '院领导', en: 'Leaders' }, forms: 'x', weight: 60, trim: 1 }, { title: { zh: '同事', en: 'Colleagues' }, forms: 'y', weight: 40 }] }, '院领导评分占 60%，去掉最高、最低各 1 份；同事评分占 40%；按满分 100 折算；一次测评不足 3 份的无效。'],
      [{ kind: 'not-known', of: 'closed' }, '规则 not-known：of: closed'],
    ])('%j', (rule, words) => expect(ruleWords(rule, fact).zh).toBe(words));

    const shipped = readdirSync(inTop('config', 'schemes')).filter((name) => /\.v\d+\.yaml$/.test(name));
    test.each(shipped)('%s: every clause and every other section has words of its own', (name) => {
      const { root, broken } = readScheme(readFileSync(inTop('config', 'schemes', name), 'utf8'));
      expect(broken).toEqual([]);
      const { rows, extra } = outlineOf(root);
      const said = [...rows, ...extra].filter(({ rule }) => rule).map(({ rule }) => ruleWords(rule!, fact).zh);
      const beside = restOf(root, fact).flatMap((block) => block.rows.flatMap(({ label, value }) => [label.zh, value.zh]));
      expect(rows.length + beside.length).toBeGreaterThan(0);
      for (const words of [...said, ...beside]) expect(words).not.toMatch(/^规则 |\[object|undefined|^$/);
    });

    test('a value says its day, its source, and that a parameter is still to be set', () => {
      expect(valueWords({ value: 2, effectiveFrom: '2026-01-01', source: '第8条' }).zh).toBe('2（2026-01-01 起，第8条）');
      expect(valueWords([{ value: 1, effectiveFrom: '2025-01-01' }, { value: 2, effectiveFrom: '2026-07-01' }]).zh).toBe('1（2025-01-01 起）；2（2026-07-01 起）');
      expect(valueWords({ parameter: 'bonusPool' }).zh).toBe('〔参数 bonusPool〕');
      expect(valueWords(null).zh).toBe('〔空〕本院尚未规定');
    });

    test('the tree of the example scheme adds up and says when it does not', () => {
      const whole = outlineOf(readScheme(civil).root);
      expect(whole.sum).toEqual({ words: '100.00 / 100.00', right: true });
      expect(whole.rows.filter(({ sum }) => sum && !sum.right)).toEqual([]);
      const wrong = outlineOf(readScheme(civil.replace('fullMark: 16.00', 'fullMark: 16.05')).root);
      expect(wrong.rows.find(({ key }) => key === 'quantity')!.sum).toEqual({ words: '20.05 / 20.00', right: false });
    });
  });

  test('a trial says its conclusion in sentences a leader can repeat', () => {
    const named = (text: string) => ({ zh: text, en: text });
    const person = (id: string, before: number, after: number, points: string) => ({
      personId: id, name: id, division: '民一庭', before: { total: '90.00', rank: before }, after: { total: '90.00', rank: after }, points, places: before - after, components: {}, grade: { before: null, after: null }, bonus: { before: null, after: null },
    });
    const result: TrialResult = {
      baseline: { id: 'v1', version: '1', title: named('现行') },
      people: [person('李芳', 1, 1, '0.10'), person('孙立', 3, 2, '0.40'), person('赵一鸣', 2, 3, '-0.39')],
      summary: { people: 3, moved: 2, changed: 3, mostPlaces: 1, mostPoints: '0.40', before: { mean: '88.10', median: '88.00', highest: '92.00', lowest: '80.00' }, after: { mean: '88.14', median: '88.00', highest: '92.10', lowest: '80.00' }, notApplicable: 0 },
      distribution: [],
      weights: [{ key: 'quality', title: named('审判质量'), before: '30.00', after: '35.00' }],
      sensitivity: [{ key: 'quality', title: named('审判质量'), change: 20, weight: '42.00', tau: '0.3333', firstThreeChanged: 0, moved: 2, ranks: { 孙立: 3, 赵一鸣: 2 } }],
      bonus: { before: '1000.00', after: '1420.00', difference: '420.00', changedTier: 1, missing: [] },
    };
    const t = (key: string, values: Record<string, string | number> = {}) => laboratoryMessages.zh[key as keyof typeof laboratoryMessages.zh].replace(/\{(\w+)\}/g, (_all, name: string) => String(values[name]));
    expect(conclusionOf(result, { t, period: '2025年', group: '民商事法官', title: ({ zh }) => zh, listed: (parts) => parts.join('、') })).toEqual([
      '用 2025年 的事实，按草稿为民商事法官 3 人重新计分。',
      '与现行第 1 版相比：2 人名次变动，最多 1 名；3 人总分变动，最多 0.40 分。',
      '上升最多：孙立 1 名。',
      '下降最多：赵一鸣 1 名。',
      '平均分 88.10 → 88.14，最高 92.00 → 92.10，最低 80.00 → 80.00。',
      '每项权重单独增减 20% 以内，前三名始终不变。',
      '1 / 3 人的名次在全部 1 种权重变化下都不变。',
      '奖金总额增加 420.00 元。',
      '1 人换档。',
    ]);
  });
});
