import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router';
import { useSession } from './session.js';
import { useTabs } from './tabs.js';

declare module 'vue-router' {
  interface RouteMeta {
    /** Key of the page's name in the messages of the shell. */
    title: string;
    /** Needs nobody signed in. */
    open?: boolean;
    /** Folds the side menu while it is shown. */
    wide?: boolean;
    /** One tab for the page whatever its parameters. */
    tab?: string;
  }
}

const pages = import.meta.glob('./pages/**/*-page.vue');

function page(path: string, file: string, meta: { title: string; open?: boolean; wide?: boolean; tab?: string }, props = true): RouteRecordRaw[] {
  const component = pages[`./pages/${file}-page.vue`];
  return component ? [{ path, component, meta, props }] : [];
}

export const router = createRouter({
  history: createWebHistory(),
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
  routes: [
    ...page('/sign-in', 'sign-in', { title: 'signIn', open: true }),
    ...page('/', 'home/home', { title: 'home' }),
    ...page('/me/score/:period?', 'score/my-score', { title: 'score', tab: '/me/score' }),
    ...page('/me/sign-offs', 'sign-offs/my-sign-offs', { title: 'signOffs' }),
    ...page('/me/cases', 'cases/my-cases', { title: 'myCases' }),
    ...page('/cases', 'cases/cases', { title: 'cases' }),
    ...page('/cases/import', 'import/import', { title: 'import' }),
    ...page('/cases/publication', 'publication/publication', { title: 'publication' }),
    ...page('/cases/flow', 'flow/case-flow', { title: 'caseFlow' }),
    ...page('/cases/:id', 'cases/case', { title: 'case' }),
    ...page('/assignment/pool', 'assignment/pool', { title: 'pool' }),
    ...page('/assignment/runs', 'assignment/runs', { title: 'runs' }),
    ...page('/assignment/runs/:id', 'assignment/run', { title: 'run' }),
    ...page('/assignment/why/:caseId', 'assignment/why', { title: 'why' }),
    ...page('/assignment/designated', 'assignment/designated', { title: 'designated' }),
    ...page('/assignment/transfers', 'assignment/transfers', { title: 'transfers' }),
    ...page('/assignment/fairness', 'assignment/fairness', { title: 'fairness' }),
    ...page('/assignment/settings', 'assignment/settings', { title: 'assignmentSettings' }),
    ...page('/review/desk/:review?', 'review/desk', { title: 'desk', wide: true, tab: '/review/desk' }),
    ...page('/review/agreement', 'agreement/agreement', { title: 'agreement' }),
    ...page('/review/catalogues', 'catalogues/catalogues', { title: 'catalogues' }),
    ...page('/court/ranking-settings', 'ranking/settings/ranking-settings', { title: 'rankingSettings' }),
    ...page('/court/parameters', 'catalogues/parameters', { title: 'parameters' }),
    ...page('/review/plans', 'plans/plans', { title: 'reviewPlans' }),
    ...page('/review/plans/:id', 'plans/plan', { title: 'reviewPlan' }),
    ...page('/review/findings', 'review/findings', { title: 'findings' }),
    ...page('/review/hearings', 'hearings/hearings', { title: 'hearings' }),
    ...page('/review/findings/import', 'review/finding-import', { title: 'findingImport' }),
    ...page('/review/findings/:id', 'review/finding', { title: 'finding' }),
    ...page('/review/rectification', 'review/rectification', { title: 'rectification' }),
    ...page('/me/findings', 'review/my-findings', { title: 'myFindings' }),
    ...page('/costs', 'costs/costs', { title: 'costs' }),
    ...page('/review/patterns', 'review/patterns', { title: 'patterns' }),
    ...page('/review/briefings/:id', 'review/briefing', { title: 'briefing' }),
    ...page('/bulletins', 'bulletins/bulletins', { title: 'bulletins' }),
    ...page('/bulletins/:id', 'bulletins/bulletin', { title: 'bulletin' }),
    ...page('/me/reconsiderations', 'reconsideration/my-requests', { title: 'myReconsiderations' }),
    ...page('/me/reconsiderations/new', 'reconsideration/new-request', { title: 'newReconsideration' }),
    ...page('/reconsiderations', 'reconsideration/requests', { title: 'reconsiderations' }),
    ...page('/reconsiderations/statistics', 'reconsideration/statistics', { title: 'reconsiderationStatistics' }),
    ...page('/reconsiderations/findings', 'reconsideration/provisional', { title: 'provisionalFindings' }),
    ...page('/reconsiderations/:id', 'reconsideration/request', { title: 'reconsideration' }),
    ...page('/me/difficult-cases', 'difficult/my-claims', { title: 'myDifficultCases' }),
    ...page('/me/difficult-cases/new', 'difficult/new-claim', { title: 'newDifficultCase' }),
    ...page('/me/research', 'research/my-research', { title: 'myResearch' }),
    ...page('/me/research/new', 'research/register', { title: 'newResearch' }),
    ...page('/research/ledger', 'research/ledger', { title: 'researchLedger' }),
    ...page('/research/points', 'research/points', { title: 'researchPoints' }),
    ...page('/research/pieces/:id', 'research/piece', { title: 'researchPiece' }),
    { path: '/research/outlets', redirect: '/review/catalogues?book=researchOutlets' },
    ...page('/difficult/cases/:id', 'difficult/claim', { title: 'difficultCase' }),
    ...page('/difficult/rounds', 'difficult/rounds', { title: 'difficultRounds' }),
    ...page('/difficult/rounds/:id', 'difficult/round', { title: 'difficultRound' }),
    ...page('/difficult/notices', 'difficult/notices', { title: 'difficultNotices' }),
    ...page('/difficult/notices/:id', 'difficult/notice', { title: 'difficultNotice' }),
    ...page('/indicators', 'indicators/indicators', { title: 'indicators' }),
    ...page('/indicators/:id', 'indicators/indicator', { title: 'indicator' }),
    ...page('/ranking/watch', 'watch/watch', { title: 'watch' }),
    ...page('/me/merits', 'conduct/my-merits', { title: 'myMerits' }),
    ...page('/me/conduct', 'conduct/my-conduct', { title: 'myConduct' }),
    ...page('/conduct/complaints', 'conduct/complaints', { title: 'complaints' }),
    ...page('/conduct/entries', 'conduct/entries', { title: 'entries' }),
    ...page('/conduct/merits', 'conduct/merits', { title: 'merits' }),
    ...page('/conduct/honours', 'conduct/honours', { title: 'outsideHonours' }),
    ...page('/conduct/reception', 'reception/reception', { title: 'reception' }),
    ...page('/ranking/people/:id', 'ranking/person', { title: 'person' }),
    ...page('/ranking/:group?/:period?', 'ranking/ranking', { title: 'ranking', tab: '/ranking' }),
    ...page('/periods', 'periods/periods', { title: 'periods' }),
    ...page('/periods/:id/close', 'periods/closing', { title: 'closing' }),
    ...page('/periods/:id/notice', 'periods/period-notice', { title: 'periodNotice' }),
    ...page('/corrections', 'periods/corrections', { title: 'corrections' }),
    ...page('/corrections/:id', 'periods/correction', { title: 'correction' }),
    ...page('/archive', 'archive/archives', { title: 'archives' }),
    ...page('/archive/:personId', 'archive/archive', { title: 'archive' }),
    ...page('/me/archive', 'archive/archive', { title: 'myArchive' }),
    ...page('/schemes', 'schemes/schemes', { title: 'schemes' }),
    ...page('/schemes/:id', 'schemes/scheme', { title: 'scheme' }),
    ...page('/schemes/:id/edit', 'schemes/scheme-edit', { title: 'schemeEdit', wide: true }),
    ...page('/schemes/:id/laboratory', 'schemes/laboratory', { title: 'laboratory' }),
    ...page('/facts', 'facts/facts', { title: 'facts' }),
    ...page('/facts/entered', 'facts/entered-facts', { title: 'enteredFacts' }),
    ...page('/ratings', 'facts/rating-tasks', { title: 'ratingTasks' }),
    ...page('/me/ratings', 'facts/my-ratings', { title: 'ratings' }),
    ...page('/use/bonus', 'use/bonus', { title: 'bonus' }),
    ...page('/use/bonus/:id', 'use/bonus-round', { title: 'bonusRound' }),
    ...page('/use/honours', 'use/honours', { title: 'honours' }),
    ...page('/use/training', 'use/training', { title: 'training' }),
    ...page('/use/selections/:id', 'use/selection', { title: 'selection' }),
    ...page('/use/competitions', 'use/competitions', { title: 'competitions' }),
    ...page('/use/competitions/:id', 'use/competition', { title: 'competition' }),
    ...page('/court/people', 'people/people', { title: 'people' }),
    ...page('/admin/accounts', 'admin/accounts', { title: 'accounts' }),
    ...page('/admin/grants', 'admin/grants', { title: 'grants' }),
    ...page('/admin/audit', 'admin/audit', { title: 'audit' }),
    ...page('/:rest(.*)*', 'not-found', { title: 'notFound' }),
  ],
});

router.beforeEach(async (to) => {
  const session = useSession();
  if (!session.asked) {
    try {
      await session.load();
    } catch {
      // The page itself will say that the server cannot be reached, with a way to try again.
      session.asked = false;
    }
  }
  if (to.meta.open) return true;
  if (!session.view || session.view.mustChangePassword) return { path: '/sign-in', query: to.fullPath === '/' ? {} : { to: to.fullPath } };
  return true;
});

router.afterEach((to) => {
  if (!to.meta.open && to.meta.title !== 'notFound' && to.path !== '/') useTabs().visit(to.meta.tab ?? to.path, to.fullPath, to.meta.title);
});
