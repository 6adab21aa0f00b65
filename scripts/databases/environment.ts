/** The environment of the database programs: English messages, and no other variables of this process. */
export const SURROUNDINGS = { PATH: process.env.PATH, LC_ALL: "C" } as unknown as NodeJS.ProcessEnv;
