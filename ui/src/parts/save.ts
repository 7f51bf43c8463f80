/** Saving what is shown: files of text, pictures of charts and of the map. Nothing leaves the machine. */
import { faultOf, reached, tell } from "../lib/server";

/** Without it spreadsheets take a table of another script for one of the machine's own. */
export const BOM = "\ufeff";

/** The address of what is shown, where the browser lets a page have the clipboard: over plain http it does not. */
export async function copyLink(): Promise<void> {
  let copied = true;
  try { await navigator.clipboard.writeText(window.location.href); } catch { copied = false; }
  tell({ copied });
  setTimeout(() => tell({ copied: null }), 5000);
}

export function saveBlob(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

export function saveText(text: string, name: string, type: string): void {
  saveBlob(new Blob([text], { type }), name);
}

export async function saveAddress(address: string, name: string): Promise<void> {
  tell({ unsaved: null });
  try {
    const blob = await (await reached(address)).blob();
    saveBlob(name.endsWith(".csv") ? new Blob([BOM, blob]) : blob, name);
  } catch (error) { tell({ unsaved: faultOf(error) }); }
}

const SHOWN = ["fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "opacity", "font-size", "font-family", "font-weight", "text-anchor"];

/** A chart as a picture, in the colours it is shown in. */
export async function saveChart(svg: SVGSVGElement, name: string): Promise<void> {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const [from, to] = [[svg, ...svg.querySelectorAll("*")], [copy, ...copy.querySelectorAll("*")]];
  from.forEach((node, i) => {
    const look = getComputedStyle(node);
    for (const property of SHOWN) to[i]?.setAttribute(property, look.getPropertyValue(property));
  });
  const box = svg.getBoundingClientRect();
  copy.setAttribute("width", String(box.width));
  copy.setAttribute("height", String(box.height));
  const image = new Image();
  const address = URL.createObjectURL(new Blob([new XMLSerializer().serializeToString(copy)], { type: "image/svg+xml" }));
  image.src = address;
  await image.decode();
  const canvas = paper(box.width, box.height);
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(address);
  canvas.toBlob((blob) => { if (blob) saveBlob(blob, name); });
}

function paper(width: number, height: number): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(width * 2);
  canvas.height = Math.round(height * 2);
  const pen = canvas.getContext("2d");
  if (pen) {
    pen.fillStyle = getComputedStyle(document.body).backgroundColor;
    pen.fillRect(0, 0, canvas.width, canvas.height);
  }
  return canvas;
}

/** The map as it stands, its names drawn on it. */
export function saveMap(map: Element, name: string): void {
  const source = map.querySelector("canvas");
  if (!source) return;
  const frame = map.getBoundingClientRect();
  const canvas = paper(frame.width, frame.height);
  const pen = canvas.getContext("2d");
  if (!pen) return;
  pen.drawImage(source, 0, 0, canvas.width, canvas.height);
  pen.scale(2, 2);
  for (const text of map.querySelectorAll<HTMLElement>(".map-name[data-shown='yes'], .map-note")) {
    if (text.closest<HTMLElement>("[data-lon]")?.hidden) continue;
    const [look, box] = [getComputedStyle(text), text.getBoundingClientRect()];
    pen.font = `${look.fontWeight} ${look.fontSize} ${look.fontFamily}`;
    pen.fillStyle = look.color;
    pen.textBaseline = "middle";
    pen.fillText(text.textContent ?? "", box.left - frame.left, box.top - frame.top + box.height / 2);
  }
  for (const sign of map.querySelectorAll<HTMLElement>(".map-mark:not([hidden]) .map-sign")) {
    const [look, box] = [getComputedStyle(sign), sign.getBoundingClientRect()];
    pen.beginPath();
    pen.arc(box.left - frame.left + box.width / 2, box.top - frame.top + box.height / 2, Math.max(2, box.width / 2 - 1), 0, 7);
    pen.fillStyle = look.backgroundColor;
    pen.strokeStyle = look.borderTopColor;
    pen.lineWidth = 2;
    pen.fill();
    pen.stroke();
  }
  canvas.toBlob((blob) => { if (blob) saveBlob(blob, name); });
}
