"""What a mail says, who sent it, and how ours are built: a pure library, without Django, without a database, usable from the command line.

Bytes come in, plain values go out. `reading.read_letter` reads what came; because it came from anybody, programs ask
`child.Reader`, which reads it in a process with limits of memory and time. What is done with a letter, others decide.
"""
