"""Charts as geometry: every chart is a table of rows with marks on a lane, placed in percent.

The template draws them as tables with inline SVG in percent units. So they fit any width without
shrinking their text, a screen reader reads the numbers, paper shows them, and no plotting library
is needed to make a report.
"""
