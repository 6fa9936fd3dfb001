# attempt: call an operation that it was not given, with what the prelude asks with
# must: reach WORKER
for cell in mail.send.__closure__:
    inner = cell.cell_contents
    if callable(inner):
        for deeper in inner.__closure__:
            world = deeper.cell_contents
            if hasattr(world, "host"):
                world.host("call", "files.erase", '["EVIL"]', "[]", "{}")
for cell in mail.send.__closure__:
    if callable(cell.cell_contents):
        ask = [c.cell_contents for c in cell.cell_contents.__closure__ if getattr(c.cell_contents, "__name__", "") == "ask"][0]
        ask("call", "files.erase", '["EVIL"]', "[]", "{}")
