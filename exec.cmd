@rem On Windows cmd has no exec, which the scripts of package.json use so that a signal to npm reaches the program.
@%*
