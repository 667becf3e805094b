"""What a panel of policy is made of: periods, columns, their codebook, records of one's own."""
