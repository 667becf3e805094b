"""The sentences that people read, as templates: no rule is applied here, and no record is read.

A room for each room that answers. What goes in is words, names of the field's lists and numbers;
what comes out is plain American English. Quotations of the law are in the data, letter for letter.
"""
