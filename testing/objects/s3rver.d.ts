declare module "@20minutes/s3rver" {
  type Options = {
    readonly address: string;
    readonly port: number;
    readonly silent: boolean;
    readonly directory: string;
    readonly configureBuckets: readonly { readonly name: string }[];
    readonly key?: Buffer;
    readonly cert?: Buffer;
  };
  /** An S3 server that keeps its objects in a folder, and checks signatures. Its only credentials are S3RVER and S3RVER. */
  export default class S3rver {
    constructor(options: Options);
    run(): Promise<{ readonly port: number }>;
    close(): Promise<void>;
  }
}
