using SchemaSdk.Generator.Tests.Harness;

namespace SchemaSdk.Generator.Tests;

/// <summary>What an edit costs: the run reasons of every output of every step.</summary>
public class IncrementalTests
{
    private const string Middle = SchemaText.Root + "d/input.json";

    private const string AllCached =
        """
        Options: 1 Cached
        Read: 6 Cached
        References: 1 Cached
        Patches: 1 Cached
        Link: 6 Cached
        Normalize: 6 Cached
        Parse: 6 Cached
        Outputs: 1 Cached
        Tree: 1 Cached
        Join: 3 Cached
        Client: 1 Cached
        SourceOutput: 7 Cached
        """;

    [Fact]
    public void The_first_run_computes_each_file_once() => Expect(
        ThreeModels(),
        """
        Options: 1 New
        Read: 6 New
        References: 1 New
        Patches: 1 New
        Link: 6 New
        Normalize: 6 New
        Parse: 6 New
        Outputs: 1 New
        Tree: 1 New
        Join: 3 New
        Client: 1 New
        SourceOutput: 7 New
        """,
        "b",
        "d",
        "f");

    [Fact]
    public void Nothing_changed_computes_nothing() => Expect(ThreeModels().Run(), AllCached);

    [Fact]
    public void Equal_files_loaded_anew_compute_nothing() => Expect(ThreeModels().Reload(), AllCached);

    [Fact]
    public void An_edit_of_unrelated_CSharp_computes_nothing() => Expect(ThreeModels().EditCSharp(), AllCached);

    [Fact]
    public void Another_order_of_the_files_computes_nothing() => Expect(ThreeModels().Reorder(files => files.Reverse()), AllCached);

    [Fact]
    public void A_file_that_is_no_schema_computes_nothing() =>
        Expect(ThreeModels().Insert(0, new SchemaText("/repo/banned.txt", "text", "")), AllCached);

    [Fact]
    public void An_unrelated_property_is_read_and_changes_nothing() =>
        Expect(ThreeModels().SetOption("Unrelated", "x"), AllCached.Replace("Options: 1 Cached", "Options: 1 Unchanged", StringComparison.Ordinal));

    [Theory]
    [InlineData("says", "tells")]
    [InlineData("\"type\": \"string\"", "\"type\":  \"string\"")]
    [InlineData("prompt", "text")]
    public void An_edit_of_one_schema_computes_that_model_alone(string written, string edited) => Expect(
        ThreeModels().Edit(Middle, text => text.Replace(written, edited, StringComparison.Ordinal)),
        """
        Options: 1 Cached
        Read: 5 Cached, 1 Modified
        References: 1 Cached
        Patches: 1 Cached
        Link: 5 Cached, 1 Modified
        Normalize: 5 Cached, 1 Modified
        Parse: 5 Cached, 1 Modified
        Outputs: 1 Cached
        Tree: 1 Cached
        Join: 2 Cached, 1 Modified
        Client: 1 Cached
        SourceOutput: 6 Cached, 1 Modified
        """,
        "d");

    [Fact]
    public void An_edit_of_an_output_computes_its_model_alone() => Expect(
        ThreeModels().Edit(SchemaText.Root + "d/output.json", text => text.Replace("video", "image", StringComparison.Ordinal)),
        """
        Options: 1 Cached
        Read: 5 Cached, 1 Modified
        References: 1 Cached
        Patches: 1 Cached
        Link: 5 Cached, 1 Modified
        Normalize: 5 Cached, 1 Modified
        Parse: 5 Cached, 1 Modified
        Outputs: 1 Modified
        Tree: 1 Cached
        Join: 1 Modified, 2 Unchanged
        Client: 1 Cached
        SourceOutput: 6 Cached, 1 Modified
        """,
        "d");

    [Theory]
    [InlineData("a", 0)]
    [InlineData("c", 2)]
    [InlineData("g", 6)]
    public void Adding_a_model_emits_that_model_and_the_client_alone(string id, int position) => Expect(
        ThreeModels().Insert(position, Input(id)),
        """
        Options: 1 Cached
        Read: 6 Cached, 1 New
        References: 1 Cached
        Patches: 1 Cached
        Link: 6 Cached, 1 New
        Normalize: 6 Cached, 1 New
        Parse: 6 Cached, 1 New
        Outputs: 1 Cached
        Tree: 1 Modified
        Join: 1 New, 3 Unchanged
        Client: 1 Modified
        SourceOutput: 6 Cached, 1 Modified, 2 New
        """,
        id);

    [Fact]
    public void Adding_an_output_that_no_model_uses_emits_nothing() => Expect(
        ThreeModels().Insert(0, SchemaText.Output("c", Output)),
        """
        Options: 1 Cached
        Read: 6 Cached, 1 New
        References: 1 Cached
        Patches: 1 Cached
        Link: 6 Cached, 1 New
        Normalize: 6 Cached, 1 New
        Parse: 6 Cached, 1 New
        Outputs: 1 Modified
        Tree: 1 Cached
        Join: 3 Unchanged
        Client: 1 Cached
        SourceOutput: 7 Cached
        """);

    [Fact]
    public void Removing_a_model_emits_the_client_alone() => Expect(
        ThreeModels().Remove(Middle),
        """
        Options: 1 Cached
        Read: 5 Cached, 1 Removed
        References: 1 Cached
        Patches: 1 Cached
        Link: 5 Cached, 1 Removed
        Normalize: 5 Cached, 1 Removed
        Parse: 5 Cached, 1 Removed
        Outputs: 1 Cached
        Tree: 1 Modified
        Join: 1 Removed, 2 Unchanged
        Client: 1 Modified
        SourceOutput: 4 Cached, 1 Modified, 2 Removed
        """);

    [Fact]
    public void A_schema_made_invalid_costs_its_model_alone_and_mended_brings_it_back()
    {
        var run = ThreeModels();
        var sources = run.Sources;

        Expect(
            run.Edit(Middle, text => text + "]"),
            """
            Options: 1 Cached
            Read: 5 Cached, 1 Modified
            References: 1 Cached
            Patches: 1 Cached
            Link: 5 Cached, 1 Modified
            Normalize: 5 Cached, 1 Modified
            Parse: 5 Cached, 1 Modified
            Outputs: 1 Cached
            Tree: 1 Modified
            Join: 1 Modified, 2 Unchanged
            Client: 1 Modified
            SourceOutput: 5 Cached, 2 Modified, 1 New
            """,
            "");
        Assert.Equal(["_client.g.cs", "b.g.cs", "f.g.cs"], run.Sources.Keys.Order(StringComparer.Ordinal));
        Assert.Single(run.Problems);

        Expect(
            run.Edit(Middle, text => text[..^1]),
            """
            Options: 1 Cached
            Read: 5 Cached, 1 Modified
            References: 1 Cached
            Patches: 1 Cached
            Link: 5 Cached, 1 Modified
            Normalize: 5 Cached, 1 Modified
            Parse: 5 Cached, 1 Modified
            Outputs: 1 Cached
            Tree: 1 Modified
            Join: 1 Modified, 2 Unchanged
            Client: 1 Modified
            SourceOutput: 5 Cached, 2 Modified, 1 Removed
            """,
            "d");
        Assert.Equal(sources, run.Sources);
        Assert.Empty(run.Problems);
    }

    [Fact]
    public void Another_name_of_the_client_parses_nothing() => Expect(
        ThreeModels().SetOption("ModelClientName", "OtherClient"),
        """
        Options: 1 Modified
        Read: 6 Cached
        References: 1 Cached
        Patches: 1 Cached
        Link: 6 Cached
        Normalize: 6 Cached
        Parse: 6 Cached
        Outputs: 1 Cached
        Tree: 1 Unchanged
        Join: 3 Modified
        Client: 1 Modified
        SourceOutput: 3 Cached, 4 Modified
        """,
        "b",
        "d",
        "f");

    private const string Output = """{ "output": { "type": "object", "properties": { "video": { "type": "string" } } } }""";

    private static GeneratorRun ThreeModels() => GeneratorRun.Over(
        [.. new[] { "b", "d", "f" }.SelectMany(id => new[] { Input(id), SchemaText.Output(id, Output) })]);

    private static SchemaText Input(string id) => SchemaText.Input(
        id,
        $$"""{ "type": "object", "properties": { "prompt": { "type": "string", "description": "What {{id}} says." } } }""");

    private static void Expect(GeneratorRun run, string reasons, params string[] joined)
    {
        Assert.Equal(reasons, run.Reasons());
        Assert.Equal(joined, run.Joined());
    }
}
