// The page's own letters, put into the drawing: a file of its own has no style sheet to find them by.

const FAMILY = "Source Sans";
let known;

/** A style element with the letters that are loaded; without any where the page has none. */
export function letters() {
  known ??= rules().catch(() => "");
  return known;
}

async function rules() {
  const sources = [...new Set([...document.styleSheets].flatMap(faces))];
  return (await Promise.all(sources.map(embedded))).join("");
}

/** Addresses of the upright faces in a style sheet; of others' sheets nothing can be read. */
function faces(sheet) {
  let listed = [];
  try {
    listed = [...sheet.cssRules];
  } catch {
    return [];
  }
  return listed
    .filter((rule) => rule instanceof CSSFontFaceRule && rule.style.getPropertyValue("font-family").includes(FAMILY))
    .filter((rule) => rule.style.getPropertyValue("font-style") !== "italic")
    .map((rule) => {
      const address = /url\(["']?([^"')]+)/.exec(rule.style.getPropertyValue("src"))?.[1];
      return address && `${rule.style.getPropertyValue("font-weight") || "400"} ${new URL(address, sheet.href ?? document.baseURI)}`;
    })
    .filter(Boolean);
}

async function embedded(source) {
  const [weights, address] = [source.slice(0, source.lastIndexOf(" ")), source.slice(source.lastIndexOf(" ") + 1)];
  const blob = await (await fetch(address)).blob();
  const text = await new Promise((done, fail) => {
    const reader = new FileReader();
    Object.assign(reader, { onload: () => done(reader.result), onerror: fail });
    reader.readAsDataURL(blob);
  });
  return `@font-face{font-family:"${FAMILY}";font-weight:${weights};src:url(${text})}`;
}
