"""What surrounds the records: county, township, village, and the data that comes with sunboard."""
