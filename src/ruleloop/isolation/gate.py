"""placeholder"""


def gate(source, interface):
    return ()
