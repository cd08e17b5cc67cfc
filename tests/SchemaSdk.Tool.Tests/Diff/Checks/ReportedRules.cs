using SchemaSdk.Schemas.Compiling;
using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Tool.Diff.Comparing;

namespace SchemaSdk.Tool.Tests.Diff.Checks;

/// <summary>
/// Compares the schemas of each group in <see cref="SchemaVariants"/>, and some small folders, with each other, and collects the rules that
/// are reported.
/// </summary>
internal static class ReportedRules
{
    private const string Model = "acme/kite";
    private const string Small = """{"type":"object","properties":{"m":{"type":"integer","minimum":0,"maximum":9}}}""";
    private const string Large = """{"type":"object","properties":{"m":{"type":"integer","minimum":0,"maximum":9000000000}}}""";
    private const string Union = """
        {"type":"object","properties":{"m":{"anyOf":[{"$ref":"#/$defs/Circle"},{"type":"string"}]}},
        "$defs":{"Circle":{"type":"object","properties":{"r":{"type":"number"}}}}}
        """;

    /// <summary>All rules about changes to schemas, with their severity.</summary>
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
    public static IReadOnlyDictionary<string, string> OfModels { get; } = CollectOfModels(
        [Input(Model, Small)],
        [Input(Model, Small), Input(Model + "_", Small)],   // changes the C# name of the first model
        [Input(Model, Small), Output(Small)],
        [Input(Model, Large), Output(Small)],
        [Input(Model, "{"), Output("{")],
        [Input(Model, Union), Output(Union)],
        [Input(Model, Rounded), Output(Rounded)]);

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

    private static string Rounded => Union.Replace("Circle", "Round", StringComparison.Ordinal);

    // Leaves out changes inside a schema, which have a pointer.
    private static Dictionary<string, string> CollectOfModels(params IReadOnlyList<SchemaFile>[] folders) => folders
        .SelectMany(old => folders.SelectMany(@new => new ModelComparison(Models(old), Models(@new)).Run(default)))
        .Where(change => change.Pointer is null)
        .Select(change => (change.Rule, Severity: change.Severity.ToString().ToLowerInvariant()))
        .Distinct()
        .ToDictionary(change => change.Rule, change => change.Severity, StringComparer.Ordinal);

    private static ModelSet Models(IReadOnlyList<SchemaFile> folder) =>
        new(new ProjectFiles(folder, [], []), new ClientOptions("C", "N", "public", ClientOptions.UsualService), default);

    private static SchemaFile Input(string id, string text) => new($"{id}/input.json", id, SchemaRole.Input, text);

    private static SchemaFile Output(string text) => new($"{Model}/output.json", Model, SchemaRole.Output, text);

    private static IReadOnlyList<SchemaChange> Changes(Direction direction, string old, string @new) =>
        new SchemaComparison(direction, Side(old, direction), Side(@new, direction)).Run(default);

    private static string Member(string schema, string required) =>
        $$"""{"type":"object","required":{{required}},"properties":{"m":{{schema}} } }""";

    private static SchemaSide Side(string text, Direction direction) => new(SchemaSteps.Normalize(
        new SchemaFile("x.json", "acme/kite", direction == Direction.Input ? SchemaRole.Input : SchemaRole.Output, text)));
}
