"""A dossier behind an SQLite file that is derived from it: windows of lists without reading all.

The file tells nothing of its own: the dossier is the truth, and what is wrong with the index costs
time only. Our code works out keys, links and words when it is built; SQL only finds.
"""
