declare module "@echogarden/fvad-wasm" {
  /** libfvad compiled to WebAssembly; pointers are byte offsets into its heap. */
  type Library = {
    readonly HEAP16: Int16Array;
    _malloc(bytes: number): number;
    _free(pointer: number): void;
    _fvad_new(): number;
    _fvad_free(detector: number): void;
    _fvad_set_mode(detector: number, mode: number): number;
    _fvad_set_sample_rate(detector: number, rate: number): number;
    /** 1: voice, 0: none, -1: wrong length. */
    _fvad_process(detector: number, frame: number, samples: number): number;
  };
  export default function fvad(): Promise<Library>;
}
