import { render } from "preact";
import { App } from "./app";
import { get, type Plan } from "./lib/api";
import { planAddress, questionOf } from "./lib/plan";
import { read } from "./lib/route";
import { firstLanguage } from "./lib/settings";
import { useLanguage } from "./lib/words";
import "./styles/fonts.css";
import "./styles/base.css";
import "./styles/views.css";

/** What the first view will ask is asked while its words and its code are still on their way. */
function askAhead(): void {
  const { view, query } = read();
  const address = planAddress(questionOf(query));
  const asked = view === "home" ? `${address}&options=shown` : view === "plan" ? address : undefined;
  if (asked) get<Plan>(asked).catch(() => undefined); // the view asks again, and tells the fault
}

askAhead();
const root = document.getElementById("app");
if (root) {
  await useLanguage(firstLanguage());
  render(<App />, root);
}
