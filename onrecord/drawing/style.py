"""The look of drawings: custom properties for light and dark, nothing else that colours them.

In a page that has properties of these names already the drawing takes its own, which are the same.
"""

_SANS = (
    '-apple-system, BlinkMacSystemFont, "Segoe UI Variable Text", "Segoe UI", Roboto, '
    '"Adwaita Sans", Inter, Cantarell, "Noto Sans", "Liberation Sans", Arial, sans-serif'
)

STYLE = f"""\
.drawing {{
  color-scheme: light dark;
  --page: #f6f6f4; --sheet: #fff; --rule: #d8d9d5;
  --ink: #16181b; --soft: #555a61; --mark: #85898f;
  --statement: #1b5596; --encounter: #08665e; --agreement: #68389a;
  --case: #9a3a12; --event: #454b54; --actor: #454b54; --kind: var(--ink);
  font: 13px {_SANS}; fill: var(--ink); font-variant-numeric: tabular-nums;
}}
@media (prefers-color-scheme: dark) {{
  .drawing {{
    --page: #131518; --sheet: #1a1d21; --rule: #33373d;
    --ink: #e9e8e4; --soft: #a9aeb6; --mark: #7d838c;
    --statement: #8fbdf2; --encounter: #62cfc0; --agreement: #c9a9f2;
    --case: #f5a17a; --event: #bcc2cb; --actor: #bcc2cb;
  }}
}}
.drawing .ground {{ fill: var(--page); }}
.drawing.statement, .drawing .statement {{ --kind: var(--statement); }}
.drawing.encounter, .drawing .encounter {{ --kind: var(--encounter); }}
.drawing.agreement, .drawing .agreement {{ --kind: var(--agreement); }}
.drawing.case, .drawing .case {{ --kind: var(--case); }}
.drawing.event, .drawing .event {{ --kind: var(--event); }}
.drawing.actor, .drawing .actor {{ --kind: var(--actor); }}
.drawing .yes {{ font-weight: 650; }}
.drawing .no {{ font-style: italic; font-weight: 500; }}
.drawing .lane {{ font-size: 13.5px; font-weight: 600; }}
.drawing .d {{ fill: var(--soft); font-size: 12.5px; font-style: normal; font-weight: 400; }}
.drawing .in {{ fill: var(--sheet); font-weight: 600; }}
.drawing .early {{ fill: var(--page); stroke: var(--kind); stroke-width: 1.5; }}
.drawing .holds {{ fill: var(--kind); }}
.drawing .suspended {{ stroke: var(--kind); stroke-width: 1; }}
.drawing .hatch {{ stroke: var(--kind); stroke-width: 3; }}
.drawing .ahead {{ fill: none; stroke: var(--kind); stroke-dasharray: 5 4; stroke-width: 1.5; }}
.drawing .over {{ fill: none; stroke: var(--mark); }}
.drawing .wider {{ fill: var(--sheet); }}
.drawing .dot {{ fill: var(--ink); stroke: var(--page); stroke-width: 2; }}
.drawing .m {{ fill: none; stroke: var(--ink); stroke-linejoin: round; stroke-width: 1.6; }}
.drawing .cross {{ stroke-width: 2; }}
.drawing .glyph {{ fill: none; stroke: var(--kind); stroke-width: 1.5; }}
.drawing .section {{
  fill: var(--kind); stroke: none; font: 700 15.5px Georgia, "Liberation Serif", serif;
}}
.drawing .lead {{ fill: none; stroke: var(--ink); }}
.drawing .away {{ fill: none; stroke: var(--mark); stroke-dasharray: 1.5 3; stroke-width: 1.5; }}
.drawing .met {{ fill: none; stroke: var(--kind); }}
.drawing .tick, .drawing .span {{ fill: none; stroke: var(--mark); }}
.drawing .span {{ stroke-width: 1.5; }}
.drawing .asof {{ fill: none; stroke: var(--ink); stroke-width: 1.5; }}
.drawing .grid, .drawing .rule {{ fill: none; stroke: var(--rule); }}
.drawing .halo {{
  paint-order: stroke; stroke: var(--page); stroke-linejoin: round; stroke-width: 4px;
}}
.drawing .land {{ fill: var(--sheet); stroke: var(--mark); stroke-linejoin: round; }}
.drawing .spot {{ fill: var(--kind); stroke: var(--page); stroke-width: 1.5; }}
.drawing .bar {{ fill: none; stroke: var(--statement); }}
.drawing .part {{ fill: var(--statement); }}
.drawing .reach {{ fill: none; pointer-events: all; }}
.drawing .sure {{ fill: none; stroke: var(--ink); stroke-width: 1.6; }}
.drawing a {{ fill: inherit; }}
.drawing a:hover text, .drawing a:focus text {{ text-decoration: underline; }}
"""
