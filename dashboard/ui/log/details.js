// What may be said beside the three taps: another day, a note, a group, a photo.

import { button, element, labelled } from "./elements.js";
import { today } from "./kept.js";
import { shrunk } from "./photo.js";

export class Details {
  constructor(changed) {
    this.changed = changed;
    this.box = element("details", "details");
    this.summary = this.box.appendChild(element("summary"));
    this.inside = this.box.appendChild(element("div", "inside"));
  }

  use(data, draft) {
    this.data = data;
    this.show(draft);
  }

  /** Shows what the draft says; open where that is something. */
  show(draft, open = Boolean(draft.day || draft.note || draft.photo)) {
    const { say, limits } = this.data;
    this.summary.textContent = say.details;
    this.box.open = open;
    const day = this.field("input", "day", draft, { type: "date", max: today(), value: draft.day || today() });
    const note = this.field("textarea", "note", draft, { maxLength: limits.note, rows: 2 });
    const group = this.field("input", "group", draft, { type: "text", maxLength: limits.group, autocomplete: "off" });
    this.notice = element("p", "notice");
    this.notice.setAttribute("role", "alert");
    this.inside.replaceChildren(
      labelled(say.day, day), labelled(say.note, note, say.note_help), labelled(say.group, group), this.photo(draft), this.notice,
    );
  }

  field(tag, name, draft, more) {
    const made = element(tag);
    Object.assign(made, { value: draft[name] }, more);
    made.addEventListener("input", () => this.changed({ [name]: made.value }));
    return made;
  }

  photo(draft) {
    const { say } = this.data;
    if (!draft.photo) {
      const input = element("input");
      Object.assign(input, { type: "file", accept: "image/jpeg,image/png,image/webp" });
      input.addEventListener("change", () => input.files[0] && this.take(input.files[0], draft));
      return labelled(say.photo, input, say.photo_help);
    }
    const image = element("img");
    image.src = `data:image/jpeg;base64,${draft.photo}`;
    image.alt = say.photo_kept;
    return element("div", "field picture", image, button(say.remove, () => this.put("", draft)));
  }

  async take(file, draft) {
    try {
      this.put(await shrunk(file, this.data.limits.side), draft);
    } catch (error) {
      this.tell(this.data.say[error.message === "heic" ? "heic" : "unreadable"]);
    }
  }

  put(photo, draft) {
    this.changed({ photo });
    this.show(draft, true);
  }

  tell(sentence) {
    this.box.open = true;
    this.notice.textContent = sentence;
  }
}
