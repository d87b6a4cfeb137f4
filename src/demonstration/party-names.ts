import type { PartyNames } from './case-file.js';
import type { JudgmentPlans, PartyKind } from './demonstration-plan.js';
import type { Arrival } from './docket.js';
import type { Draw } from './draw.js';

/** Parties are hidden behind 某 from the start; no name of the demonstration belongs to anybody. */
export function partiesOf({ nature, cause, procedure }: Arrival, { civil, administrative, shared: { words } }: JudgmentPlans, draw: Draw): PartyNames {
  const person = () => `${draw.pick(words.surnames)}${draw.pick(['某', '某某'])}`;
  const other = (than: string) => {
    let name = person();
    while (name[0] === than[0]) name = person();
    return name;
  };
  const firms = { company: words.companies, bank: words.banks, propertyCompany: words.propertyCompanies };
  const party = (kind: PartyKind, than = '') => (kind === 'person' ? other(than) : draw.pick(firms[kind]));
  if (nature === 'criminal') return { plaintiff: '江城区人民检察院', defendant: person() };
  if (nature === 'administrative') {
    const agency = administrative[cause.text]!.agency!.replace('‹place›', '江城区');
    return procedure.type === '行审' ? { plaintiff: agency, defendant: draw.pick(words.companies) } : { plaintiff: person(), defendant: agency };
  }
  const [first, second] = civil[cause.text]?.parties ?? [draw.chance(300) ? 'company' : 'person', 'person'];
  const plaintiff = party(first);
  let defendant = party(second, plaintiff);
  while (defendant === plaintiff) defendant = party(second, plaintiff);
  return { plaintiff, defendant };
}
