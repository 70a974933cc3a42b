"""The sample of Pingdingshan's urban districts 2022: real places, published totals, invented records."""
