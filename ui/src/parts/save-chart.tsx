/** Saves the charts of the section it stands in as pictures. */
import { t } from "../lib/words";
import { saveChart } from "./save";

export function SaveChart({ name }: { name: string }) {
  const save = (button: HTMLElement) => {
    const charts = [...(button.closest("section, figure, .page")?.querySelectorAll<SVGSVGElement>("svg.chart") ?? [])];
    charts.forEach((svg, i) => void saveChart(svg, charts.length === 1 ? `${name}.png` : `${name}-${i + 1}.png`));
  };
  return <button type="button" class="quiet save-chart" onClick={(event) => save(event.currentTarget)}>{t("page.save.charts")}</button>;
}
