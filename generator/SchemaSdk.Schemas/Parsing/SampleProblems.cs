using System.Globalization;
using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Problems;

namespace SchemaSdk.Schemas.Parsing;

/// <summary>Reports the values in schemas that their own schema refuses: a default, examples, a constant, all values of an enum.</summary>
/// <param name="rules">The rules that others refer to.</param>
/// <param name="problems">Where it is noted.</param>
internal sealed class SampleProblems(IReadOnlyDictionary<string, Rule> rules, ProblemList problems)
{
    private const int MaxShown = 60;

    private const int MaxAsked = 300;

    private readonly SampleTrial _trial = new(name => rules.TryGetValue(name, out var found) ? found : null);

    /// <summary>Tries the values of a schema.</summary>
    /// <param name="schema">The schema.</param>
    public void Report(SampledSchema schema)
    {
        if (schema.Json is not JsonObject json)
        {
            return;
        }

        // A null default means that the member has no default.
        if (json[KeywordName.Default] is { Kind: not JsonKind.Null } value)
        {
            Try(schema, KeywordName.Default, value, KeywordName.Default);
        }

        var told = new HashSet<string?>(StringComparer.Ordinal) { null };
        foreach (var (example, index) in Items(json, KeywordName.Examples).Select((example, index) => (example, index)))
        {
            if (example.Kind != JsonKind.Null && told.Add(_trial.Refusal(schema.Rule, example)))
            {
                Try(schema, KeywordName.Example, example, KeywordName.Examples, index.ToString(CultureInfo.InvariantCulture));
            }
        }

        if (json[KeywordName.Const] is { } only)
        {
            Try(schema, KeywordName.Const, only, KeywordName.Const);
        }

        if (schema.Rule.Types == RuleTypes.None && json.ContainsKey(KeywordName.AllOf))
        {
            Nothing(schema, KeywordName.AllOf, "an allOf that leaves no type");
        }

        if (Items(json, KeywordName.Enum).FirstOrDefault() is { } choice
            && _trial.Refusal(schema.Rule, choice) is { } refusal
            && Items(json, KeywordName.Enum).All(other => _trial.Refusal(schema.Rule, other) is not null))
        {
            Nothing(schema, KeywordName.Enum, $"an enum of which the schema refuses every value (asked for: {Cut(refusal, MaxAsked)})");
        }
    }

    private static string Cut(string text, int most) => text.Length <= most ? text : text.Substring(0, most) + "…";

    private static IEnumerable<JsonNode> Items(JsonObject schema, string keyword) => schema[keyword] as JsonArray ?? [];

    private void Nothing(SampledSchema schema, string keyword, string what) =>
        problems.Add(ProblemKinds.NothingFits, JsonPointer.Append(schema.Pointer, keyword), what);

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
