"""The shared kernel, a library and not a process: what an outline is, and how it is walked, checked, coded and
drawn."""
