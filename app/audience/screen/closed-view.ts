import { passwordError, secondsUntil } from "../password-error";
import type { ReaderAccess } from "../reader-client";
import type { Translate } from "./screen-labels";

type Closed = Exclude<ReaderAccess, { kind: "joining" | "joined" }>;

/** The view of a caption screen while its link does not open: the same as the readers' page. */
export class ClosedView {
  readonly #root: HTMLElement;
  readonly #t: Translate;
  readonly #onPassword: (password: string) => void;
  #form: PasswordForm | null = null;

  constructor(root: HTMLElement, t: Translate, onPassword: (password: string) => void) {
    this.#root = root;
    this.#t = t;
    this.#onPassword = onPassword;
  }

  draw(access: Closed): void {
    this.#root.className = "closed";
    // These texts have the direction of the document.
    this.#root.removeAttribute("dir");
    if (access.kind === "password") {
      this.#form ??= new PasswordForm(this.#t, this.#onPassword);
      this.#form.draw(access);
      if (this.#form.element.parentElement !== this.#root) this.#root.replaceChildren(this.#form.element);
      return;
    }
    this.#form = null;
    this.#root.replaceChildren(...this.#message(access));
  }

  #message(access: Exclude<Closed, { kind: "password" }>): HTMLElement[] {
    const t = this.#t;
    if (access.kind === "not-found") return [withText("h1", t("noLink")), withText("p", t("noLinkHelp"))];
    const seconds = secondsUntil(access.retryAt, Date.now());
    const help = seconds > 0 ? t("fullUntil", { seconds }) : t("fullHelp");
    return [withText("h1", t(access.limit === "joins" ? "crowd" : "full")), withText("p", help)];
  }
}

class PasswordForm {
  readonly element = document.createElement("form");
  readonly #t: Translate;
  readonly #field = document.createElement("input");
  readonly #wrong = document.createElement("p");
  readonly #button = document.createElement("button");
  #isClosed = false;

  constructor(t: Translate, onPassword: (password: string) => void) {
    this.#t = t;
    const label = withText("label", t("password"));
    label.htmlFor = this.#field.id = "password";
    this.#field.type = "password";
    this.#field.autocomplete = "off";
    this.#wrong.id = "password-wrong";
    this.#wrong.role = "alert";
    this.#field.setAttribute("aria-describedby", this.#wrong.id);
    this.#button.type = "submit";
    this.element.append(withText("h1", t("passwordTitle")), label, this.#field, this.#wrong, this.#button);
    this.element.addEventListener("submit", (event) => {
      event.preventDefault();
      if (this.#field.value !== "" && !this.#isClosed) onPassword(this.#field.value);
    });
  }

  draw({ isWrong, retryAt, isChecking }: Extract<Closed, { kind: "password" }>): void {
    const t = this.#t;
    const seconds = secondsUntil(retryAt, Date.now());
    this.#isClosed = isChecking || seconds > 0;
    this.#wrong.textContent = passwordError(isWrong, seconds, t) ?? "";
    this.#field.ariaInvalid = String(isWrong);
    this.#button.ariaDisabled = String(this.#isClosed);
    this.#button.textContent = t(isChecking ? "checking" : "read");
  }
}

function withText<K extends "h1" | "p" | "label">(tag: K, text: string): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}
