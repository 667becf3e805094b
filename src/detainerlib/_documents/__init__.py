"""Values as plain data and back, by type: what an annotation says is written, read and described.

A codec writes values of a type as JSON has them, reads them back strictly, and describes them as
JSON Schema (2020-12). Fields are never listed: they are those of the model. A record holds other
records in full; a result names by its id what is on record, and has besides its fields what it
derives from them, and its sentence.
"""
