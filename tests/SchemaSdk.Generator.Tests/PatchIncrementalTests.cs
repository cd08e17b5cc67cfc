using SchemaSdk.Generator.Tests.Harness;

namespace SchemaSdk.Generator.Tests;

/// <summary>An edit of a patch costs its own schema, and nothing else.</summary>
public class PatchIncrementalTests
{
    private const string Patch = SchemaText.Root + "d/input.patch.json";

    private const string OneModelComputed =
        """
        Options: 1 Cached
        Project: 1 Cached
        Read: 4 Cached
        References: 1 Cached
        Patches: 1 Modified
        Link: 1 Modified, 3 Unchanged
        Parse: 3 Cached, 1 Modified
        Outputs: 1 Cached
        Tree: 1 Cached
        Join: 2 Cached, 1 Modified
        Client: 1 Cached
        SourceOutput: 6 Cached, 1 Modified
        """;

    [Fact]
    public void Nothing_changed_computes_nothing() =>
        Assert.All(Models().Reload().Reasons().Split('\n'), step => Assert.Matches(@"^\w+: \d+ Cached$", step));

    [Fact]
    public void An_edit_of_a_patch_computes_its_model_alone() =>
        Expect(Models().Edit(Patch, text => text.Replace("says", "tells", StringComparison.Ordinal)), "tells");

    [Fact]
    public void Adding_a_patch_computes_its_model_alone()
    {
        var run = Models().Remove(Patch);

        Expect(run.Insert(0, SchemaText.InputPatch("d", """{ "properties": { "prompt": { "description": "new" } } }""")), "new");
    }

    [Fact]
    public void Removing_a_patch_computes_its_model_alone() => Expect(Models().Remove(Patch), "What d says.");

    [Fact]
    public void A_patch_of_a_shared_output_reaches_every_model_that_has_it()
    {
        var run = Models().Edit(SchemaText.Root + "output.patch.json", text => text.Replace("old", "new", StringComparison.Ordinal));

        Assert.Equal(["b", "d", "f"], run.Joined());
    }

    [Fact]
    public void A_schema_that_comes_to_its_patch_ends_the_warning()
    {
        var run = GeneratorRun.Over(SchemaText.InputPatch("d", """{ "title": "D" }"""), SchemaText.Output("", Output));
        Assert.Single(run.Problems);

        run.Insert(0, Input("d"));

        Assert.Empty(run.Problems);
    }

    private const string Output = """{ "output": { "type": "object", "properties": { "video": { "type": "string" } } } }""";

    private static void Expect(GeneratorRun run, string expected)
    {
        Assert.Equal(OneModelComputed, run.Reasons());
        Assert.Equal(["d"], run.Joined());
        Assert.Empty(run.Problems);
        Assert.Contains(expected, run.Sources["d.g.cs"], StringComparison.Ordinal);
    }

    private static GeneratorRun Models() => GeneratorRun.Over(
    [
        .. new[] { "b", "d", "f" }.Select(Input),
        SchemaText.Output("", Output),
        SchemaText.InputPatch("b", """{ "properties": { "prompt": { "description": "Patched b." } } }"""),
        SchemaText.InputPatch("d", """{ "properties": { "prompt": { "description": "Patched d says." } } }"""),
        new SchemaText(
            SchemaText.Root + "output.patch.json",
            """{ "output": { "properties": { "video": { "description": "old" } } } }""",
            "OutputPatch"),
    ]);

    private static SchemaText Input(string id) => SchemaText.Input(
        id,
        $$"""{ "type": "object", "properties": { "prompt": { "type": "string", "description": "What {{id}} says." } } }""");
}
