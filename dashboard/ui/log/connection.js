// Whether the server can be reached, as far as the browser and Streamlit's page know.

const ATTRIBUTE = "data-test-connection-state";
const app = () => document.querySelector(`[${ATTRIBUTE}]`);

export function connected() {
  const state = app()?.getAttribute(ATTRIBUTE);
  return navigator.onLine && (!state || state === "CONNECTED");
}

/** Closes Streamlit's own message about a lost connection, which covers the page: the form says so, and goes on. */
export function clearTheWay() {
  document.querySelector('[data-testid="stDialog"] [role="dialog"] > button')?.click();
}

/** Calls back whenever that may have changed; returns how to stop. */
export function watch(changed) {
  const events = ["online", "offline"];
  events.forEach((name) => addEventListener(name, changed));
  const observer = new MutationObserver(changed);
  if (app()) observer.observe(app(), { attributes: true, attributeFilter: [ATTRIBUTE] });
  return () => {
    events.forEach((name) => removeEventListener(name, changed));
    observer.disconnect();
  };
}
