/** The question: one row on a wide screen, a stack on a narrow one. Each change asks again. */
import { useEffect, useState } from "preact/hooks";
import { useAnswer, type Items, type Plan, type Scenario } from "../lib/api";
import { placeName, type Question } from "../lib/plan";
import { inLanguage, t } from "../lib/words";
import { PlaceField } from "./place-field";

export function PlanForm({ question, plan, onChange, wide }: { question: Question; plan: Plan | undefined; onChange: (next: Partial<Question>) => void; wide: boolean }) {
  const scenarios = useAnswer<Items<Scenario>>(wide ? "scenarios" : null);
  const asked = plan?.query;
  const fits = (end: { hub: string | null; name: string } | undefined, ref: string) =>
    plan && end && (end.hub === ref || end.name === ref || ref.toLowerCase() === end.name.toLowerCase()) ? placeName(plan, end.hub ?? end.name) : undefined;
  return (
    <form class={wide ? "plan-form wide" : "plan-form"} onSubmit={(event) => event.preventDefault()}>
      <PlaceField label={t("page.from")} value={question.from} shown={fits(asked?.from, question.from)} onChange={(from) => onChange({ from })} autoFocusKey />
      {wide && <button type="button" class="swap" aria-label={t("page.swap")} title={t("page.swap")} onClick={() => onChange({ from: question.to, to: question.from })}>⇄</button>}
      <PlaceField label={t("page.to")} value={question.to} shown={fits(asked?.to, question.to)} onChange={(to) => onChange({ to })} />
      <CargoField question={question} onChange={onChange} />
      <div class="field date-field">
        <label for="ready">{t("page.ready")}</label>
        <input id="ready" type="date" required value={question.ready} min="1992-01-01" max="2099-12-31" onChange={(event) => { if (event.currentTarget.value) onChange({ ready: event.currentTarget.value }); }} />
      </div>
      {wide && (
        <>
          <div class="field date-field" data-empty={question.deadline ? undefined : "yes"}>
            <label for="deadline">{t("page.deadline")}</label>
            <input id="deadline" type="date" value={question.deadline} min={question.ready} max="2099-12-31" onChange={(event) => onChange({ deadline: event.currentTarget.value })} />
          </div>
          <div class="field scenario-field">
            <label for="scenario">{t("page.scenario")}</label>
            <select id="scenario" value={question.scenario} onChange={(event) => onChange({ scenario: event.currentTarget.value })}>
              {(scenarios.state === "done" ? scenarios.value.items : [{ id: question.scenario, titles: plan?.scenario.titles ?? {}, why: "" }]).map((one) => (
                <option key={one.id} value={one.id}>{inLanguage(one.titles) || one.id}</option>
              ))}
            </select>
          </div>
          <Limits question={question} onChange={onChange} />
        </>
      )}
    </form>
  );
}

function CargoField({ question, onChange }: { question: Question; onChange: (next: Partial<Question>) => void }) {
  const [kind, count] = question.tonnes ? ["t", question.tonnes] : [question.containers.split("x")[1] ?? "40HC", question.containers.split("x")[0] ?? "1"];
  const simple = /^\d+x[A-Z0-9]+$/.test(question.containers) || question.tonnes !== "";
  const [text, setText] = useState(question.containers);
  useEffect(() => setText(question.containers), [question.containers]);
  if (!simple) {
    return (
      <div class="field">
        <label for="cargo">{t("page.cargo")}</label>
        <input id="cargo" value={text} onInput={(event) => setText(event.currentTarget.value)} onChange={() => onChange({ containers: text, tonnes: "" })} />
      </div>
    );
  }
  const set = (nextKind: string, nextCount: string) => {
    const amount = Math.max(1, Number(nextCount) || 1);
    onChange(nextKind === "t" ? { tonnes: String(amount), containers: "" } : { containers: `${Math.round(amount)}x${nextKind}`, tonnes: "" });
  };
  return (
    <fieldset class="field cargo-field">
      <legend>{t("page.cargo")}</legend>
      <input aria-label={t("page.cargo.count")} type="number" min="1" max="5000" value={count} onChange={(event) => set(kind ?? "40HC", event.currentTarget.value)} />
      <select aria-label={t("page.cargo.kind")} value={kind} onChange={(event) => set(event.currentTarget.value, count ?? "1")}>
        {(["20", "40", "40HC", "45", "20RF", "40RF"] as const).map((one) => <option key={one} value={one}>{t("page.cargo.box", { size: one.replace("HC", "\u2032 HC").replace("RF", "\u2032 RF").replace(/^(\d+)$/, "$1\u2032") })}</option>)}
        <option value="t">{t("page.cargo.tonnes")}</option>
      </select>
    </fieldset>
  );
}

const AVOIDABLE = ["RU", "CN", "IR", "BY", "passage:suez", "ferry"] as const;

function Limits({ question, onChange }: { question: Question; onChange: (next: Partial<Question>) => void }) {
  const avoided = question.avoid ? question.avoid.split(",") : [];
  const count = avoided.length + (question.require ? 1 : 0) + (question.scope === "terminal" ? 1 : 0) + (question.slot ? 1 : 0);
  const toggle = (name: string, on: boolean) => onChange({ avoid: [...avoided.filter((one) => one !== name), ...(on ? [name] : [])].join(",") });
  return (
    <details class="field limits">
      <summary><span class="field-label">{t("page.limits")}</span><span class="limits-value">{count === 0 ? t("page.limits.none") : t("page.limits.count", { count })}</span></summary>
      <div class="limits-box">
        <fieldset>
          <legend>{t("page.avoid")}</legend>
          {AVOIDABLE.map((name) => (
            <label key={name} class="check"><input type="checkbox" checked={avoided.includes(name)} onChange={(event) => toggle(name, event.currentTarget.checked)} /> {t(`page.avoid.${name}`)}</label>
          ))}
        </fieldset>
        <label class="check"><input type="checkbox" checked={question.require === "corridor:middle"} onChange={(event) => onChange({ require: event.currentTarget.checked ? "corridor:middle" : "" })} /> {t("page.require.middle")}</label>
        <label class="check"><input type="checkbox" checked={question.scope === "terminal"} onChange={(event) => onChange({ scope: event.currentTarget.checked ? "terminal" : "door" })} /> {t("plan.scope.terminal")}</label>
        <label class="check"><input type="checkbox" checked={question.slot === "false"} onChange={(event) => onChange({ slot: event.currentTarget.checked ? "false" : "" })} /> {t("page.slot.none")}</label>
      </div>
    </details>
  );
}
