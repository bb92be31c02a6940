"""Charts: where every dot, bar, span and edge stands, worked out here and drawn by templates as SVG.

A chart is frozen values in the units of its picture; every mark carries the address it leads to and what it is
in words. Time runs the way the reader reads: from the right in Arabic. Maps and networks are not mirrored.
"""
