"""Speed and scale: fixed seeds, ratios to named peers, equality asserted first."""
