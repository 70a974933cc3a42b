"""The sample of Penglai 2020: real places, published totals, invented records."""
