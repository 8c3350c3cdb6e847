#!/usr/bin/env python3
"""tantivy (PyPI) as a peer: peer_tantivy.py candidates.jsonl FOLDER plain|prefix

`plain`: earlier words are term queries over all fields, the last one is a regular expression for
each field, whose score is constant. `prefix`: prefixes of one to three letters are indexed as terms
of fields of their own, so that a short prefix is one term query; longer ones as in `plain`.
20 best, nothing fetched. Speaks like peer_fts.py.
"""
import json
import os
import shutil
import sys
import time

import tantivy

FIELDS = ["name", "headline", "skills", "notes"]
SHORT = 3
MUST, SHOULD = tantivy.Occur.Must, tantivy.Occur.Should


def prefixes(text):
    found = {word[:n] for word in text.lower().split() for n in range(1, SHORT + 1)}
    return " ".join(sorted(found))


def build(source, folder, variant):
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    schema = tantivy.SchemaBuilder()
    schema.add_integer_field("id", stored=True, fast=True)
    for field in FIELDS:
        schema.add_text_field(field, stored=False)
        if variant == "prefix":
            schema.add_text_field(f"{field}_begins", stored=False, index_option="basic")
    schema = schema.build()
    index = tantivy.Index(schema, path=folder)
    began = time.perf_counter()
    writer = index.writer(512_000_000, 2)
    with open(source) as file:
        for line in file:
            p = json.loads(line)
            texts = dict(name=p["name"], headline=p["headline"], skills=" ".join(p["skills"]), notes=p["notes"])
            if variant == "prefix":
                texts |= {f"{field}_begins": prefixes(text) for field, text in list(texts.items())}
            writer.add_document(tantivy.Document(id=p["id"], **texts))
    writer.commit()
    writer.wait_merging_threads()
    took = time.perf_counter() - began
    size = sum(os.path.getsize(os.path.join(folder, file)) for file in os.listdir(folder))
    index.reload()
    return schema, index.searcher(), {"index_s": round(took, 2), "index_mb": round(size / 1e6, 1)}


def question(schema, query, variant):
    words, query_of = query.split(), tantivy.Query

    def anywhere(one):
        return (MUST, query_of.boolean_query([(SHOULD, one(field)) for field in FIELDS]))

    last = words[-1]
    parts = [anywhere(lambda field, word=word: query_of.term_query(schema, field, word)) for word in words[:-1]]
    if variant == "prefix" and len(last) <= SHORT:
        parts.append(anywhere(lambda field: query_of.term_query(schema, f"{field}_begins", last)))
    else:
        parts.append(anywhere(lambda field: query_of.regex_query(schema, field, last + ".*")))
    return query_of.boolean_query(parts)


def main():
    variant = sys.argv[3]
    schema, searcher, built = build(*sys.argv[1:4])
    print(json.dumps({**built, "version": f"tantivy {tantivy.__version__}"}), flush=True)
    for line in sys.stdin:
        answers = []
        for query in json.loads(line):
            began = time.perf_counter()
            hits = searcher.search(question(schema, query, variant), 20, count=False).hits
            answers.append([(time.perf_counter() - began) * 1e3, len(hits)])
        print(json.dumps(answers), flush=True)


if __name__ == "__main__":
    main()
