const { env } = process;

/** `npm test` runs a short form, `npm run test:faults` the whole. */
export const isWhole = env.FAULTS_WHOLE === '1';

const figure = (name: string, whole: number, short: number) => Number(env[name] || (isWhole ? whole : short));

/** How much of it all is run; a variable changes one figure. */
export const extent = {
  /** Kills at random instants. */
  kills: figure('FAULTS_KILLS', 100, 100),
  /** Lives that end at each stop point. */
  seeds: figure('FAULTS_SEEDS', 3, 1),
  /** Videos that the SDK asks for. */
  creates: figure('FAULTS_CREATES', 1_000, 200),
  /** Jobs of tests that want many. */
  jobs: figure('FAULTS_JOBS', 30, 8),
  /** The longest row of polls that come to nothing. */
  polls: figure('FAULTS_POLLS', 50, 5),
  /** Repeats a run that failed. */
  seed: figure('FAULTS_SEED', 20_261_121, 20_261_121),
};
