"""Measures over the store: how two actors stand, over what, since when, and how sure that is."""
