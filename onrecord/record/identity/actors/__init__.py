"""Who is one across reports: persons, offices and their holders, states, bodies, groups.

    Actor ─▶ Sketch (sketching: what tells who it is) ─▶ blocks (blocking) ─▶ points (comparing)
          ─▶ clusters (fitting: the best described first, nobody by a guess)

Names of persons are taken apart (names), spelled alike by rule (spelling) and matched word by
word (matching); offices and bodies are put in classes (offices, bodies); who held an office is
known from tables (holders).
"""
