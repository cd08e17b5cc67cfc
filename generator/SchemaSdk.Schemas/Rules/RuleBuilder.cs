using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Naming;
using SchemaSdk.Schemas.Problems;
using SchemaSdk.Schemas.Reading;
using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Rules;

/// <summary>Builds the rules of a schema. A keyword that is not understood adds no rule, so a valid value is never refused.</summary>
/// <remarks>
/// Supports JSON Schema draft 7, and parts of 2020-12. Some things are never checked: <c>format</c>, references to other documents,
/// <c>unevaluated…</c>, and patterns that .NET cannot match as ECMAScript does.
/// </remarks>
internal sealed class RuleBuilder(JsonNode root, ProblemList problems)
{
    /// <summary>
    /// The maximum depth of nested references. A deeper rule is built later, with an empty stack, because the compiler's stack is
    /// small.
    /// </summary>
    private const int MaxDepth = 60;

    private readonly RuleDoubts _doubts = new(new RuleReferences(root));
    private readonly RepeatedRules _repeated = new();
    private readonly FreeNames _names = new();
    private readonly Queue<(JsonNode Schema, string Pointer, string Name)> _later = new();
    private readonly Dictionary<JsonNode, string> _named = [];
    private readonly Dictionary<string, Rule> _built = new(StringComparer.Ordinal);
    private readonly HashSet<string> _referred = new(StringComparer.Ordinal);
    private readonly List<Rule> _rules = [];
    private readonly List<SampledSchema> _sampled = [];
    private int _depth;

    internal RuleReferences References => _doubts.References;

    public RuleSet Build()
    {
        _doubts.Watch(root);
        var rule = Refer(root, "", RuleSet.RootName);
        while (_later.Count > 0)
        {
            var (schema, pointer, name) = _later.Dequeue();
            BuildNamed(schema, pointer, name);
        }

        if (References.IsGivenUp)
        {
            problems.Add(
                ProblemKinds.NotReadable,
                "",
                $"following its references takes more than {RuleReferences.MaxSteps} steps, so some rules are not checked");
        }

        _rules.RemoveAll(other => other.Name == RuleSet.RootName || !_referred.Contains(other.Name));
        var whole = rule.Reference == RuleSet.RootName ? _built[rule.Reference] : rule with { Name = RuleSet.RootName };
        var sums = root is JsonObject json ? new SumRules(json, problems).Read().ToList() : [];
        return new RuleSet(_rules.Prepend(sums.Count == 0 ? whole : With(whole, sums)).ToEquatableArray());
    }

    /// <summary>Reports values (such as defaults) that their own schema refuses. Must be called after <see cref="Build()"/>.</summary>
    public void ReportSamples(ProblemList all)
    {
        var samples = new SampleProblems(_built, all);
        _sampled.ForEach(samples.Report);
    }

    private static Rule With(Rule rule, IEnumerable<KeywordRule> keywords)
    {
        var own = rule.Reference.Length == 0
            ? rule
            : Rule.Any(rule.Name) with { Loops = new([new RuleLoop.AllOf(new([rule]))]) };
        return own with { Keywords = own.Keywords.Concat(keywords).ToEquatableArray() };
    }

    /// <summary>
    /// Returns the rule of a schema that several references may point to. Returns only a reference to the rule if the rule has parts, is
    /// not built yet, or is too long to repeat.
    /// </summary>
    private Rule Refer(JsonNode target, string pointer, string name)
    {
        if (!_named.TryGetValue(target, out var known))
        {
            known = _names.Take(name);
            _named.Add(target, known);
            if (_depth < MaxDepth)
            {
                BuildNamed(target, pointer, known);
            }
            else
            {
                _later.Enqueue((target, pointer, known));
            }
        }

        if (_built.TryGetValue(known, out var built) && (built.Reference.Length > 0 || (built.IsLeaf && _repeated.Take(built))))
        {
            return built;
        }

        // A recursive schema refers to its rule before the rule is built, so Build() must keep the rule even if it has no parts.
        _referred.Add(known);
        return Rule.Any(known) with { Reference = known };
    }

    private void BuildNamed(JsonNode schema, string pointer, string name)
    {
        var rule = Build(schema, pointer, name, isBranch: false);
        _built.Add(name, rule);
        _rules.Add(rule with { Name = name });
    }

    private Rule Build(JsonNode schema, string pointer, string name, bool isBranch)
    {
        _depth++;
        var rule = BuildInside(schema, pointer, name, isBranch);
        _depth--;
        _sampled.Add(new SampledSchema(schema, pointer, rule));
        return rule;
    }

    /// <summary>Builds a schema's rule. <c>isBranch</c> is true for one of several schemas for one value, as in <c>allOf</c>.</summary>
    private Rule BuildInside(JsonNode schema, string pointer, string name, bool isBranch)
    {
        if (schema is not JsonObject json)
        {
            return schema is JsonValue { Value: false } ? Nothing(name) : Rule.Any(name);
        }

        var all = new List<Rule>();
        if (json[KeywordName.Ref] is JsonValue { Value: string reference })
        {
            all.Add(Follow(json, reference));
            if (!References.HasSiblings)
            {
                return all[0];
            }
        }

        var combined = new RuleCombiner(Own(json, pointer, name, isBranch));
        if (!RuleKeywords.HoldSchemas(json))
        {
            return combined.And(all);
        }

        all.AddRange(Branches(json, pointer, name, KeywordName.AllOf));
        foreach (var keyword in KeywordTable.Unions)
        {
            if (json[keyword] is JsonArray { Count: > 0 })
            {
                all.Add(RuleCombiner.One(name, Branches(json, pointer, name, keyword), keyword == KeywordName.OneOf));
            }
        }

        combined.Ask(new RuleConditions(this, json, pointer, name).Loops());
        return combined.And(all);
    }

    private Rule Follow(JsonObject json, string reference)
    {
        if (References.Follow(json) is not { } target || References.IsCircular(json, target))
        {
            return Rule.Any(RuleSet.RootName) with { Keywords = _doubts.OfReference(json).ToEquatableArray() };
        }

        var pointer = Uri.UnescapeDataString(reference.Substring(1));
        return Refer(target, pointer, $"{RuleSet.RootName}_{Identifiers.Clean(pointer.Substring(pointer.LastIndexOf('/') + 1))}");
    }

    /// <summary>
    /// Returns the rule of an inner schema. If references point to the schema, they share the rule. A branch that requires a name without a
    /// property gets its own rule.
    /// </summary>
    internal Rule Inner(JsonNode? schema, string pointer, string name, bool isBranch = false) =>
        schema is null ? Rule.Any(name)
            : _named.ContainsKey(schema) && !(isBranch && schema is JsonObject json && RuleMembers.RequiresUndescribed(json, References))
                ? Refer(schema, pointer, name)
                : Build(schema, pointer, name, isBranch);

    /// <summary>Translates a pattern to the syntax of .NET. If the pattern cannot be checked, reports it and returns null.</summary>
    internal string? Pattern(string pattern, string pointer)
    {
        var translated = RulePattern.Translate(pattern);
        if (translated is null)
        {
            problems.Add(ProblemKinds.PatternNotChecked, pointer, pattern);
        }

        return translated;
    }

    /// <summary>Returns true if all keywords in the schemas are checked. Only then can generated code check <c>not</c>.</summary>
    internal bool IsWhole(JsonNode schemas) => _doubts.IsWhole(schemas);

    private static Rule Nothing(string name) => Rule.Any(name) with { Keywords = new([new KeywordRule.Nothing()]) };

    private List<Rule> Branches(JsonObject json, string pointer, string name, string keyword)
    {
        var rules = new List<Rule>();
        var branches = json[keyword] as JsonArray ?? [];

        // A union of T and null is built as T, so T gets the name of the union.
        var isOne = branches.Count(
            branch => branch is not JsonObject { Count: 1 } only || only[KeywordName.Type] is not JsonValue { Value: "null" }) == 1;
        foreach (var branch in branches)
        {
            var position = rules.Count.ToString(System.Globalization.CultureInfo.InvariantCulture);
            rules.Add(Inner(branch, $"{pointer}/{keyword}/{position}", isOne ? name : $"{name}_{position}", isBranch: true));
        }

        return rules;
    }

    private Rule Own(JsonObject json, string pointer, string name, bool isBranch)
    {
        var rule = RuleKeywords.Values(json, name);
        var keywords = rule.Keywords.Concat(RuleKeywords.Bounds(json)).Concat(_doubts.Of(json, isBranch)).ToList();
        if (json[KeywordName.Pattern] is JsonValue { Value: string pattern }
            && Pattern(pattern, JsonPointer.Append(pointer, KeywordName.Pattern)) is { } translated)
        {
            keywords.Add(new KeywordRule.Matching(new(translated, pattern)));
        }

        var objects = RuleKeywords.SpeakOf(json, RuleTypes.Object) ? new RuleMembers(this, json, pointer, name) : null;
        keywords.AddRange(objects?.Keywords(isBranch) ?? []);
        var items = RuleKeywords.SpeakOf(json, RuleTypes.Array) ? Items(json, pointer, name) : null;
        if (items is not null)
        {
            // The rule for the items also checks their number.
            keywords.RemoveAll(keyword => keyword is KeywordRule.Count { Of: Counted.Items });
        }

        return (rule with { Keywords = keywords.ToEquatableArray(), Members = objects?.Walk(isBranch), Items = items }).Simplified();
    }

    /// <summary>Returns the rules for the items of an array; null if the items are not restricted.</summary>
    private RuleItems? Items(JsonObject json, string pointer, string name)
    {
        var isTuple = json[KeywordName.Items] is JsonArray;
        var firstKeyword = isTuple ? KeywordName.Items : KeywordName.PrefixItems;
        var first = json[firstKeyword] as JsonArray ?? [];
        var otherKeyword = isTuple ? KeywordName.AdditionalItems : KeywordName.Items;
        var rules = first.Select((item, i) => Inner(item, $"{pointer}/{firstKeyword}/{i}", $"{name}_Item{i}")).ToEquatableArray();
        var others = Inner(json[otherKeyword], $"{pointer}/{otherKeyword}", name + "_Item");
        var counts = RuleKeywords.Range(json, Counted.Items) ?? new CountRange(0, null);
        return others.IsAny && rules.All(item => item.IsAny)
            ? null
            : new RuleItems(counts, rules, others);
    }
}
