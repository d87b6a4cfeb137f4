import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse, stringify } from 'yaml';
import { cli } from './run-cli.js';

/** A scheme of the page with its facts, and what the page says comes of them. */
interface Example {
  line: number;
  scheme: Record<string, unknown>;
  facts: { text: string; extension: string; period: string | null };
  expected: { kind: 'sheet' | 'refused'; lines: string[] };
}

const page = readFileSync('config/schemes/README.md', 'utf8');
const schema = new Ajv2020({ allErrors: true, strictTypes: false }).compile(JSON.parse(readFileSync('config/schemes/scheme.schema.json', 'utf8')) as object);

function examplesOf(markdown: string): Example[] {
  const found: Example[] = [];
  let header: Record<string, unknown> | null = null;
  let scheme: Record<string, unknown> = {};
  let facts: Example['facts'] | null = null;
  for (const match of markdown.matchAll(/^```(\w+) (scheme|facts|sheet|refused)(?: period=(\S+))?\n([\s\S]*?)^```$/gm)) {
    const [, extension, kind, period, text] = match as unknown as [string, string, string, string | undefined, string];
    if (kind === 'scheme') {
      const own = parse(text) as Record<string, unknown>;
      const { id, version, title, effectiveFrom, source, example, appliesTo, fullMark, rounding } = header ?? own;
      header ??= own;
      scheme = { id, version, title, effectiveFrom, source, example, appliesTo, fullMark, rounding, ...own };
    } else if (kind === 'facts') facts = { text, extension: extension, period: period ?? null };
    else found.push({ line: markdown.slice(0, match.index).split('\n').length, scheme, facts: facts!, expected: { kind: kind as 'sheet' | 'refused', lines: text.trim().split('\n') } });
  }
  return found;
}

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'reference-page-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Answer {
  sheets: { personId: string; total: string }[];
  outcome: { members: { personId: string; grade: { key: string } | null; marks: { key: string }[]; amounts: Record<string, string> }[] };
}

async function run({ scheme, facts }: Example) {
  const [schemePath, factsPath] = [join(folder, 'scheme.yaml'), join(folder, `facts.${facts.extension}`)];
  writeFileSync(schemePath, stringify(scheme));
  writeFileSync(factsPath, facts.text);
  return cli(['score', '--scheme', schemePath, '--facts', factsPath, ...(facts.period ? ['--period', facts.period] : [])]);
}

describe('every example of the reference page', () => {
  const examples = examplesOf(page);
  test('is found', () => expect(examples.length).toBeGreaterThan(15));

  for (const example of examples) {
    test(`line ${example.line}: ${example.expected.lines.join('; ')}`, async () => {
      const { code, out, err } = await run(example);
      if (example.expected.kind === 'refused') {
        expect([code, out]).toEqual([1, '']);
        for (const words of example.expected.lines) expect(err).toContain(words);
        return;
      }
      expect({ code, err }).toEqual({ code: 0, err: '' });
      expect({ fits: schema(example.scheme), errors: schema.errors }).toEqual({ fits: true, errors: null });
      const { sheets, outcome } = JSON.parse(out) as Answer;
      const told = outcome.members.map((member) => {
        const total = sheets.find((sheet) => sheet.personId === member.personId)!.total;
        return [member.personId, total, member.grade?.key, ...member.marks.map((mark) => mark.key), ...Object.values(member.amounts)].filter((word) => word !== undefined).join(' ');
      });
      for (const line of example.expected.lines) expect(told).toContain(line);
    });
  }
});
