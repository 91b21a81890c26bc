// What Streamlit's page leaves out for phones, keyboards and screen readers (docs/decisions/0056): the menu of a phone
// closes after a choice, a click that takes its own button away leaves the focus in its place, and roles are as they look.
(() => {
  "use strict";
  const FOCUSABLE = "button:not(:disabled), a[href], input:not(:disabled), textarea:not(:disabled), summary, [tabindex='0']";
  const QUIET_MS = 60;

  const all = (where, selector) => [...where.querySelectorAll(selector)];
  const isSeen = (element) => element.getClientRects().length > 0;

  // The menu of a phone lies over the page that was chosen in it.
  document.addEventListener("click", (event) => {
    const isChoice = event.target.closest?.("[data-testid=stSidebarNavLink]");
    if (!isChoice || !matchMedia("(max-width: 767px)").matches) return;
    setTimeout(() => document.querySelector("[data-testid=stSidebarCollapseButton] button")?.click());
  });

  // A drop zone is a group with a button; Streamlit leaves the button without a name of its own.
  function nameDropzone(zone) {
    const label = zone.closest("[data-testid=stFileUploader]")?.querySelector("[data-testid=stWidgetLabel] p")?.textContent.trim();
    zone.setAttribute("role", "group");
    all(zone, "button").forEach((button) => button.setAttribute("aria-label", `Pilih berkas: ${label || "berkas"}`));
  }

  const MENDS = [
    ["[data-testid=stFileUploaderDropzone]:not([role=group])", nameDropzone],
    // The name that Streamlit points to is drawn nowhere; what a toast says is its name.
    ["[data-testid=stToast][role=alertdialog]", (toast) => {
      toast.setAttribute("role", "status");
      toast.removeAttribute("aria-modal");
      toast.removeAttribute("aria-labelledby");
    }],
    ["[data-testid=stDateInputCalendar] header:not([role])", (header) => header.setAttribute("role", "group")],
    // Lists hang beside the page; outside of its parts they belong to none.
    ["body > div:not([role]):has(> [role=listbox], > div > [role=listbox])", (list) => {
      list.setAttribute("role", "region");
      list.setAttribute("aria-label", "Pilihan");
    }],
  ];

  // Where the focus was: the keyed containers around it, the innermost first.
  let before = null;

  function remember(element) {
    if (!element || element === document.body) return;
    const around = [];
    for (let one = element; one && one !== document.body; one = one.parentElement) {
      const key = [...one.classList].find((name) => name.startsWith("st-key-"));
      if (key) around.push({ key, at: all(one, FOCUSABLE).indexOf(element) });
    }
    before = { element, around };
  }

  function keepFocus() {
    if (document.activeElement !== document.body || !before || before.element.isConnected) return;
    const { around } = before;
    before = null;
    for (const { key, at } of around) {
      const place = document.querySelector(`.${CSS.escape(key)}`);
      const offered = place ? all(place, FOCUSABLE).filter(isSeen) : [];
      const next = offered[Math.min(Math.max(at, 0), offered.length - 1)];
      if (next) return next.focus({ preventScroll: true });
    }
    const headline = document.querySelector("h1");
    if (!headline) return undefined;
    headline.tabIndex = -1;
    return headline.focus({ preventScroll: true });
  }

  document.addEventListener("focusin", (event) => remember(event.target));

  let quiet = 0;
  new MutationObserver(() => {
    for (const [selector, mend] of MENDS) all(document, selector).forEach(mend);
    clearTimeout(quiet);
    quiet = setTimeout(() => {
      const app = document.querySelector("[data-testid=stApp]");
      if (app?.dataset.testScriptState === "notRunning") keepFocus();
    }, QUIET_MS);
  }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-test-script-state"] });
})();
