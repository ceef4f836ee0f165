"""Why a figure is missed: every miss and every invention of a task, sorted by its cause.

    python -m training.causes TASK PATH

TASK and PATH are those of `training.evaluate`. A module a task holds what the reader finds against
what the corpus says, and puts each error under one cause. A cause says how often it is found and
what the figure would gain if it alone were mended; mending all of them makes the figure 100.
"""
