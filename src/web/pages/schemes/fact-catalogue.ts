import type { Bilingual } from '../../../evaluation/dto/score.dto.js';
import type { FactRow } from '../../../evaluation/dto/fact.dto.js';
import { api } from '../../api.js';
import { useLoaded } from '../../loading.js';
import type { FactWords } from './rule-words.js';
import type { KnownFact } from './scheme-completion.js';
import { listOf, sentenceOf, type Plain } from './scheme-document.js';

const NONE: Bilingual = { zh: '', en: '' };

/** Facts a scheme declares itself, as the catalogue would say them. */
export function declaredFacts(root: Plain): KnownFact[] {
  return listOf(root.facts).map((fact) => ({
    name: String(fact.name ?? ''),
    shape: String(fact.shape ?? 'number'),
    title: sentenceOf(fact.title) ?? NONE,
    unit: sentenceOf(fact.unit) ?? NONE,
    meaning: sentenceOf(fact.meaning) ?? NONE,
    cannotShow: sentenceOf(fact.cannotShow) ?? NONE,
  }));
}

/** The catalogue of facts, and the words for a fact's name: the scheme's own first, then the court's, then the name itself. */
export function useFactCatalogue() {
  const catalogue = useLoaded<FactRow[]>(() => api.get<FactRow[]>('/facts'));
  void catalogue.load();
  const known = (root: Plain): KnownFact[] => {
    const own = declaredFacts(root);
    const names = new Set(own.map(({ name }) => name));
    return [...own, ...(catalogue.value.value ?? []).filter(({ name }) => !names.has(name))];
  };
  const wordsFor = (root: Plain): FactWords => {
    const titles = new Map(known(root).map(({ name, title }) => [name, title]));
    return (name) => {
      const title = titles.get(name);
      return title && title.zh ? title : { zh: name, en: name };
    };
  };
  return { catalogue, known, wordsFor };
}
