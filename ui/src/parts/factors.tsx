/** The emission factors of a leg: value, range, source, grade; the first is the one taken, the others bound it. */
import { useAnswer, type Names } from "../lib/api";
import { known, number, range, t } from "../lib/words";
import { Grade } from "./grade";
import { SourceLine, useSources } from "./source";
import { Shown } from "./states";
import { Told } from "./told";

interface Factor { id: string; names: Names; unit: string; wtw: number; low: number | null; high: number | null; region: string | null; data_year: number | null; source_id: string; grade: string }

export function Factors({ ids }: { ids: string[] }) {
  const answer = useAnswer<{ factors: Record<string, Factor> }>("footprint/factors");
  const found = answer.state === "done" ? answer.value.factors : {};
  const sources = useSources(ids.flatMap((id) => found[id]?.source_id ?? []));
  const digits = (value: number) => (value < 0.1 ? 4 : 2);
  return (
    <>
      <h3>{t("footprint.factors")}</h3>
      <Shown answer={answer}>
        {({ factors }) => (
          <ul class="why-list">{ids.map((id) => {
            const one = factors[id];
            if (!one) return <li key={id}><code>{id}</code></li>;
            return (
              <li key={id}>
                <p class="why-head"><strong><Told text={one.names} /></strong><span class="num">{number(one.wtw, digits(one.wtw))} {known("page.unit", one.unit)}{one.low !== null && one.high !== null ? ` (${range(one.low, one.high, digits(one.high))})` : ""}</span></p>
                <p class="small"><Grade grade={one.grade} /> <SourceLine id={one.source_id} source={sources[one.source_id]} />{one.region ? ` · ${one.region}` : ""}{one.data_year === null ? "" : ` · ${one.data_year}`}</p>
              </li>
            );
          })}</ul>
        )}
      </Shown>
    </>
  );
}
