"""The style of the one-file plan page: quiet, readable on a phone, in the dark and on paper."""

# ruff: noqa: E501
# Markup is easier to read unbroken.
from __future__ import annotations

__all__ = ["STYLE"]

STYLE = """
:root{color-scheme:light dark;--paper:#fbfaf7;--ink:#1d2326;--soft:#5d676c;--line:#dcdad3;--land:#eceae2;--water:#f7f9fa;--edge:#d3d0c6;
--accent:#0b5d74;--move:#0b5d74;--wait:#c9d6da;--hand:#8aa9b3;--bord:#b4552d;--warn:#8a4b00}
@media (prefers-color-scheme:dark){:root{--paper:#14191b;--ink:#e6e8e6;--soft:#9aa5a9;--line:#2c3437;--land:#232b2d;--water:#171d1f;
--edge:#364044;--accent:#6fc1d6;--move:#6fc1d6;--wait:#34474d;--hand:#4f7480;--bord:#e08a5e;--warn:#e8b268}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.5 system-ui,"Segoe UI",Roboto,"Noto Sans","DejaVu Sans","Hiragino Sans",
"Noto Sans CJK JP",sans-serif;font-variant-numeric:tabular-nums}
main{max-width:1060px;margin:0 auto;padding:28px 20px 48px}
h1{font-size:28px;line-height:1.2;margin:0;font-weight:600}
h2{font-size:16px;margin:34px 0 8px;font-weight:600}h2::first-letter{text-transform:uppercase}
p{margin:4px 0}a{color:var(--accent)}
.soft,.sub{color:var(--soft)}.sub{margin:4px 0 0}.warn{color:var(--warn)}
.facts{display:flex;flex-wrap:wrap;gap:6px 44px;margin:22px 0 18px;padding:16px 0;border-top:1px solid var(--line);
border-bottom:1px solid var(--line)}
.facts div{min-width:120px}.facts b{display:block;font-size:28px;line-height:1.2;font-weight:600}
.facts span{color:var(--soft);font-size:13px}
.way{margin:0 0 10px}
svg{display:block;width:100%;height:auto}
svg text{fill:var(--ink);font:12.5px system-ui,"Noto Sans","DejaVu Sans","Hiragino Sans","Noto Sans CJK JP",sans-serif}
svg .soft,svg text.soft{fill:var(--soft)}
.map{background:var(--water);border:1px solid var(--line)}
.map text{paint-order:stroke;stroke:var(--water);stroke-width:3.5px;stroke-linejoin:round}
.land{fill:var(--land);stroke:var(--edge);stroke-width:.7}
.frontier{fill:none;stroke:var(--edge);stroke-width:.6}
.faint path{fill:none;stroke:var(--soft);stroke-width:.8;opacity:.35}
.leg{fill:none;stroke:var(--ink);stroke-linejoin:round}
.leg.rail{stroke-width:4.6;stroke:var(--accent)}.leg.rail-core{stroke-width:1.7;stroke:var(--paper)}
.leg.sea{stroke:var(--accent);stroke-width:3.4;stroke-linecap:round;stroke-dasharray:.1 7}
.leg.ferry{stroke:var(--accent);stroke-width:3;stroke-dasharray:10 4 2 4}
.leg.road{stroke:var(--ink);stroke-width:1.5}
.hub{fill:var(--paper);stroke:var(--ink);stroke-width:1.8}.gauge{fill:var(--paper);stroke:var(--bord);stroke-width:2}
.border{fill:var(--bord);stroke:var(--paper);stroke-width:1}
.key{display:flex;flex-wrap:wrap;gap:4px 20px;margin:8px 0 0;color:var(--soft);font-size:13px}
.key svg{display:inline-block;width:38px;height:14px;vertical-align:-2px;margin-right:6px}
.grid{stroke:var(--line);fill:none}.tick{font-size:11.5px!important;fill:var(--soft)!important}
.row.strong{font-weight:600}
.bar.moving,.moving{fill:var(--move)}.bar.waiting,.waiting{fill:var(--wait);stroke:var(--hand);stroke-width:.6}
.bar.handling,.handling{fill:var(--hand)}.bar.border,.group-border{fill:var(--bord)}
.whisker{stroke:var(--ink);fill:none;stroke-width:1;opacity:.75}
.hump{fill:var(--hand)}.quantile{stroke:var(--accent);stroke-dasharray:3 3;fill:none;opacity:.8}
.spark{width:84px;height:20px}.spark rect{fill:var(--hand)}
.three{display:grid;grid-template-columns:repeat(auto-fit,minmax(280px,1fr));gap:0 40px}
.bars{width:100%;border-collapse:collapse}.bars td{padding:3px 0;border:0;vertical-align:middle;font-size:14px}
.bars td:last-child{text-align:right;white-space:nowrap;padding-left:10px}
.bars i{display:block;height:7px;background:var(--hand);margin-top:2px}.bars i i{background:var(--accent);margin:0}
.bars .b-moving i{background:var(--move)}.bars .b-waiting i{background:var(--wait)}.bars .b-border i{background:var(--bord)}
.scroll{overflow-x:auto}
table.list{width:100%;border-collapse:collapse;font-size:14px}
.list th{font-weight:400;color:var(--soft);text-align:left;padding:4px 14px 4px 0;border-bottom:1px solid var(--line)}
.list td{padding:7px 14px 7px 0;border-bottom:1px solid var(--line);vertical-align:top}
.list .n{text-align:right;white-space:nowrap}.list small{display:block;color:var(--soft);font-size:12.5px}
.list tr.this td{background:color-mix(in srgb,var(--accent) 8%,transparent)}
.list .detail td{padding-top:1px;padding-bottom:1px;border:0;color:var(--soft);font-size:13px}
.list .leg-row td{border-bottom:0;padding-top:9px}
ol.sources{padding-left:0;list-style:none;font-size:13px;columns:2 380px;column-gap:40px}
ol.sources li{break-inside:avoid;margin:0 0 6px;overflow-wrap:anywhere}
footer{margin-top:34px;padding-top:12px;border-top:1px solid var(--line);color:var(--soft);font-size:13px}
@media (max-width:640px){main{padding:18px 14px 36px}h1{font-size:23px}.facts b{font-size:22px}.facts{gap:10px 28px}
.wide{overflow-x:auto}.wide .timeline{min-width:760px}.map{min-height:210px}.map text{font-size:19px;stroke-width:5px}
.map .leg.rail{stroke-width:8}.map .leg.rail-core{stroke-width:3}.map .leg.sea{stroke-width:6;stroke-dasharray:.1 13}
table.list.stack thead{display:none}table.list.stack tr{display:block;padding:8px 0;border-bottom:1px solid var(--line)}
table.list.stack td{display:inline-block;border:0;padding:2px 12px 2px 0}table.list.stack td.full{display:block}
table.list.stack td[data-k]::before{content:attr(data-k) " ";color:var(--soft);font-size:12px}}
@media print{:root{--paper:#fff;--ink:#000;--soft:#444;--line:#bbb;--land:#eee;--water:#fff;--edge:#ccc;--accent:#0b5d74;--move:#0b5d74;
--wait:#d5dfe2;--hand:#8aa9b3;--bord:#b4552d}
body{font-size:9.5px;line-height:1.35}main{max-width:none;padding:0}h1{font-size:18px}.facts{margin:8px 0;padding:7px 0}
.facts b{font-size:16px}.facts span,.key,footer,ol.sources{font-size:8.5px}h2{margin:10px 0 3px;font-size:11px}
.way{margin:0 0 4px}.key{margin:3px 0 0}.map{max-height:76mm}.timeline{max-height:62mm}
.three{grid-template-columns:repeat(3,1fr);gap:0 20px}.bars td{font-size:9px;padding:1px 0}.bars i{height:4px;margin-top:1px}
table.list{font-size:9px}.list td{padding:2px 9px 2px 0}.list th{padding:1px 9px 1px 0}.list small{font-size:8px}
.list .leg-row td{padding-top:4px}.list .detail td{font-size:8px;padding-top:0;padding-bottom:0}.spark{width:60px;height:14px}
ul{margin:2px 0;padding-left:16px}ol.sources li{margin:0 0 2px}footer{margin-top:10px;padding-top:5px}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}svg,tr,.three section{break-inside:avoid}h2{break-after:avoid}
a{color:inherit;text-decoration:none}@page{margin:12mm}}
"""
