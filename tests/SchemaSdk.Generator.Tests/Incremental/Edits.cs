namespace SchemaSdk.Generator.Tests;

/// <summary>
/// A project with three models, and edits to it. The models <c>b</c> and <c>d</c> have output schemas of their own, and <c>f</c> uses
/// the one in the root folder. <c>b</c> and <c>f</c> refer to <c>shared.schema.json</c>. <c>b</c> has a patch. No model refers to
/// <c>unused.schema.json</c>.
/// </summary>
internal static class Edits
{
    private const string B = "b/input.json";
    private const string D = "d/input.json";
    private const string F = "f/input.json";
    private const string PatchOfB = "b/input.patch.json";
    private const string OutputOfD = "d/output.json";
    private const string SharedOutput = "output.json";
    private const string Shared = "shared.schema.json";
    private const string Client = "_client";

    private const string Video = """{ "output": { "type": "object", "properties": { "video": { "type": "string" } } } }""";
    private const string Patch = """{ "properties": { "prompt": { "description": "As we put it." } } }""";
    private const string Plain = """{ "type": "object", "properties": { "prompt": { "type": "string" } } }""";

    private static readonly string[] AllModels = ["b", "d", "f"];

    /// <summary>The edits, by their names in docs/internals/edits.md.</summary>
    public static readonly IReadOnlyDictionary<string, Edit> All = new Dictionary<string, Edit>
    {
        ["nothing"] = Nothing(run => run.Run()),
        ["files replaced by equal text"] = Nothing(run => run.Reload()),
        ["the order of files"] = Nothing(run => run.Reorder(files => files.Reverse())),
        ["an unrelated file"] = Nothing(run => run.Insert(0, new SchemaText("/repo/banned.txt", "text", ""))),
        ["unrelated C#"] = Nothing(run => run.EditCSharp()),
        ["an unrelated MSBuild property"] = Nothing(run => run.SetOption("Unrelated", "x")),
        ["line ends"] = new(Replace(D, "\n", "\r\n"), [D], ["d"]),
        ["white space"] = new(Replace(D, "\"prompt\":", "\"prompt\" :"), [D], ["d"]),
        ["a description"] = new(Replace(D, "says", "tells"), [D], ["d"]),
        ["an enum value"] = new(Replace(D, "\"tall\"", "\"tall\", \"square\""), [D], ["d"]),
        ["a property of one input"] = new(Replace(D, "\"prompt\"", "\"text\""), [D], ["d"]),
        ["an output"] = new(Replace(OutputOfD, "video", "image"), [OutputOfD], ["d"]),
        ["a shared output"] = new(Replace(SharedOutput, "video", "image"), [SharedOutput], ["f"]),
        ["a model added first"] = Added("a", 0),
        ["in the middle"] = Added("c", 3),
        ["last"] = Added("g", 9),
        ["a model removed"] = new(run => run.Remove(SchemaText.Root + D), [], [Client]),
        ["a patch added to one input"] = new(run => run.Insert(0, SchemaText.InputPatch("d", Patch)), [D], ["d"]),
        ["the text of a patch"] = new(Replace(PatchOfB, "put it", "say it"), [B], ["b"]),
        ["a model renamed"] = new(
            run => run.Rename(SchemaText.Root + D, SchemaText.Root + "e/input.json"), ["e/input.json"], [Client, "e"]),
        ["a schema made invalid"] = new(Invalidate, [D], [Client]),
        ["an invalid schema made valid again"] = new(run => run.Edit(SchemaText.Root + D, text => text[..^1]), [D], [Client, "d"])
        {
            Before = Invalidate,
        },
        ["the client's name"] = new(run => run.SetOption("ModelClientName", "OtherClient"), [], [Client, .. AllModels]),
        ["its accessibility"] = new(run => run.SetOption("ModelClientAccessibility", "internal"), [], [Client, .. AllModels]),
        ["a `$ref` file that two models use"] = new(Replace(Shared, "integer", "number"), [B, F], ["b", "f"]),
        ["a `$ref` file that no model uses"] = new(Replace("unused.schema.json", "integer", "number"), [], []),
        ["a name in the lock file"] = new(ReplaceInLock("\"D\"", "\"Dee\""), [], [Client, "d"]),
        ["a member's name in the lock file"] = new(
            ReplaceInLock("\"names\"", """ "members": { "d": { "input/": { "prompt": "Text" } } }, "names" """), [D], ["d"]),
        ["what the lock file says about a model"] = new(
            ReplaceInLock("{  }", """{ "d": { "about": { "name": "Dee" } } }"""), [], [Client, "d"]),
        ["another part of the lock file"] = Nothing(ReplaceInLock("{  }", "{ \"b\": {} }")),
    };

    public static GeneratorRun Project() => GeneratorRun.Over(
        Input("b", "\"size\": { \"$ref\": \"../shared.schema.json#/$defs/Size\" }"),
        SchemaText.InputPatch("b", Patch),
        SchemaText.Output("b", Video),
        Input("d", "\"size\": { \"type\": \"string\", \"enum\": [\"wide\", \"tall\"] }"),
        SchemaText.Output("d", Video),
        Input("f", "\"size\": { \"$ref\": \"../shared.schema.json#/$defs/Size\" }"),
        SchemaText.Output("", Video),
        SchemaText.Reference(Shared, Definition("Size")),
        SchemaText.Reference("unused.schema.json", Definition("Unused")),
        SchemaText.Lock("\"d\": \"D\""));

    private static Edit Nothing(Func<GeneratorRun, GeneratorRun> change) => new(change, [], []);

    private static Edit Added(string id, int position) =>
        new(run => run.Insert(position, SchemaText.Input(id, Plain)), [id + "/input.json"], [Client, id]);

    private static GeneratorRun Invalidate(GeneratorRun run) => run.Edit(SchemaText.Root + D, text => text + "]");

    private static Func<GeneratorRun, GeneratorRun> Replace(string file, string written, string edited) =>
        ReplaceIn(SchemaText.Root + file, written, edited);

    private static Func<GeneratorRun, GeneratorRun> ReplaceInLock(string written, string edited) =>
        ReplaceIn(SchemaText.LockPath, written, edited);

    private static Func<GeneratorRun, GeneratorRun> ReplaceIn(string path, string written, string edited) =>
        run => run.Edit(path, text =>
        {
            Assert.Contains(written, text, StringComparison.Ordinal);
            return text.Replace(written, edited, StringComparison.Ordinal);
        });

    private static SchemaText Input(string id, string member) => SchemaText.Input(
        id,
        $$"""
        {
          "type": "object",
          "properties": { "prompt": { "type": "string", "description": "What {{id}} says." }, {{member}} }
        }
        """);

    private static string Definition(string name) =>
        $$"""{ "$defs": { "{{name}}": { "type": "object", "properties": { "width": { "type": "integer" } } } } }""";
}
