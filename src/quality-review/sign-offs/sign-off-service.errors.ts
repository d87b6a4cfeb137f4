import { defineErrors } from '../../kernel/domain-error.js';

export const signerErrors = defineErrors({
  'signOff.notSigner': {
    status: 403,
    zh: '这份文书的“{step}”由{who}签署，您不是。请从“待我签署”打开等您签的文书。',
    en: 'The {step} of this document belongs to {who}, and that is not you. Open what waits for you under My sign-offs.',
  },
  'signOff.notKept': {
    status: 409,
    zh: '本院自 {from} 起在系统内签署，这份文书形成在此之前，不在系统内补签。',
    en: 'The court keeps sign-offs here from {from}; this document is older and is not signed afterwards.',
  },
  'signOff.notAJudgment': {
    status: 422,
    zh: '只有判决书、裁定书和调解书需要四级签署，这份材料不用签。',
    en: 'Only judgments, rulings and mediation documents are signed; this paper is not.',
  },
});
