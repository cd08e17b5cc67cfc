using SchemaSdk.Generator.Tests.Harness;

namespace SchemaSdk.Generator.Tests;

/// <summary>A patch must affect only the models that have it. IncrementalTests cover edits of a patch's text.</summary>
public class PatchIncrementalTests
{
    private const string Patch = SchemaText.Root + "d/input.patch.json";

    private const string Output = """{ "output": { "type": "object", "properties": { "video": { "type": "string" } } } }""";

    [Fact]
    public void Removing_a_patch_parses_and_emits_only_its_model()
    {
        var run = Models().Remove(Patch);

        Assert.Equal(["d/input.json"], run.Parsed());
        Assert.Equal(["d"], run.Joined());
        Assert.Empty(run.Problems);
        Assert.Contains("What d says.", run.Sources["d.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_patch_of_a_shared_output_affects_every_model_that_has_it()
    {
        var run = Models().Edit(SchemaText.Root + "output.patch.json", text => text.Replace("old", "new", StringComparison.Ordinal));

        Assert.Equal(["b", "d", "f"], run.Joined());
    }

    [Fact]
    public void Adding_the_schema_of_a_patch_ends_the_warning()
    {
        var run = GeneratorRun.Over(SchemaText.InputPatch("d", """{ "title": "D" }"""), SchemaText.Output("", Output));
        Assert.Single(run.Problems);

        run.Insert(0, Input("d"));

        Assert.Empty(run.Problems);
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
