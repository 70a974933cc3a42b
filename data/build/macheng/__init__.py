"""The sample of Macheng 2020: real places, published totals, invented records."""
