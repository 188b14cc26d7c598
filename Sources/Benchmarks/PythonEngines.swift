/// The ten conditions in Python: by hand, and in two rule engines of its package index.
///
/// The script takes the engine, a file of JSON lines and how often to measure. It writes the time of
/// the fastest evaluation of all records, which are in memory then, to standard error, and the
/// verdicts to standard output.
enum PythonEngines {
  /// The engines with the module that each needs.
  static let modules = [
    ("python", "json"), ("rule-engine", "rule_engine"), ("json-logic", "json_logic"),
  ]

  static let script = #"""
    # The ten conditions in Python and in two of its rule engines, over consortia that are in memory.
    import decimal, json, sys, time

    ELIGIBLE = frozenset("\#(BenchmarkCall.countries.joined(separator: " "))".split())


    def cents(text):
        return int(decimal.Decimal(text) * 100)


    def flat(record):
        """What the conditions look at, amounts in whole cents."""
        people = record["participants"]
        beneficiaries = [p for p in people if p["role"] in ("coordinator", "beneficiary")]
        payers = [p for p in people if p["role"] in ("coordinator", "beneficiary", "affiliated")]
        return {
            "duration": record["proposal"]["durationMonths"],
            "grant": cents(record["proposal"]["requestedGrant"]),
            "participants": [{"grant": cents(p["requestedGrant"])} for p in people],
            "beneficiaries": [{"country": p["country"], "kind": p["kind"]} for p in beneficiaries],
            "lines": [
                {"category": l["category"], "amount": cents(l["amount"]), "smes": l["forSMEs"]}
                for p in payers
                for l in p.get("costs", [])
            ],
            "awards": [{"form": a["form"], "amount": cents(a["amount"])} for a in record["thirdPartySupport"]],
        }


    def by_hand():
        def conditions(c):
            total = sum(l["amount"] for l in c["lines"])
            return [
                len(c["beneficiaries"]) >= 3,
                len({b["country"] for b in c["beneficiaries"]} & ELIGIBLE) >= 3,
                sum(b["kind"] == "cluster-organisation" for b in c["beneficiaries"]) >= 3,
                sum(l["amount"] for l in c["lines"] if l["smes"]) * 100 >= total * 75,
                all(a["amount"] <= 6000000 for a in c["awards"] if a["form"] == "voucher"),
                c["grant"] <= 140000000,
                c["duration"] <= 36,
                sum(l["amount"] for l in c["lines"] if l["category"] == "indirect") * 100 <= total * 7,
                all(p["grant"] * 100 <= c["grant"] * 40 for p in c["participants"]),
                sum(l["amount"] for l in c["lines"] if l["category"] == "third-party-support") * 100 >= total * 40,
            ]

        return lambda c: all(conditions(c))


    def rule_engine():
        import rule_engine

        total = '$sum([l["amount"] for l in lines])'
        sum_if = lambda condition: '$sum([l["amount"] for l in lines if %s])' % condition
        texts = [
            "beneficiaries.length >= 3",
            '[b["country"] for b in beneficiaries if b["country"] in eligible].to_set.length >= 3',
            '[b for b in beneficiaries if b["kind"] == "cluster-organisation"].length >= 3',
            sum_if('l["smes"]') + " * 100 >= " + total + " * 75",
            '[a for a in awards if a["form"] == "voucher" and a["amount"] > 6000000].length == 0',
            "grant <= 140000000",
            "duration <= 36",
            sum_if('l["category"] == "indirect"') + " * 100 <= " + total + " * 7",
            '[p for p in participants if p["grant"] * 100 > grant * 40].length == 0',
            sum_if('l["category"] == "third-party-support"') + " * 100 >= " + total + " * 40",
        ]
        rules = [rule_engine.Rule(text) for text in texts]
        eligible = set(ELIGIBLE)
        return lambda c: all([rule.matches(dict(c, eligible=eligible)) for rule in rules])


    def json_logic():
        import json_logic

        var = lambda name: {"var": name}
        def total(condition=None):
            lines = var("lines") if condition is None else {"filter": [var("lines"), condition]}
            return {"reduce": [lines, {"+": [var("accumulator"), var("current.amount")]}, 0]}
        category = lambda word: {"==": [var("category"), word]}
        count = lambda items, test: {"reduce": [{"filter": [items, test]}, {"+": [var("accumulator"), 1]}, 0]}
        rules = [
            {">=": [count(var("beneficiaries"), True), 3]},
            None,
            {">=": [count(var("beneficiaries"), {"==": [var("kind"), "cluster-organisation"]}), 3]},
            {">=": [{"*": [total(var("smes")), 100]}, {"*": [total(), 75]}]},
            {"none": [var("awards"), {"and": [{"==": [var("form"), "voucher"]}, {">": [var("amount"), 6000000]}]}]},
            {"<=": [var("grant"), 140000000]},
            {"<=": [var("duration"), 36]},
            {"<=": [{"*": [total(category("indirect")), 100]}, {"*": [total(), 7]}]},
            None,
            {">=": [{"*": [total(category("third-party-support")), 100]}, {"*": [total(), 40]}]},
        ]
        # It cannot say "different", nor look from an element at what is around it: those two by hand.
        def verdict(c):
            own = [json_logic.jsonLogic(rule, c) for rule in rules if rule]
            countries = len({b["country"] for b in c["beneficiaries"]} & ELIGIBLE) >= 3
            return all(own) and countries and all(p["grant"] * 100 <= c["grant"] * 40 for p in c["participants"])
        return verdict


    verdict = {"python": by_hand, "rule-engine": rule_engine, "json-logic": json_logic}[sys.argv[1]]()
    with open(sys.argv[2], encoding="utf-8") as file:
        records = [flat(json.loads(line, parse_float=decimal.Decimal, parse_int=int)) for line in file]
    best = None
    for _ in range(int(sys.argv[3])):
        begin = time.thread_time_ns()
        verdicts = [verdict(record) for record in records]
        took = time.thread_time_ns() - begin
        best = took if best is None else min(best, took)
    print(best, file=sys.stderr)
    for is_eligible in verdicts:
        print("\t" + ("eligible" if is_eligible else "not-eligible"))
    """#
}
