"""Speed and accuracy against peers, each reproducible with one command."""
