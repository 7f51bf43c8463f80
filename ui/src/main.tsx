import { render } from "preact";
import { App } from "./app";
import { firstLanguage } from "./lib/settings";
import { useLanguage } from "./lib/words";
import "./styles/fonts.css";
import "./styles/base.css";
import "./styles/views.css";

const root = document.getElementById("app");
if (root) {
  await useLanguage(firstLanguage());
  render(<App />, root);
}
