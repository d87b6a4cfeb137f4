import type { Sentence } from '../kernel/domain-error.js';
import type { AuthorInput } from './dto/research.dto.js';

export interface PersonNamed {
  id: string;
  name: string;
  division: string | null;
}

const OUTSIDE = ['院外', 'outside'];

/**
 * Authors as one cell lists them in printed order. A name alone is somebody of the court; `（院外）` behind it somebody outside;
 * the division behind it tells two of one name apart. Nobody is guessed.
 * @example writtenAuthors('王敏、李某（院外）', people).authors // [{ personId: '…', name: '王敏' }, { name: '李某' }]
 */
export function writtenAuthors(text: string, people: readonly PersonNamed[]): { authors: AuthorInput[]; faults: Sentence[] } {
  const faults: Sentence[] = [];
  const authors = text.split(/[、,，;；]/).map((part) => part.trim()).filter((part) => part !== '').map((part): AuthorInput => {
    const [, name = part, behind = ''] = /^(.*?)[（(](.*)[）)]$/.exec(part) ?? [];
    if (OUTSIDE.includes(behind.trim().toLowerCase())) return { name: name.trim().slice(0, 80) };
    const same = people.filter((person) => person.name === name.trim() && (behind === '' || person.division === behind.trim()));
    if (same.length === 1) return { personId: same[0]!.id, name: same[0]!.name };
    faults.push(
      same.length
        ? { zh: `本院有 ${same.length} 人叫“${name.trim()}”。请写作“${name.trim()}（${same[0]!.division ?? '庭室'}）”。`, en: `${same.length} people of the court are called "${name.trim()}". Write the division behind the name, in brackets.` }
        : { zh: `本院没有“${part}”。请核对姓名；院外作者请写作“${name.trim()}（院外）”。`, en: `The court has no "${part}". Check the name; write "（院外）" behind an outside author.` },
    );
    return { name: name.trim().slice(0, 80) };
  });
  return { authors, faults: authors.length ? faults : [{ zh: '没有作者。请按署名顺序填写，用“、”隔开。', en: 'There is no author. List them in printed order, separated by “、”.' }] };
}
