/** The floors of src/README.md: imports go down, never up, never sideways. */
const floors = [
  ['kernel'],
  ['rules'],
  ['platform'],
  ['court'],
  ['cases'],
  ['case-assignment', 'quality-review', 'difficult-cases', 'research', 'conduct', 'costs', 'reception'],
  ['evaluation'],
  ['peer-comparison'],
  ['reconsideration'],
  ['ranking'],
  ['bonuses', 'promotions'],
  ['home', 'demonstration'],
];

const inFolder = (names) => `^src/(${names.join('|')})/`;
const upward = floors.map((names, floor) => ({
  name: `floor-${floor}-never-imports-upward`,
  severity: 'error',
  from: { path: inFolder(names) },
  to: { path: floors.slice(floor + 1).length ? inFolder(floors.slice(floor + 1).flat()) : '^$' },
}));
const sideways = floors
  .filter((names) => names.length > 1)
  .flatMap((names) =>
    names.map((name) => ({
      name: `${name}-never-imports-a-sibling`,
      severity: 'error',
      from: { path: `^src/${name}/` },
      to: { path: inFolder(names.filter((other) => other !== name)) },
    })),
  );

module.exports = {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    ...upward,
    ...sideways,
    {
      name: 'rules-are-pure',
      comment: 'No Nest, TypeORM, clock, files or environment in the arithmetic.',
      severity: 'error',
      from: { path: '^src/(kernel|rules)/' },
      to: { path: ['node_modules/(@nestjs|typeorm|mysql2|better-sqlite3|fastify)', '^(fs|os|net|http|child_process|process)$'] },
    },
    {
      name: 'web-reaches-the-server-over-http-only',
      comment: 'The browser may borrow the shapes of answers (type-only), never code.',
      severity: 'error',
      from: { path: '^src/web/' },
      to: { path: '^src/(?!web/)', dependencyTypesNot: ['type-only'] },
    },
    { name: 'server-never-imports-web', severity: 'error', from: { path: '^src/(?!web/)' }, to: { path: '^src/web/' } },
    { name: 'nothing-imports-the-doors', severity: 'error', from: { path: '^src/(?!cli/|main|bootstrap|app\\.module)' }, to: { path: '^src/(cli/|main\\.ts|app\\.module\\.ts)' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.mjs', '.vue', '.json'], exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default'] },
  },
};
