// The way through the screens, where Streamlit has none (docs/decisions/0054): links in our own HTML stay within the
// session, what a page asks for comes into view and is focused, another page is read from its headline, and going back
// returns to the place that was left.
(() => {
  "use strict";
  const FOCUSABLE = "input, textarea, select, button, a[href], summary, [tabindex]";
  const NAMED = ".stButton button, [data-testid=stPopoverButton], [data-testid=stPageLink-NavLink]";
  const FIELDS = "[aria-label]:is(input, textarea, section, button, [role=group], [role=radiogroup])";
  const QUIET_MS = 50;
  const places = new Map();
  const landed = new WeakSet();
  const names = new WeakMap();
  const push = history.pushState.bind(history);
  let path = null;
  let left = null;
  let section = location.hash.slice(1);
  let returning = null;

  const app = () => document.querySelector("[data-testid=stApp]");
  const main = () => document.querySelector("[data-testid=stMain]");
  const of = (key) => document.querySelector(`.st-key-${key.replace(/[^a-zA-Z0-9_-]/g, "-")}`);
  const here = () => location.pathname + location.search;
  const takesFocus = (one) => one.offsetParent !== null && !one.disabled;

  function focusOn(element) {
    // A headline is read as a whole, though its figures are links.
    const within = element.matches("h1") ? [] : [...element.querySelectorAll(FOCUSABLE)];
    const own = element.matches(FOCUSABLE) ? element : within.find(takesFocus);
    if (own) return own.focus({ preventScroll: true });
    element.tabIndex = -1;
    element.style.outline = "none";
    element.focus({ preventScroll: true });
  }

  // On a phone what is asked for may stand in a section that is folded to its heading.
  function unfold(target) {
    for (const fold of document.querySelectorAll("details.section:not([open])")) {
      const section = fold.closest("[data-testid=stElementContainer]")?.nextElementSibling;
      if (section?.contains(target)) fold.open = true;
    }
  }

  function land(key, focused = "", isUnfolded = false) {
    const target = of(key) ?? document.querySelector("h1");
    const keys = focused.split(" ").filter(Boolean);
    // Streamlit's own folds open by their heads alone, and a moment later.
    const fold = keys.map(of).find(Boolean)?.closest("details:not([open])");
    if (fold && !isUnfolded) {
      fold.querySelector("summary").click();
      return requestAnimationFrame(() => land(key, focused, true));
    }
    unfold(target);
    const top = target.getBoundingClientRect().top;
    // What stands in sight already stays where it is.
    if (top < 64 || top > innerHeight / 2) {
      target.style.scrollMarginTop = "5rem";
      target.scrollIntoView({ block: "start" });
    }
    focusOn(keys.map(of).find(Boolean) ?? target);
  }

  function goBack(place) {
    main().scrollTop = place.top;
    const link = place.link && [...document.querySelectorAll("a[href]")].find((one) => one.getAttribute("href") === place.link);
    if (link) link.focus({ preventScroll: true });
  }

  // What stands twice on a page is told apart: the parts of a field by its label, and buttons and fields of a list by
  // what they act on, data-names in the container they share.
  function name() {
    const told = new Map();
    const tell = (one, more) => told.set(one, { ...told.get(one), ...more });
    for (const label of document.querySelectorAll("[data-testid=stWidgetLabel]")) {
      for (const part of label.parentElement.querySelectorAll("button[aria-label]")) tell(part, { field: label.textContent.trim() });
    }
    for (const named of document.querySelectorAll("[data-names]")) {
      const shared = named.closest('[class*="st-key-"]');
      for (const one of shared.querySelectorAll(`${NAMED}, ${FIELDS}`)) tell(one, { of: named.dataset.names });
    }
    for (const [one, { field, of }] of told) {
      const own = ownName(one);
      if (!own) continue;
      const part = field && !own.includes(field) ? `${own}: ${field}` : own;
      const said = of ? `${part}${one.matches(NAMED) ? "" : ","} ${of}` : part;
      names.set(one, { own, said });
      if (one.getAttribute("aria-label") !== said) one.setAttribute("aria-label", said);
    }
  }

  function ownName(one) {
    if (one.matches(NAMED)) return one.querySelector("[data-testid=stMarkdownContainer]")?.textContent.trim();
    const known = names.get(one);
    const given = one.getAttribute("aria-label");
    return known?.said === given ? known.own : given;
  }

  // What is wrong in a field is read with it: the field is described by what stands below it, as long as it does.
  function describe() {
    const wrong = new Map([...document.querySelectorAll(".field-problem")].map((said) => [fieldOf(said.dataset.of), said.id]));
    for (const field of document.querySelectorAll("[data-wrong]")) {
      if (wrong.get(field) === field.dataset.wrong) continue;
      for (const name of ["aria-describedby", "aria-invalid", "data-wrong"]) field.removeAttribute(name);
    }
    for (const [field, id] of wrong) {
      if (!field) continue;
      field.dataset.wrong = id;
      field.setAttribute("aria-describedby", id);
      if (field.matches("input, textarea")) field.setAttribute("aria-invalid", "true");
    }
  }

  function fieldOf(key) {
    return [...(of(key)?.querySelectorAll(FOCUSABLE) ?? [])].find((one) => !one.disabled);
  }

  // Whether the page that was asked for stands there: until it is drawn, the one before still does.
  function isDrawn() {
    const headline = document.querySelector("h1");
    return headline !== null && headline !== left;
  }

  function settled() {
    name();
    describe();
    const marker = document.querySelector(".landing");
    const isNew = marker && !landed.has(marker);
    const isAnotherPage = path !== location.pathname;
    if (isAnotherPage && !isNew && !isDrawn()) return;
    path = location.pathname;
    if (isNew) landed.add(marker);
    // What an address names was asked for; where a page begins by itself was not.
    if (section) {
      land(section);
    } else if (isNew) {
      land(marker.dataset.to, marker.dataset.focus);
    } else if (returning) {
      goBack(returning);
    } else if (isAnotherPage) {
      main().scrollTop = 0;
      focusOn(document.querySelector("h1"));
    }
    left = document.querySelector("h1");
    returning = null;
    section = "";
  }

  let quiet = 0;
  new MutationObserver(() => {
    clearTimeout(quiet);
    quiet = setTimeout(() => app()?.dataset.testScriptState === "notRunning" && settled(), QUIET_MS);
  }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-test-script-state"] });

  // What an arriving page completes or takes out of its address is no place of its own to go back to.
  history.pushState = (state, title, url) => {
    const isCompleted = path !== location.pathname && new URL(url, location.href).pathname === location.pathname;
    return isCompleted ? history.replaceState(state, title, url) : push(state, title, url);
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (main()) places.set(here(), { top: main().scrollTop, link: link?.getAttribute("href") });
    const isPlain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
    if (!link?.classList.contains("way") || !isPlain) return;
    event.preventDefault();
    section = link.hash.slice(1);
    history.pushState({}, "", link.href);
    window.dispatchEvent(new PopStateEvent("popstate"));
  }, { capture: true });

  window.addEventListener("popstate", (event) => {
    returning = event.isTrusted ? places.get(here()) ?? null : null;
  });
})();
