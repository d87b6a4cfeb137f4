import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import type { SheetPartNode } from '../../../src/rules/scheme/score-sheet.js';
import { cli } from '../../cli/run-cli.js';

interface EventCell {
  条款?: string;
  事由: string;
  分值?: number;
  份额?: number;
  日期?: string;
  批准人?: string;
  来源?: string;
}

interface Assessed {
  编号: string;
  系列?: string;
  考核期?: string;
  人数?: number;
  任职月数?: number;
  职责系数?: number;
  数?: Record<string, number | string>;
  件?: Record<string, (number | string)[]>;
  事?: Record<string, EventCell[]>;
  /** 第几次问卷 → [份数, 每份分数] */
  问卷?: Record<string, [number, number]>;
}

interface DocumentCase {
  例: string;
  方案: string;
  参数?: Record<string, unknown>;
  考核期: string;
  被考核?: Assessed[];
  人员?: { 系列: string; 人数: number; 优秀: number }[];
  督办件均分?: Record<string, number>;
  其余事项没有?: boolean;
  其余的数?: number;
  应得?: Record<string, Record<string, number | string | string[]>>;
  名额?: Record<string, number>;
  任务?: Record<string, Record<string, number>>;
  拒绝?: string[];
}

interface Answer {
  sheets: { personId: string; total: string; components: SheetPartNode[] }[];
  outcome: {
    members: { personId: string; grade: { key: string } | null; marks: { key: string }[]; amounts: Record<string, string>; tasks?: { key: string; percent: string | null }[] }[];
    quotas: { among: string; places: number }[];
  };
}

const CASES = parse(readFileSync('test/rules/scheme/documents/worked-examples.yaml', 'utf8')) as DocumentCase[];

function everybody(example: DocumentCase): Assessed[] {
  if (example.人员) {
    return example.人员.flatMap(({ 系列, 人数, 优秀 }) =>
      Array.from({ length: 人数 }, (_, index) => ({ 编号: `${系列}${index + 1}`, 系列, 数: { proposedGrade: index < 优秀 ? 'excellent' : 'competent' } })),
    );
  }
  if (example.督办件均分) return Object.entries(example.督办件均分).map(([编号, mark]) => ({ 编号, 件: { proposalPieces: [0], supervisedPieces: [mark] } }));
  return example.被考核!;
}

function factsOf(example: DocumentCase): unknown {
  const declared = (parse(readFileSync(`config/schemes/${example.方案}.v1.yaml`, 'utf8')) as { facts?: { name: string; kind: string; shape?: string }[] }).facts ?? [];
  const named = (shape: string): string[] => declared.filter((fact) => fact.kind !== 'derived' && fact.shape === shape).map((fact) => fact.name);
  const filled = <T>(names: string[], value: T): Record<string, T> => Object.fromEntries(names.map((name) => [name, value]));
  const people = everybody(example).map((one) => {
    const texts = Object.fromEntries(Object.entries(one.数 ?? {}).filter(([name]) => named('text').includes(name)));
    const numbers = Object.fromEntries(Object.entries(one.数 ?? {}).filter(([name]) => !(name in texts)));
    const surveys = Object.entries(one.问卷 ?? {}).flatMap(([survey, [forms, value]]) => Array.from({ length: forms }, () => ({ value, survey })));
    const events = Object.entries(one.事 ?? {}).map(([fact, list]) => [
      fact,
      list.map(({ 条款, 事由, 分值, 份额, 日期, 批准人, 来源 }) => ({ clause: 条款 ?? '', label: 事由, points: 分值, share: 份额, day: 日期, approvedBy: 批准人, source: 来源 })),
    ]);
    return {
      personId: one.编号,
      unit: one.编号,
      series: one.系列,
      period: one.考核期,
      months: one.任职月数,
      dutyFactor: one.职责系数,
      headcount: one.人数,
      numbers: { ...(example.其余的数 === undefined ? {} : filled(named('number'), example.其余的数)), ...numbers },
      texts,
      pieces: {
        ...Object.fromEntries(Object.entries(one.件 ?? {}).map(([fact, list]) => [fact, list.map((piece) => asPiece(piece))])),
        ...(one.问卷 ? { surveyForms: surveys } : {}),
      },
      events: { ...(example.其余事项没有 ? { ...filled(named('events'), []), ...CATALOGUE_EVENTS } : {}), ...Object.fromEntries(events) },
    };
  });
  return { people };
}

/** Events of the catalogue that schemes of other posts name. */
const CATALOGUE_EVENTS = { difficultCases: [], hearingFindings: [], procedureFindings: [] };

function asPiece(piece: number | string): unknown {
  const [value, weight] = String(piece).split('*');
  return { value, weight: weight ?? 1 };
}

function pointsAt(parts: SheetPartNode[], path: string): string {
  const found = parts.flatMap(function all(part): SheetPartNode[] {
    return [part, ...(part.type === 'group' ? part.children.flatMap(all) : [])];
  });
  return found.find((part) => part.path === path)!.points;
}

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'documents-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function score(example: DocumentCase) {
  const [facts, parameters] = [join(folder, 'facts.json'), join(folder, 'parameters.json')];
  writeFileSync(facts, JSON.stringify(factsOf(example)));
  writeFileSync(parameters, JSON.stringify(example.参数 ?? parse(readFileSync('config/schemes/example-parameters.yaml', 'utf8'))));
  return cli(['score', '--scheme', `config/schemes/${example.方案}.v1.yaml`, '--facts', facts, '--parameters', parameters, '--period', example.考核期, '--explain']);
}

describe('the ten schemes, as a clerk would check them', () => {
  for (const example of CASES) {
    test(example.例, async () => {
      const { code, out, err } = await score(example);
      if (example.拒绝) {
        expect([code, out]).toEqual([1, '']);
        for (const words of example.拒绝) expect(err).toContain(words);
        return;
      }
      expect({ code, err: code === 0 ? '' : err }).toEqual({ code: 0, err: '' });
      const { sheets, outcome } = JSON.parse(out) as Answer;
      for (const [id, due] of Object.entries(example.应得 ?? {})) {
        const sheet = sheets.find((one) => one.personId === id)!;
        const member = outcome.members.find((one) => one.personId === id)!;
        const told = Object.fromEntries(
          Object.keys(due).map((what) => {
            if (what === '总分') return [what, sheet.total];
            if (what === '等次') return [what, member.grade?.key];
            if (what === '标记') return [what, member.marks.map((mark) => mark.key)];
            if (what === '金额') return [what, Object.values(member.amounts)[0]];
            return [what, pointsAt(sheet.components, what)];
          }),
        );
        expect({ [id]: told }).toEqual({ [id]: Object.fromEntries(Object.entries(due).map(([what, value]) => [what, typeof value === 'number' ? value.toFixed(2) : value])) });
      }
      for (const [among, places] of Object.entries(example.名额 ?? {})) expect(outcome.quotas.find((quota) => quota.among === among)).toMatchObject({ places });
      for (const [id, tasks] of Object.entries(example.任务 ?? {})) {
        const states = outcome.members.find((one) => one.personId === id)!.tasks!;
        for (const [key, percent] of Object.entries(tasks)) expect(Number(states.find((state) => state.key === key)!.percent)).toBe(percent);
      }
    });
  }
});

test('document 5 as written is refused with both its faults named', async () => {
  const { code, out, err } = await cli(['scheme', 'check', 'test/rules/scheme/documents/document-05-as-written.yaml']);
  expect([code, out]).toEqual([1, '']);
  expect(err).toMatch(/第 \d+ 行，nodes\[0\]：“c1”没有权重或满分/);
  expect(err).toMatch(/第 \d+ 行，nodes\[7\]\.children\[2\]\.children：“c8s3”下各项权重合计 75\.00%，应为 100\.00%/);
});
