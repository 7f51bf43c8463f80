/** The frame: name, views, languages, light; below it the view that the address names. */
import { useEffect, useRef, useState } from "preact/hooks";
import { change, href, usePlace, VIEWS, type ViewName } from "./lib/route";
import { firstLight, isDark, keep, type Light } from "./lib/settings";
import { lang, LANGS, t, useLanguage, type Key, type Lang } from "./lib/words";
import { Frame } from "./parts/token-dialog";
import { HomeView } from "./views/home";
import { PlanView } from "./views/plan";
import { FootprintView, NetworkView, ProgrammesView, RegisterView, ValidationView } from "./views/lazy";

const LANGUAGE_NAMES: Record<Lang, string> = { en: "EN", ru: "RU", kk: "ҚАЗ", ja: "日本語" }; // own names of the languages, the same in every catalogue
const NEXT: Record<Light, Light> = { auto: "light", light: "dark", dark: "auto" };

export function App() {
  const { view, query } = usePlace();
  const [language, setLanguage] = useState<Lang>(lang());
  const [light, setLight] = useState<Light>(firstLight());
  const [dark, setDark] = useState(isDark(light));
  const wanted = LANGS.find((one) => one === query.get("lang"));

  const speak = (next: Lang) => void useLanguage(next).then(() => { keep("daliz.lang", next); setLanguage(next); });
  useEffect(() => { if (wanted && wanted !== lang()) speak(wanted); }, [wanted]);
  useEffect(() => {
    const follow = () => { setDark(isDark(light)); document.documentElement.dataset["light"] = isDark(light) ? "dark" : "light"; };
    follow();
    const media = window.matchMedia("(prefers-color-scheme: dark)");
    media.addEventListener("change", follow);
    return () => media.removeEventListener("change", follow);
  }, [light]);
  useEffect(() => { document.title = view === "home" ? t("page.title") : t("page.title.view", { view: t(`page.nav.${view}` as Key) }); }, [view, language]);
  // a link that leads to another view goes away with its own: who reads by keyboard or by ear then starts at the top of the new one
  const entered = useRef(view);
  useEffect(() => {
    if (entered.current !== view && document.activeElement === document.body) document.getElementById("main")?.focus({ preventScroll: true });
    entered.current = view;
  }, [view]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (event.key === "/" && !target.closest("input, textarea, select")) {
        event.preventDefault();
        document.querySelector<HTMLInputElement>("[data-search]")?.focus();
      }
    };
    const shut = (event: Event) => {
      if (event instanceof KeyboardEvent && event.key !== "Escape") return;
      for (const open of document.querySelectorAll<HTMLDetailsElement>("details.limits[open], details.export[open]")) {
        if (event instanceof KeyboardEvent) { open.open = false; open.querySelector("summary")?.focus(); }
        else if (!open.contains(event.target as Node)) open.open = false;
      }
    };
    window.addEventListener("keydown", onKey);
    window.addEventListener("keydown", shut);
    window.addEventListener("pointerdown", shut);
    return () => { window.removeEventListener("keydown", onKey); window.removeEventListener("keydown", shut); window.removeEventListener("pointerdown", shut); };
  }, []);

  return (
    <>
      <a class="skip" href="#main" onClick={(event) => { event.preventDefault(); document.getElementById("main")?.focus(); }}>{t("page.skip")}</a>
      <header class="top">
        <a class="brand" href={href("home")}><svg width="26" height="16" viewBox="0 0 26 16" aria-hidden="true"><path d="M2 13H10L15 3H24" /><circle cx="2.5" cy="13" r="2.3" /><circle cx="23.5" cy="3" r="2.3" /></svg>{"Daliz"}</a>
        <nav aria-label={t("page.nav")}>
          {VIEWS.filter((name) => name !== "home").map((name) => <a key={name} href={href(name)} aria-current={view === name ? "page" : undefined}>{t(`page.nav.${name}` as Key)}</a>)}
        </nav>
        <div class="top-end">
          <div class="langs" role="group" aria-label={t("page.language")}>
            {LANGS.map((one) => <button key={one} type="button" lang={one} aria-pressed={one === language} onClick={() => { change({ lang: undefined }, true); speak(one); }}>{LANGUAGE_NAMES[one]}</button>)}
          </div>
          <button type="button" class="light" aria-label={t("page.light", { state: t(`page.light.${light}`) })} title={t("page.light", { state: t(`page.light.${light}`) })} onClick={() => { const next = NEXT[light]; keep("daliz.light", next); setLight(next); }}>
            <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true"><circle cx="9" cy="9" r="6.5" /><path d={light === "dark" ? "M9 2.5a6.5 6.5 0 1 1 0 13a6.5 6.5 0 1 1 0-13" : light === "light" ? "" : "M9 2.5A6.5 6.5 0 0 1 9 15.5Z"} /></svg>
          </button>
        </div>
      </header>
      <main id="main" tabIndex={-1} data-view={view} key={language}><View view={view} dark={dark} /></main>
      <Frame />
    </>
  );
}

function View({ view, dark }: { view: ViewName; dark: boolean }) {
  switch (view) {
    case "home": return <HomeView dark={dark} />;
    case "plan": return <PlanView dark={dark} />;
    case "register": return <RegisterView dark={dark} />;
    case "programmes": return <ProgrammesView />;
    case "network": return <NetworkView dark={dark} />;
    case "footprint": return <FootprintView />;
    case "validation": return <ValidationView />;
  }
}
