import { expect, test } from "vitest";
import type { Segment } from "#protocol/transcript";
import { type Broadcaster, createPublisher } from "#publishing/publisher";

type Sent = readonly [room: string, event: string, message?: object];

/** A broadcaster that records messages and rooms. */
function noting() {
  const sent: Sent[] = [];
  const to: Broadcaster["to"] = (room) => ({
    get volatile() {
      return to(room);
    },
    except: () => to(room),
    emit: (event, message) => sent.push(message ? [room, event, message] : [room, event]),
    socketsJoin: (rooms) => sent.push([room, "join", rooms]),
    socketsLeave: (rooms) => sent.push([room, "leave", rooms]),
    disconnectSockets: () => sent.push([room, "disconnect"]),
  });
  return { sent, broadcaster: { to } };
}

const times = { startMs: 0, endMs: 900, confidence: 0.9 };
const segment: Segment = { seq: 1, rev: 4, kind: "speech", text: "Bến Tre", lang: "vi-VN", ...times };
const translation = { seq: 1, rev: 5, lang: "en", text: "Ben Tre", sourceRev: 4, unknownWords: 0 };
const head = { epoch: 1, rev: 2, anchor: 0, covered: 0, recogniser: "ok" as const };

test("only the original room gets a segment's words, and only the room of its language a translation", () => {
  const { sent, broadcaster } = noting();
  const publisher = createPublisher(broadcaster);
  // Other results of the store must not reach a page.
  const stored = { segment, after: 3, owed: ["secret"] };
  publisher.segment("s", stored);
  publisher.translation("s", { translation, after: 2 });
  expect(sent).toEqual([
    ["session:s:original", "segment", { segment, after: 3 }],
    ["session:s:outline", "segment", { segment: { ...segment, text: "", confidence: null }, after: 3 }],
    ["session:s:in:en", "translation", { translation, after: 2 }],
  ]);
});

test("the owner gets the session's row, and others only that it changed", () => {
  const { sent, broadcaster } = noting();
  const view = { id: "s", title: "Town hall", sourceLang: "en-US", targetLangs: [], failure: null };
  const session = { ...view, state: "live" as const, createdAt: "2026-11-29T15:00:00.000Z", endedAt: null };
  createPublisher(broadcaster).session({ session, rev: 7 });
  expect(sent).toEqual([
    ["session:s:owner", "session", { session, rev: 7 }],
    ["session:s:control", "changed", { rev: 7 }],
  ]);
});

test("readers of a revoked link or a deleted session are told and removed from the rooms", () => {
  const { sent, broadcaster } = noting();
  const publisher = createPublisher(broadcaster);
  publisher.revoked("l1");
  publisher.deleted("s", ["en"], ["l2"]);
  const rooms = ["control", "owner", "original", "outline", "in:en"].map((room) => `session:s:${room}`);
  expect(sent).toEqual([
    ["link:l1", "gone"],
    ["link:l1", "disconnect"],
    ["session:s:control", "deleted"],
    ["session:s:control", "leave", rooms],
    ["link:l2", "disconnect"],
  ]);
});

test("while Redis is unavailable stored changes are published and drafts, heads and revs are dropped", () => {
  const { sent, broadcaster } = noting();
  const publisher = createPublisher(broadcaster, () => false);
  publisher.draft("s", { epoch: 1, counter: 1, seq: 1, text: "Bến", startMs: 0, covered: 1 });
  publisher.head("s", head);
  publisher.latestSegment("s", 4);
  publisher.latestTranslation("s", "en", 5);
  publisher.translation("s", { translation, after: 2 });
  expect(sent.map(([, event]) => event)).toEqual(["translation"]);
});
