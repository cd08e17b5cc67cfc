using SchemaSdk.Schemas.Compiling;
using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Tool.Diff.Comparing;

namespace SchemaSdk.Tool.Tests.Diff.Checks;

/// <summary>
/// Compares the schemas of each group in <see cref="SchemaVariants"/> with each other, and collects the rules that are reported.
/// </summary>
internal static class ReportedRules
{
    /// <summary>All rules about changes of schemas, with their severity.</summary>
    public static IReadOnlyDictionary<string, string> OfSchemas { get; } = Collect(
        (Direction.Input, schema => Member(schema, "[]")),
        (Direction.Input, schema => Member(schema, """["m"]""")),
        (Direction.Output, schema => Member(schema, "[]")),
        (Direction.Output, schema => Member(schema, """["m"]""")));

    /// <summary>
    /// The rules for changes in a branch of <c>oneOf</c> that may accept the same values as another branch, with their severity.
    /// </summary>
    public static IReadOnlyDictionary<string, string> OfOverlappingBranches { get; } = Collect(
        (Direction.Input, schema => Member($$"""{"oneOf":[{"title":"One","allOf":[{{schema}}]},{}]}""", "[]")));

    /// <summary>The rules about whole models, files and C# names, with their severity.</summary>
    public static IReadOnlyDictionary<string, string> OfModels { get; } = new Dictionary<string, string>
    {
        ["model-gone"] = "breaking",
        ["model-new"] = "feature",
        ["model-csharp-gone"] = "breaking",
        ["output-new"] = "breaking",
        ["output-gone"] = "breaking",
        ["input-unreadable"] = "unknown",
        ["output-unreadable"] = "unknown",
        ["input-csharp-gone"] = "breaking",
        ["output-csharp-gone"] = "breaking",
        ["input-csharp-reads"] = "reading",
    };

    private static Dictionary<string, string> Collect(params (Direction Direction, Func<string, string> Wrap)[] places)
    {
        var rules = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (direction, wrap) in places)
        {
            foreach (var group in SchemaVariants.Groups.Concat(direction == Direction.Input ? SchemaVariants.OfInputs : []))
            {
                foreach (var change in group.SelectMany(old => group.SelectMany(@new => Changes(direction, wrap(old), wrap(@new)))))
                {
                    rules[change.Rule] = change.Severity.ToString().ToLowerInvariant();
                }
            }
        }

        return rules;
    }

    private static IReadOnlyList<SchemaChange> Changes(Direction direction, string old, string @new) =>
        new SchemaComparison(direction, Side(old, direction), Side(@new, direction)).Run(default);

    private static string Member(string schema, string required) =>
        $$"""{"type":"object","required":{{required}},"properties":{"m":{{schema}} } }""";

    private static SchemaSide Side(string text, Direction direction) => new(SchemaSteps.Normalize(
        new SchemaFile("x.json", "acme/kite", direction == Direction.Input ? SchemaRole.Input : SchemaRole.Output, text)));
}
