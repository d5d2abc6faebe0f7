"""Bakes the colour maps to 256 colours each. Run with Python and matplotlib: python make_color_maps.py > colorMapTables.ts

`difference` is ColorBrewer's RdBu from blue to red with pure white in the middle: both colours beside zero are white."""
import base64
import matplotlib
import matplotlib.colors
import numpy as np

print("// Made by make_color_maps.py: 256 times red, green, blue, as base64.")
print("export const COLOR_MAP_TABLES = {")
for name in ("gray", "viridis", "inferno", "magma", "plasma", "cividis", "cubehelix", "turbo"):
    table = (matplotlib.colormaps[name](np.arange(256))[:, :3] * 255).round().astype("u1")
    print(f"  {name}: '{base64.b64encode(table.tobytes()).decode()}',")
anchors = ["#053061", "#2166ac", "#4393c3", "#92c5de", "#d1e5f0", "#ffffff", "#fddbc7", "#f4a582", "#d6604d", "#b2182b", "#67001f"]
places = np.concatenate([np.linspace(0, .5, 128), np.linspace(.5, 1, 128)])
difference = matplotlib.colors.LinearSegmentedColormap.from_list("difference", anchors, N=4097)(places)[:, :3]
print(f"  difference: '{base64.b64encode((difference * 255).round().astype('u1').tobytes()).decode()}',")
print("} as const;")
