import { DECLARED_FACTS } from '../../evaluation/declared-facts.js';
import { SERVICE_FACTS, type FactShape } from '../../rules/scheme/fact-catalogue.js';
import { SERVICE, type FactShapes } from './facts-file.js';

const SHAPES: readonly FactShape[] = ['number', 'events', 'pieces', 'text'];

/** How each fact is written: the catalogue's, and those a scheme document declares itself. */
export function factShapesOf(document: unknown): FactShapes {
  const shapes = new Map<string, FactShape>([...SERVICE_FACTS, ...DECLARED_FACTS].map(({ name, shape }) => [name, shape]));
  const derived = new Set<string>(['servedMonths']);
  const evidenced = new Set<string>();
  for (const name of SERVICE) shapes.set(name, 'number');
  for (const fact of listOf(document, 'facts')) {
    const { name, shape, kind, evidence } = fact as Record<string, unknown>;
    if (typeof name !== 'string') continue;
    if (kind === 'derived') derived.add(name);
    else derived.delete(name);
    if (evidence === 'required') evidenced.add(name);
    shapes.set(name, SHAPES.find((one) => one === shape) ?? 'number');
  }
  const grades = mapping(mapping(document)?.['grades']);
  if (typeof grades?.['proposal'] === 'string') shapes.set(grades['proposal'], 'text');
  return { shapes, derived, evidenced };
}

function mapping(value: unknown): Record<string, unknown> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
}

function listOf(document: unknown, key: string): unknown[] {
  const list = mapping(document)?.[key];
  return Array.isArray(list) ? list.filter((item) => mapping(item) !== null) : [];
}
