"""Archives of any size into a lake: `communique batch`.

inputs.py     what lies at the addresses
parts.py      how it is cut into parts, each read as a whole and put into the lake in one step
reading.py    one part, read
on_ray.py     many parts at once, on one machine or a cluster (the only module that knows Ray)
filling.py    the batch: which parts are missing, and what comes of them
"""
