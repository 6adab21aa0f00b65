/** What the database programs see of the environment: their messages are in English, and nothing else leaks in. */
export const SURROUNDINGS = { PATH: process.env.PATH, LC_ALL: "C" } as unknown as NodeJS.ProcessEnv;
