"""What `training.evaluate` measures: a module a task, each with `measure(path) -> Measured`."""
