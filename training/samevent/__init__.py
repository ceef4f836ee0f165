"""Whether two reports tell the same event: what speaks for it, how much, and who is put together.

    Told (a report and its events) → Mention (what is known of each) → evidence for each pair
           → how likely each pair is one event → clusters

Nothing depends on the order in which reports come: the evidence is symmetric, and clusters are a
function of the set of mentions. The weights of the evidence are a table that can be read.
"""
