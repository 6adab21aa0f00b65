import { SESSION_STATES, type SessionState } from "#protocol/session";
import { Prisma } from "../generated/client";

/** The states in which a page may begin to speak. */
export const STATES_ACCEPTING_SPEECH = ["live", "waiting"] as const satisfies readonly SessionState[];
/** The states in which words can be stored. */
export const STATES_NOT_OVER = [...STATES_ACCEPTING_SPEECH, "ending"] as const;

/** The states that each state may follow. */
const MAY_FOLLOW = {
  live: ["waiting"],
  waiting: ["live"],
  ending: STATES_ACCEPTING_SPEECH,
  ended: STATES_NOT_OVER,
  failed: STATES_NOT_OVER,
  deleted: SESSION_STATES,
} as const satisfies Record<SessionState, readonly SessionState[]>;

/** Conditions on the column `state` of `session`. */
export const ACCEPTS_SPEECH = stateIn(STATES_ACCEPTING_SPEECH);
export const IS_NOT_OVER = isNotOver();

/** @param table the name or alias of the session's row, where it is not alone */
export function isNotOver(table?: string): Prisma.Sql {
  return stateIn(STATES_NOT_OVER, table);
}

/** The condition under which a session may change into a state. @param table the name or alias of the row before */
export function mayBecome(state: SessionState, table?: string): Prisma.Sql {
  return stateIn(MAY_FOLLOW[state], table);
}

/** Literals, not parameters: `state` is an enum. */
function stateIn(states: readonly SessionState[], table?: string): Prisma.Sql {
  const listed = states.map((state) => `'${state}'`).join(", ");
  return Prisma.raw(`${table === undefined ? "" : `${table}.`}state IN (${listed})`);
}
