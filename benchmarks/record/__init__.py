"""How a record grows: synthetic readings, what adding them and asking of them costs."""
