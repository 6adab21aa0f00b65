/** The key code of every key that an input method handles; Safari sends it with the Enter after the composition's end. */
const INPUT_METHOD_KEY_CODE = 229;

/**
 * Whether a key belongs to an input method (Telex, Pinyin, Kana): it chooses, confirms or cancels the word that is being
 * composed. Every key handler of a page asks this first.
 */
export function isInputMethodKey({ isComposing, keyCode }: Pick<KeyboardEvent, "isComposing" | "keyCode">): boolean {
  return isComposing || keyCode === INPUT_METHOD_KEY_CODE;
}
