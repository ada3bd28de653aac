"""What people get to read: clauses in words, playbook, redline, certificate of the law check."""
