import { describeMailbox, type MailboxClient } from "#testing/contracts/mailbox-contract";
import { FakeGateway } from "./fake-gateway";

describeMailbox("the fake gateway", async () => {
  const sessionId = "a".repeat(22);
  const gateway = new FakeGateway(sessionId);
  const ask = (event: never, request: never) => gateway.ask(event, request);
  return { sessionId, ask: ask as unknown as MailboxClient["ask"], close: () => gateway.close() };
});
