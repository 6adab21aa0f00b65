declare module "opusscript/build/opusscript_native_wasm.js" {
  /** libopus compiled to WebAssembly; pointers are byte offsets into its heap. */
  type Library = {
    /** The heap. A new array once the heap has grown. */
    readonly HEAPU8: Uint8Array;
    /** As HEAPU8. The library reads the low byte of each number. */
    readonly HEAPU16: Uint16Array;
    _malloc(bytes: number): number;
    readonly OpusScriptHandler: {
      new (sampleRate: number, channels: number, application: number): Handler;
      destroy_handler(handler: Handler): void;
    };
  };
  type Handler = {
    /** @returns the packet's bytes, or a negative error */
    _encode(input: number, inputBytes: number, output: number, samples: number): number;
    _encoder_ctl(request: number, value: number): number;
  };
  export default function opusscript(): Library;
}
