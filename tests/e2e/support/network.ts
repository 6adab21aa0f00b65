import { TcpProxy } from "#testing/network/tcp-proxy";

/** The way to the product, which a test can cut: `origin` is its address on that way. */
export async function networkTo(baseURL: string | undefined): Promise<{ network: TcpProxy; origin: string }> {
  const { hostname: host, port } = new URL(baseURL ?? "");
  const network = await new TcpProxy({ host, port: Number(port) }).listen();
  return { network, origin: `http://127.0.0.1:${network.port}` };
}
