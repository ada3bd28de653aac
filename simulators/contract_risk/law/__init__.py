"""Where the lines of the law are, as rules that anybody can read, and what happens past them."""
