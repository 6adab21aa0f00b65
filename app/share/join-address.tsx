/** The address of a short code: `interline.example/k7m-4qp`. Its code stays on one line, so that people can copy it. */
export function JoinAddress({ address }: { address: string }) {
  const start = address.lastIndexOf("/") + 1;
  return (
    <span translate="no">
      {address.slice(0, start)}
      <wbr />
      <span className="whole">{address.slice(start)}</span>
    </span>
  );
}
