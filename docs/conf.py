"""How Sphinx builds the documentation: offline, notebooks executed, references resolved."""

import os
import sys
from importlib.metadata import version as installed_version
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

project = "detainerlib"
author = "The detainerlib developers"
project_copyright = "2026, the detainerlib developers"
release = version = installed_version("detainerlib")

extensions = [
    "myst_nb",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinx.ext.viewcode",
    "sphinx_copybutton",
    "sphinx_design",
    "generated_pages",
    "outside_names",
    "page_descriptions",
    "picture_files",
    "public_docs",
    "sidebar",
    "whole_options",
]
exclude_patterns = ["_build", "_calculator", "_ext", "_templates", "jupyter_execute"]

# Where there is a network the projects' own inventories are asked first. Nothing else is fetched
# while building: `outside_names` links those of the standard library and of matplotlib by itself.
if os.environ.get("READTHEDOCS") == "True":
    extensions.append("sphinx.ext.intersphinx")
    intersphinx_mapping = {
        name: (f"https://{address}/", None)
        for name, address in {
            "attrs": "www.attrs.org/en/stable",
            "matplotlib": "matplotlib.org/stable",
            "numpy": "numpy.org/doc/stable",
            "pandas": "pandas.pydata.org/docs",
            "python": "docs.python.org/3",
        }.items()
    }
    intersphinx_timeout = 10  # seconds

nitpicky = True
nitpick_ignore_regex = [
    (r"py:class", r"(types\.Annotated|tuple)\[.*"),  # sphinx takes such an annotation for a name
    (r"py:class", r"detainerlib\.bulk\._kernel\..*"),  # what deadline_table fills alone
    (r"py:class", r"detainerlib\.readers\._[a-z_]+\..*"),  # what read_detainers fills alone
    (r"py:class", r"detainerlib\._printing\.Partial"),  # a tuple with a note
    (r"py:.*", r"(abc|collections|datetime|enum|importlib|json|numpy|pathlib|typing|zoneinfo)\..*"),
    (r"py:.*", r"(Path|Traversable|date|datetime|timedelta|Mapping|ZoneInfo|Literal.*)"),
    (r"py:.*", r"(.*\.)?(IntoFrameT?|ColumnT)|narwhals\._native\..*"),  # of what engines make
    (r"py:.*", r"(detainerlib\.([a-z_]+\.)+)?(T|T_co|Record|Record_co|Condition|Leaf)"),
]

default_role = "literal"
autodoc_member_order = "bysource"
autodoc_typehints_format = "short"
napoleon_google_docstring = True
napoleon_numpy_docstring = False
napoleon_use_ivar = True
python_maximum_signature_line_length = 88

myst_enable_extensions = ["attrs_inline", "colon_fence", "deflist"]
myst_heading_anchors = 3
nb_execution_mode = "force"
nb_execution_raise_on_error = True
nb_execution_timeout = 600  # seconds; a busy machine is slow to start Spark

html_search_scorer = str(Path(__file__).parent / "_ext" / "scorer.js")
html_theme = "furo"
html_baseurl = os.environ.get("READTHEDOCS_CANONICAL_URL", "")  # it knows where the pages are
html_title = f"detainerlib {release}"
html_copy_source = False
copybutton_prompt_text = r">>> |\.\.\. |\$ "
copybutton_prompt_is_regexp = True
copybutton_only_copy_prompt_lines = True
html_static_path = ["_static"]

# The page that answers in the browser stands beside the others once it is built.
_calculator = Path(__file__).parent / "_calculator"
if _calculator.is_dir():
    html_extra_path = [_calculator.name]
    tags.add("calculator")  # type: ignore[name-defined]  # noqa: F821 (Sphinx gives it)
html_css_files = ["pages.css"]
