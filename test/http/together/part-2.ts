import { loadPart } from '../../support/together.js';

await loadPart(import.meta.url);
