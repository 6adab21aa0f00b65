import { SESSION_STATES, type SessionState } from "#protocol/session";
import { Prisma } from "../generated/client";

/** The states in which a page may begin to speak. */
export const STATES_ACCEPTING_SPEECH = ["live", "waiting"] as const satisfies readonly SessionState[];
/** The states in which words can be stored. */
export const STATES_NOT_OVER = [...STATES_ACCEPTING_SPEECH, "ending"] as const;
/** In these states nobody speaks, and no worker stores anything. */
const STATES_AT_REST = ["waiting", "ended", "failed"] as const satisfies readonly SessionState[];

/** Every legal change of a session's state. A failed session stays failed, and a deleted one deleted. */
const CHANGES = {
  /** No sound has arrived for a while. */
  wait: { from: ["live"], to: "waiting" },
  /** A worker claims it. */
  wake: { from: ["waiting"], to: "live" },
  stop: { from: STATES_ACCEPTING_SPEECH, to: "ending" },
  end: { from: STATES_NOT_OVER, to: "ended" },
  fail: { from: STATES_NOT_OVER, to: "failed" },
  /** By its owner, within an hour (`markContinued`). */
  continue: { from: ["ended"], to: "live" },
  delete: { from: SESSION_STATES, to: "deleted" },
} as const satisfies Record<string, { readonly from: readonly SessionState[]; readonly to: SessionState }>;
type Change = keyof typeof CHANGES;

/** Conditions on the column `state` of `session`. */
export const ACCEPTS_SPEECH = stateIn(STATES_ACCEPTING_SPEECH);
export const IS_NOT_OVER = isNotOver();

/** @param table the name or alias of the session's row, where it is not alone */
export function isAtRest(table?: string): Prisma.Sql {
  return stateIn(STATES_AT_REST, table);
}

/** @param table the name or alias of the session's row, where it is not alone */
export function isNotOver(table?: string): Prisma.Sql {
  return stateIn(STATES_NOT_OVER, table);
}

/** The condition under which a change is legal. @param table the name or alias of the row before */
export function isLegal(change: Change, table?: string): Prisma.Sql {
  return stateIn(CHANGES[change].from, table);
}

/** The state after a change, as a value in SQL. */
export function stateAfter(change: Change): Prisma.Sql {
  return Prisma.raw(`'${CHANGES[change].to}'`);
}

/** Writes the states as literals, not as parameters, because `state` is an enum. */
function stateIn(states: readonly SessionState[], table?: string): Prisma.Sql {
  const listed = states.map((state) => `'${state}'`).join(", ");
  return Prisma.raw(`${table === undefined ? "" : `${table}.`}state IN (${listed})`);
}
