"""The sample of Huairou 2020: real places, published totals, invented records."""
