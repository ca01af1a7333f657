// The visitor's choice of who answers, where the charter gives it: each with who is there and how long it takes.

import { el } from "./elements.js";
import { face, standing } from "./faces.js";

export function choiceOf({ audiences, words, desk, chosen }) {
  const picked = audiences.isOpen(chosen) ? chosen : audiences.best;
  const lines = audiences.possible.map((key) => {
    const { faces } = audiences.standing(key);
    const radio = { type: "radio", name: "audience", value: key, checked: key === picked, disabled: !audiences.isOpen(key) };
    const isAwaited = audiences.isOpen(key) && !audiences.isThere(key);
    return el(
      "label",
      { className: `choice of-${key}` },
      el("input", radio),
      el(
        "span",
        { className: "said" },
        el("b", {}, audiences.name(key)),
        el("small", {}, standing(audiences.standing(key), words)),
        isAwaited && el("small", { className: "awaited" }, words.say("choice_waits")),
      ),
      el("span", { className: "faces" }, faces.slice(0, 3).map((person) => face(person, desk, "small"))),
    );
  });
  return el("fieldset", {}, el("legend", {}, words.say("who_answers")), lines);
}

/** The audience that is chosen within `place`, or "". */
export function chosenIn(place) {
  return place.querySelector("input[name=audience]:checked")?.value ?? "";
}
