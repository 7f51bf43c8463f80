/** Colours of the map; the same order of light and weight in both lights. Values match styles/base.css. */
export interface Palette { water: string; land: string; border: string; grid: string; rail: string; faint: string; lane: string; paper: string;
  modes: Record<"rail" | "road" | "sea" | "ferry", string>; ink: string }

export const LIGHT: Palette = {
  water: "#dde7ea", land: "#f6f2e9", border: "#b9b2a2", grid: "#cbd8dc", rail: "#b3aa98", faint: "#5f6b73", lane: "#a9bfc8", paper: "#fffdf8", ink: "#1c2830",
  modes: { rail: "#8f1d3f", road: "#7a5200", sea: "#0b5a8c", ferry: "#00695c" },
};
export const DARK: Palette = {
  water: "#0f171c", land: "#222b31", border: "#4b565d", grid: "#1b262c", rail: "#56626a", faint: "#93a1aa", lane: "#2b3d47", paper: "#161d22", ink: "#ece9e2",
  modes: { rail: "#ff93ad", road: "#e8b64c", sea: "#7cc4f4", ferry: "#5fd3bd" },
};
