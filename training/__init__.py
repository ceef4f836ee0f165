"""How the model in the package was made. Never imported by `onrecord`."""
