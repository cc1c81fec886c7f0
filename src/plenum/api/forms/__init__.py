"""The shapes of answers and requests, one module per room, each with the function that fills it."""
