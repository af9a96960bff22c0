"""A template may print values and nothing else: what would run code or fill the memory is refused before it runs."""

from __future__ import annotations

import subprocess
import sys
import time
import tracemalloc

import pytest

from docgen.errors import BadDeclaration, UnsafeFile
from docgen.paper.template import environment
from docgen.paper.template.check import find_faults
from docgen.paper.template.fill import fill
from tests.paper.pages import doctype, docx, footnote, par, rel

VALUES = {"x": "a", "isi": ["a", "b"] * 50, "rows": [{"k": ["a"] * 50}] * 50, "obj": {"pw": "rahasia"}}
POPEN = "__globals__.os.popen('id').read()"
PAYLOADS = [
    "{{ cycler.__init__." + POPEN + " }}",
    "{{ self.__init__." + POPEN + " }}",
    "{{ self._TemplateReference__context.cycler.__init__." + POPEN + " }}",
    "{{ joiner.__init__." + POPEN + " }}",
    "{{ namespace.__init__." + POPEN + " }}",
    "{{ lipsum.__globals__['os'].popen('id').read() }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ ''['__class__'] }}",
    "{{ x.__class__ }}",
    "{{ x['__cl' ~ 'ass__'] }}",
    "{{ x|attr('__class__') }}",
    "{{ x|map(attribute='__class__')|list }}",
    "{{ [x]|join(attribute='__class__') }}",
    "{{ x.upper() }}",
    "{{ x.format(x) }}",
    "{{ '{0.__class__}'.format(x) }}",
    "{{ '%0999999999d'|format(1) }}",
    "{{ 'a' * 10**10 }}",
    "{{ 10**10**10 }}",
    "{{ 'x'|center(10**10) }}",
    "{{ range(99999) }}",
    "{% for a in range(99999) %}{% for b in range(99999) %}x{% endfor %}{% endfor %}",
    "{% for a in isi %}{% for b in isi %}{% for c in isi %}x{% endfor %}{% endfor %}{% endfor %}",
    "{% for a in isi %}{% for b in isi %}x{% endfor %}{% endfor %}",
    "{% for a in isi + isi %}x{% endfor %}",
    "{% for a in [1, 2] %}x{% endfor %}",
    "{% for a in isi recursive %}{{ loop(isi) }}{% endfor %}",
    "{% for a, b in rows %}x{% endfor %}",
    "{% for a in isi %}{{ loop.changed(a) }}{% endfor %}",
    "{% for a in isi %}{{ loop.__class__ }}{% endfor %}",
    "{% set s = 'a' %}",
    "{% set ns = namespace(s='a') %}{% for i in isi %}{% set ns.s = ns.s ~ ns.s %}{% endfor %}",
    "{% macro m() %}{{ m() }}{% endmacro %}",
    "{% call x() %}{% endcall %}",
    "{% include '/etc/passwd' %}",
    "{% import 'os' as os %}",
    "{% from 'os' import popen %}",
    "{% extends 'x' %}",
    "{% block a %}{% endblock %}",
    "{% filter upper %}a{% endfilter %}",
    "{% autoescape false %}{{ x }}{% endautoescape %}",
    "{% with a = 1 %}{% endwith %}",
    "{% do isi.append(1) %}",
    "{% raw %}{{ x }}{% endraw %}",
    "{% trans %}a{% endtrans %}",
    "{% debug %}",
    "{{ x|safe }}",
    "{{ x|tojson }}",
    "{{ x|xmlattr }}",
    "{{ isi[0:1] }}",
    "{{ {'a': 1} }}",
    "{{ x if x else lipsum(n=100000) }}",
    "{{ dict(a=1) }}",
    "{{ x is callable }}",
    "{{ x is filter }}",
    "{{ _x }}",
    "{{ obj._pw }}",
    "{{ x|default(*isi) }}",
    "{{ x|default(**obj) }}",
    "{{ " + "(" * 90 + "x" + ")" * 90 + " }}",
    "{{ x" + "|upper" * 60 + " }}" + "{{ x ~ x }}",
    "{{ config }}{{ x.__init__ }}",
    "{% if x %}" * 12 + "a" + "{% endif %}" * 12,
    "{{r x }}",
    "{% cellbg x %}",
]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_is_refused_with_a_reason_wherever_it_stands(payload: str, tmp_path):
    for template in (
        docx(par(payload)),
        docx(par("a"), headers=[par(payload)]),
        docx(par("a"), footers=[par(payload)]),
        docx(par("a"), footnotes=footnote(payload)),
        docx(par("a"), core=f"<dc:title>{payload.replace('<', '&lt;')}</dc:title>"),
    ):
        with pytest.raises(BadDeclaration) as refused:
            fill(template, VALUES)
        assert refused.value.problems
        assert find_faults(template, doctype(tmp_path, template), ())


def test_text_boxes_and_field_codes_are_no_way_around():
    box = "<w:r><w:pict><w:txbxContent>" + par(PAYLOADS[0]) + "</w:txbxContent></w:pict></w:r>"
    code = f"<w:r><w:instrText>{PAYLOADS[0]}</w:instrText></w:r>"
    for piece in (par(box), par(code), par('<w:hyperlink w:tooltip="{{ x.y }}"/>')):
        with pytest.raises(BadDeclaration):
            fill(docx(piece), VALUES)


def test_a_payload_split_over_runs_or_in_curly_quotes_is_seen_as_one():
    for text in ("{{ x[“__class__”] }}", "{{ x|attr(‘__class__’) }}"):
        with pytest.raises(BadDeclaration):
            fill(docx(par(text)), VALUES)
    with pytest.raises(BadDeclaration):
        fill(docx(par("{", "{ x.__cl", "ass__ }", "}")), VALUES)


def test_comments_and_other_parts_are_never_run():
    payload = par("{{ 7*7 }}{{ cycler.__init__ }}")
    made = fill(docx(par("{{ x }}"), comments=f'<w:comment w:id="1">{payload}</w:comment>'), VALUES)
    assert b"49" not in made


def test_templates_are_refused_quickly_and_in_little_memory():
    hostile = {
        "many tags": docx(*[par("{{ x }}" * 50)] * 100),
        "unclosed tags": docx(par("{{ " * 100_000)),
        "unclosed tags in paragraphs": docx(*[par("{{ x")] * 20_000),
        "spread over paragraphs": docx(*[par("{%p for"), par("a in isi %}")] * 5_000),
        "long tag": docx(par("{{ " + "(" * 100_000 + "x }}")),
        "nested blocks": docx(*[par("{%p if x %}")] * 900, *[par("{%p endif %}")] * 900),
        "cells": docx(
            "<w:tbl><w:tblGrid/><w:tr>" + ("<w:tc>" + par("{% colspan x") + "</w:tc>") * 5_000 + "</w:tr></w:tbl>"
        ),
    }
    for name, template in hostile.items():
        started = time.process_time()
        with pytest.raises(BadDeclaration):
            fill(template, VALUES)
        assert time.process_time() - started < 5, name
    tracemalloc.start()
    with pytest.raises(BadDeclaration):
        fill(docx(par("{{ 'a' * 10**10 }}")), VALUES)
    assert tracemalloc.get_traced_memory()[1] < 20 * 2**20
    tracemalloc.stop()


def test_an_unsafe_template_is_refused_before_it_is_compiled():
    link = rel(
        "rId7", "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image", "http://a/b", external=True
    )
    with pytest.raises(UnsafeFile):
        fill(docx(par("{{ x }}"), rels=link), VALUES)


def test_the_environment_offers_nothing_of_its_own():
    assert environment.PAGE.globals == {}
    assert environment.PAGE.from_string("{{ x }}{{ '<&>' }}").render(x="<&>") == "&lt;&amp;&gt;" * 2
    assert not environment.FILTERS & {
        "safe",
        "attr",
        "map",
        "format",
        "center",
        "tojson",
        "xmlattr",
        "select",
        "pprint",
    }


def test_no_process_file_or_network_is_touched_by_refused_templates():
    script = """
import sys
from tests.paper.test_template_security import PAYLOADS, VALUES
from tests.paper.pages import docx, par
from docgen.paper.template.fill import fill
from docgen.errors import BadDeclaration
templates = [docx(par(one)) for one in PAYLOADS]
def fill_all():
    for template in templates:
        try:
            fill(template, VALUES)
            print("filled")
        except BadDeclaration:
            pass
fill_all()  # what Python and Jinja import when first used is not the doing of a template
def watch(event, arguments):
    if event in ("os.system", "subprocess.Popen", "os.posix_spawn", "os.exec", "open", "socket.connect", "import"):
        print(event, arguments[:1]); sys.stdout.flush()
sys.addaudithook(watch)
fill_all()
"""
    seen = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert seen == ""
