"""Bakes the colour maps to 256 colours each. Run with Python and matplotlib: python make_color_maps.py > colorMapTables.ts"""
import base64
import matplotlib
import numpy as np

print("// Made by make_color_maps.py: 256 times red, green, blue, as base64.")
print("export const COLOR_MAP_TABLES = {")
for name in ("gray", "viridis", "inferno", "magma", "plasma", "cividis", "cubehelix", "turbo"):
    table = (matplotlib.colormaps[name](np.arange(256))[:, :3] * 255).round().astype("u1")
    print(f"  {name}: '{base64.b64encode(table.tobytes()).decode()}',")
print("} as const;")
