import { describe, expect, test } from "vitest";
import {
  ChunkRequest,
  CorrectSegmentRequest,
  EarlierTextsRequest,
  JoinSessionRequest,
  LostRequest,
  ReadLinkRequest,
  SpeakRequest,
  StartSessionRequest,
  StopRequest,
  UncertainWordsRequest,
} from "#protocol/requests";
import { CHUNK_BYTES } from "#protocol/sound";
import { spokenInOpus } from "#testing/examples/spoken-in-opus";

const ID = "abcdefghijklmnopqrstuv";
/** Larger than PostgreSQL's integer. */
const BEYOND = 2 ** 31;
const sound = new Uint8Array(CHUNK_BYTES);
const [opus = sound] = spokenInOpus().chunks;

describe("a request", () => {
  test.each([
    [StartSessionRequest, { sourceLang: "en-US", targetLangs: ["es"] }],
    [StartSessionRequest, { sourceLang: "en-US", targetLangs: [] }],
    [StartSessionRequest, { sourceLang: "zh-Hant-TW", targetLangs: ["es", "ca"], title: " Living with salt " }],
    [JoinSessionRequest, { sessionId: ID }],
    [JoinSessionRequest, { sessionId: ID, since: BEYOND - 1 }],
    [SpeakRequest, { sessionId: ID, take: 3 }],
    [ChunkRequest, { take: 1, n: 1, sound }],
    [ChunkRequest, { take: 1, n: 1, sound: Buffer.alloc(CHUNK_BYTES) }],
    [ChunkRequest, { take: 1, n: 1, opus }],
    [LostRequest, { take: 1, from: 4, to: 4 }],
    [StopRequest, { sessionId: ID }],
    [StopRequest, { sessionId: ID, after: { take: 1, n: 9 } }],
  ])("%# is accepted", (schema, request) => {
    expect(schema.safeParse(request).error).toBeUndefined();
  });

  test.each([
    [StartSessionRequest, undefined],
    [StartSessionRequest, { sourceLang: "en-US" }],
    [StartSessionRequest, { sourceLang: "English", targetLangs: ["es"] }],
    [StartSessionRequest, { sourceLang: "en-US", targetLangs: ["es"], title: "a\nb" }],
    [StartSessionRequest, { sourceLang: "en-US", targetLangs: ["es"], title: "x".repeat(201) }],
    [StartSessionRequest, { sourceLang: "en-US", targetLangs: ["es"], ownerId: "somebody" }],
    [JoinSessionRequest, { sessionId: `${ID}x` }],
    [JoinSessionRequest, { sessionId: ID, since: -1 }],
    [JoinSessionRequest, { sessionId: ID, since: BEYOND }],
    [ReadLinkRequest, { wanted: [], since: BEYOND }],
    [ReadLinkRequest, { wanted: [], since: { "": 1, es: BEYOND } }],
    [EarlierTextsRequest, { sessionId: ID, seq: BEYOND }],
    [UncertainWordsRequest, { sessionId: ID, fromSeq: BEYOND }],
    [CorrectSegmentRequest, { sessionId: ID, seq: BEYOND, expected: 0, text: "x" }],
    [CorrectSegmentRequest, { sessionId: ID, seq: 1, expected: BEYOND, text: "x" }],
    [SpeakRequest, { sessionId: ID, take: 0 }],
    [ChunkRequest, { take: 1, n: 1, sound: new Uint8Array(CHUNK_BYTES - 1) }],
    [ChunkRequest, { take: 1, n: 1, sound: new Uint8Array(CHUNK_BYTES + 2) }],
    [ChunkRequest, { take: 1, n: 1, sound: "a".repeat(CHUNK_BYTES) }],
    [ChunkRequest, { take: 1, n: 0, sound }],
    [ChunkRequest, { take: 1, n: 1.5, sound }],
    [ChunkRequest, { take: 1, n: Number.MAX_SAFE_INTEGER, sound }],
    [ChunkRequest, { take: 1, n: 1 }],
    [ChunkRequest, { take: 1, n: 1, sound, opus }],
    [ChunkRequest, { take: 1, n: 1, opus: opus.subarray(1) }],
    [ChunkRequest, { take: 1, n: 1, opus: "a" }],
    [LostRequest, { take: 1, from: 5, to: 4 }],
    [StopRequest, { sessionId: ID, after: { take: 1 } }],
  ])("%# is refused", (schema, request) => {
    expect(schema.safeParse(request).success).toBe(false);
  });
});
