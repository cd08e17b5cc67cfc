using System.Globalization;
using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Problems;
using SchemaSdk.Schemas.Reading;

namespace SchemaSdk.Schemas.Rules;

/// <summary>Reports values that their own schema refuses: a default, an example, a constant, or all values of an enum.</summary>
internal sealed class SampleProblems(IReadOnlyDictionary<string, Rule> rules, ProblemList problems)
{
    private const int MaxShown = 60;

    private const int MaxAsked = 300;

    private readonly Dictionary<JsonNode, Rule> _seen = [];
    private readonly SampleTrial _trial = new(name => rules.TryGetValue(name, out var found) ? found : null);

    public void Report(SampledSchema schema)
    {
        if (schema.Json is not JsonObject json)
        {
            return;
        }

        // A default of null means that the member has no default.
        if (json[KeywordName.Default] is { Kind: not JsonKind.Null } value)
        {
            Try(schema, KeywordName.Default, value, KeywordName.Default);
        }

        var reported = new HashSet<string?>(StringComparer.Ordinal) { null };
        foreach (var (example, index) in Items(json, KeywordName.Examples).Select((example, index) => (example, index)))
        {
            if (example.Kind != JsonKind.Null && reported.Add(_trial.Refusal(schema.Rule, example)))
            {
                Try(schema, KeywordName.Example, example, KeywordName.Examples, index.ToString(CultureInfo.InvariantCulture));
            }
        }

        if (json[KeywordName.Const] is { } only)
        {
            Try(schema, KeywordName.Const, only, KeywordName.Const);
        }

        _seen[json] = schema.Rule;
        if (RefusalOfAll(schema.Rule, Items(json, KeywordName.Enum)) is { } refusal)
        {
            problems.Add(
                ProblemKinds.NothingFits,
                JsonPointer.Append(schema.Pointer, KeywordName.Enum),
                $"an enum whose values are all refused by the schema (expected: {Cut(refusal, MaxAsked)})",
                RuleKeywords.ForgetsNull(json) ? "nothing but null" : "nothing");
        }

        if (RefusedName(schema.Rule) is { } name)
        {
            problems.Add(
                ProblemKinds.NothingFits,
                JsonPointer.Append(schema.Pointer, json.ContainsKey(KeywordName.Required) ? KeywordName.Required : KeywordName.AllOf),
                $"the required name '{name}', which '{KeywordName.PropertyNames}' refuses",
                schema.Rule.Types == RuleTypes.Object ? "nothing" : "no object");
        }

        // A contradiction inside one branch is reported at that branch.
        if (json[KeywordName.AllOf] is JsonArray branches
            && Empty(schema.Rule) is { } left
            && !branches.Any(branch => _seen.TryGetValue(branch, out var rule) && Empty(rule) is not null))
        {
            problems.Add(
                ProblemKinds.NothingFits,
                JsonPointer.Append(schema.Pointer, KeywordName.AllOf),
                $"an allOf that leaves no valid {left}",
                "nothing");
        }
    }

    private static string Cut(string text, int most) => text.Length <= most ? text : text.Substring(0, most) + "…";

    private static IEnumerable<JsonNode> Items(JsonObject schema, string keyword) => schema[keyword] as JsonArray ?? [];

    private static IEnumerable<JsonNode> Listed(Rule rule) => rule.Keywords.FirstOrDefault(keyword =>
        keyword is KeywordRule.Texts or KeywordRule.Among or KeywordRule.EqualTo && (rule.Types & ~keyword.Types) == 0) switch
    {
        KeywordRule.Texts texts => texts.Values.Select(text => (JsonNode)text),
        KeywordRule.Among among => (JsonArray)JsonParser.ReadAgain(among.Json),
        KeywordRule.EqualTo equal => [JsonParser.ReadAgain(equal.Json)],
        _ => [],
    };

    /// <summary>Returns the first required name that <c>propertyNames</c> refuses; null if it refuses none.</summary>
    private string? RefusedName(Rule rule)
    {
        var names = rule.Loops.OfType<RuleLoop.Names>().Select(loop => loop.Rule).ToList();
        return names.Count == 0 ? null : rule.Keywords.OfType<KeywordRule.Requires>()
            .SelectMany(keyword => keyword.Names)
            .Concat(rule.Members?.Known.Where(member => member.IsRequired).Select(member => member.WireName) ?? [])
            .FirstOrDefault(name => names.Any(allowed => _trial.Refusal(allowed, name) is not null));
    }

    /// <summary>Returns "type" if the rule allows no type, "value" if it lists values but refuses all of them, otherwise null.</summary>
    private string? Empty(Rule rule) =>
        _trial.Types(rule) == RuleTypes.None ? KeywordName.Type : RefusalOfAll(rule, Listed(rule)) is not null ? "value" : null;

    /// <summary>If a rule refuses every given value, returns why it refuses the first one; otherwise null.</summary>
    private string? RefusalOfAll(Rule rule, IEnumerable<JsonNode> values)
    {
        string? first = null;
        foreach (var value in values)
        {
            if (_trial.Refusal(rule, value) is not { } refusal)
            {
                return null;
            }

            first ??= refusal;
        }

        return first;
    }

    private void Try(SampledSchema schema, string what, JsonNode value, params string[] way)
    {
        if (_trial.Refusal(schema.Rule, value) is { } refusal)
        {
            var shown = value.ToString();
            problems.Add(
                ProblemKinds.ValueRefused,
                way.Aggregate(schema.Pointer, JsonPointer.Append),
                what,
                Cut(shown, MaxShown),
                Cut(refusal, MaxAsked));
        }
    }
}
