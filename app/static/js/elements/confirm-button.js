/**
 * <confirm-button> asks once more before a form is sent that loses something. Inside stand the button and,
 * after it, a <dialog> with a button `value="ja"` and one `value="nee"`. Without script the form is sent at once;
 * the page it goes to asks then, or can be undone.
 */
customElements.define(
  "confirm-button",
  class extends HTMLElement {
    connectedCallback() {
      this.button = this.querySelector("button");
      this.dialog = this.querySelector("dialog");
      if (!this.button || !this.dialog?.showModal) return;
      this.button.addEventListener("click", (event) => this.ask(event));
      for (const answer of this.dialog.querySelectorAll("button")) {
        answer.type = "button";
        answer.addEventListener("click", () => this.dialog.close(answer.value));
      }
      this.dialog.addEventListener("close", () => this.answered());
    }

    ask(event) {
      if (this.sure) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      this.dialog.returnValue = "nee";
      this.dialog.showModal();
    }

    answered() {
      if (this.dialog.returnValue !== "ja") return;
      this.sure = true;
      this.button.click();
      this.sure = false;
    }
  },
);
