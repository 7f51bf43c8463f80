/** The further views, each loaded when it is first opened. */
import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Waiting } from "../parts/states";

function later<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  let found: ComponentType<P> | undefined;
  return function Later(props: P) {
    const [, ready] = useState(0);
    useEffect(() => { if (!found) void load().then((view) => { found = view; ready(1); }); }, []);
    const View = found;
    return View ? <View {...props} /> : <Waiting />;
  };
}

export const RegisterView = later(() => import("./register").then((m) => m.RegisterView));
export const ProgrammesView = later(() => import("./programmes").then((m) => m.ProgrammesView));
export const NetworkView = later(() => import("./network").then((m) => m.NetworkView));
export const FootprintView = later(() => import("./footprint").then((m) => m.FootprintView));
export const ValidationView = later(() => import("./validation").then((m) => m.ValidationView));
