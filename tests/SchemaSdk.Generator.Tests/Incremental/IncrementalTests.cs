namespace SchemaSdk.Generator.Tests;

/// <summary>
/// Tests that after each edit, the compiler reports for each step what the table in docs/internals/edits.md says.
/// </summary>
public class IncrementalTests
{
    private const string Output = """{ "output": { "type": "object", "properties": { "video": { "type": "string" } } } }""";

    private static readonly IncrementTable Table = IncrementTable.Read();

    public static TheoryData<string> Names => [.. Edits.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void An_edit_computes_what_its_row_on_the_page_states(string edit) => Assert.Equal(Table.Of(edit), Row(After(edit)));

    [Fact]
    public void The_page_has_a_row_for_every_edit_and_a_column_for_every_step()
    {
        IncrementTable.UpdateIfAsked(Columns(), edit => Row(After(edit)));

        Assert.Equal(Edits.All.Keys, Table.Edits);
        Assert.Equal(Columns(), Table.Columns);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_edit_parses_and_emits_only_these_files(string edit)
    {
        var run = After(edit);

        Assert.Equal(Edits.All[edit].Parsed, run.Parsed());
        Assert.Equal(Edits.All[edit].Emitted.SelectMany(FilesOf), run.Emitted());
    }

    [Theory]
    [InlineData("nothing", 0)]
    [InlineData("unrelated C#", 0)]
    [InlineData("a property of one input", 1)]
    [InlineData("a `$ref` file that two models use", 1)]
    [InlineData("a model added first", 1)]
    [InlineData("a model removed", 0)]
    [InlineData("files replaced by equal text", 10)]
    public void An_edit_reads_only_new_file_objects(string edit, int texts) => Assert.Equal(texts, After(edit).TextsRead);

    [Fact]
    public void The_first_run_computes_everything_once()
    {
        var run = Edits.Project();

        Assert.Equal("| 1N | 1N | 6N | 1N | 1N | 1N | 6N | 6N | 1N | 1N | 3N | 1N | 7N |", Row(run));
        Assert.Equal(["b/input.json", "b/output.json", "d/input.json", "d/output.json", "f/input.json", "output.json"], run.Parsed());
        Assert.Equal([.. new[] { "_client", "b", "d", "f" }.SelectMany(FilesOf)], run.Emitted());
        Assert.Equal(10, run.TextsRead);
    }

    [Fact]
    public void A_new_output_that_no_model_uses_emits_nothing()
    {
        var run = Edits.Project().Insert(0, SchemaText.Output("c", "{}"));

        Assert.Equal(["c/output.json"], run.Parsed());
        Assert.Empty(run.Emitted());
    }

    [Fact]
    public void An_invalid_schema_removes_only_its_model_and_fixing_it_restores_the_model()
    {
        var run = Edits.Project();
        var sources = run.Sources;

        Edits.All["a schema made invalid"].Change(run);
        Assert.Equal([.. new[] { "_client", "b", "f" }.SelectMany(FilesOf)], run.Sources.Keys.Order(StringComparer.Ordinal));
        Assert.Single(run.Problems);

        Edits.All["an invalid schema made valid again"].Change(run);
        Assert.Equal(sources, run.Sources);
        Assert.Empty(run.Problems);
    }

    [Fact]
    public void Removing_a_patch_parses_and_emits_only_its_model()
    {
        var run = Edits.Project().Remove(SchemaText.Root + "b/input.patch.json");

        Assert.Equal(["b/input.json"], run.Parsed());
        Assert.Equal(["b"], run.Joined());
        Assert.Empty(run.Problems);
        Assert.Contains("What b says.", run.Sources["b.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_patch_of_a_shared_output_affects_every_model_with_that_output()
    {
        var run = GeneratorRun.Over(
        [
            .. new[] { "b", "d", "f" }.Select(id => SchemaText.Input(id, GeneratorRun.Small)),
            SchemaText.Output("", Output),
            new SchemaText(
                SchemaText.Root + "output.patch.json",
                """{ "output": { "properties": { "video": { "description": "old" } } } }""",
                "OutputPatch"),
        ]);

        run.Edit(SchemaText.Root + "output.patch.json", text => text.Replace("old", "new", StringComparison.Ordinal));

        Assert.Equal(["b", "d", "f"], run.Joined());
    }

    [Fact]
    public void Adding_the_schema_of_a_patch_ends_the_warning()
    {
        var run = GeneratorRun.Over(SchemaText.InputPatch("d", """{ "title": "D" }"""), SchemaText.Output("", Output));
        Assert.Single(run.Problems);

        run.Insert(0, SchemaText.Input("d", GeneratorRun.Small));

        Assert.Empty(run.Problems);
    }

    /// <summary>
    /// Returns the names of the generated files: one for the client; for a model, one with its code and one with its schemas.
    /// </summary>
    private static IEnumerable<string> FilesOf(string part) =>
        part.StartsWith('_') ? [part + ".g.cs"] : [part + ".g.cs", part + ".schema.g.cs"];

    private static GeneratorRun After(string name)
    {
        var (run, edit) = (Edits.Project(), Edits.All[name]);
        edit.Before(run);
        return edit.Change(run);
    }

    private static IReadOnlyList<string> Columns() =>
        [.. Edits.Project().ReasonsByStep().Select(step => step.Key == "SourceOutput" ? "files" : step.Key)];

    private static string Row(GeneratorRun run) =>
        $"| {string.Join(" | ", run.ReasonsByStep().Select(step => string.Join(" ", step.Value.Select(Short))))} |";

    private static string Short((int Count, IncrementalStepRunReason Reason) reason) => $"{reason.Count}{reason.Reason.ToString()[0]}";
}
