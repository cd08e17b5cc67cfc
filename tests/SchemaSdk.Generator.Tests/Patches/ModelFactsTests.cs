namespace SchemaSdk.Generator.Tests;

/// <summary>
/// Tests that the comments of a model's class, and of the property that returns it, contain the facts in <c>x-model</c>.
/// </summary>
public class ModelFactsTests
{
    private const string Schema = """{ "type": "object", "properties": { "a": { "type": "string" } } }""";
    private const string Page = "https://acme.example/models?id=kite&tab=api";

    [Theory]
    [InlineData("""{ "name": "Kite 2" }""", "Kite 2: the model <c>acme/kite</c>.")]
    [InlineData("""{ "kind": "text-to-image" }""", "The model <c>acme/kite</c> (text-to-image).")]
    [InlineData("""{ "priceUnit": "second" }""", "The model <c>acme/kite</c> (priced per second).")]
    [InlineData(
        $$"""{ "name": " Kite <2> ", "kind": "text-to-image", "priceUnit": "output", "page": "{{Page}}" }""",
        "Kite &lt;2&gt;: the model <c>acme/kite</c> (text-to-image, priced per output). "
            + "<see href=\"https://acme.example/models?id=kite&amp;tab=api\">Its page</see>.")]
    public void A_comment_has_the_facts_that_are_known(string facts, string comment)
    {
        var run = Model($$"""{ "x-model": {{facts}} }""");

        run.ExpectCompiled();
        Assert.Contains($"/// <summary>{comment}</summary>", run.Sources["_client.g.cs"], StringComparison.Ordinal);
        Assert.Contains($"/// <summary>{comment}</summary>", run.Sources["acme_kite.g.cs"], StringComparison.Ordinal);
        TreeInspector.ExpectNothing(run.Sources);
    }

    [Theory]
    [InlineData("true")]
    [InlineData("{}")]
    [InlineData("""{ "name": "" }""")]
    [InlineData("""{ "name": 5 }""")]
    [InlineData("""{ "price": "5" }""")]
    [InlineData("""{ "page": "http://acme.example/" }""")]
    [InlineData("""{ "page": "https://" }""")]
    [InlineData("""{ "page": "https://acme.example/\"onclick=\"x" }""")]
    [InlineData("""{ "page": "https://acme.example/<b>" }""")]
    [InlineData("""{ "page": "javascript:alert(1)" }""")]
    public void A_malformed_x_model_is_reported_and_ignored(string facts)
    {
        var run = Model($$"""{ "x-model": {{facts}} }""");

        Assert.StartsWith(
            "SSDK009 warning schemas/acme/kite/input.patch.json(1,3): 'acme/kite' has a part at '/x-model' that cannot be read as JSON "
                + "Schema (x-model must be an object with",
            Assert.Single(run.Problems),
            StringComparison.Ordinal);
        Assert.Contains("/// <summary>The model <c>acme/kite</c>.</summary>", run.Sources["_client.g.cs"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "title": "A kite" }""", "Kite 2: the model <c>acme/kite</c> (text-to-image, priced per second).")]
    [InlineData("""{ "x-model": { "name": "Kite" } }""", "Kite: the model <c>acme/kite</c> (text-to-image, priced per second).")]
    public void The_lock_gives_only_the_facts_that_the_patch_does_not_give(string patch, string comment)
    {
        var run = Locked("""{ "about": { "name": "Kite 2", "kind": "text-to-image", "priceUnit": "second" } }""", patch);

        Assert.Empty(run.Problems);
        Assert.Contains($"/// <summary>{comment}</summary>", run.Sources["_client.g.cs"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("5")]
    [InlineData("""{ "about": { "name": 5 } }""")]
    [InlineData("""{ "about": { "page": "javascript:alert(1)" } }""")]
    public void Wrong_facts_in_the_lock_do_not_change_the_comment(string entry)
    {
        var run = Locked(entry, """{ "title": "A kite" }""");

        Assert.Empty(run.Problems);
        Assert.Contains("/// <summary>The model <c>acme/kite</c>.</summary>", run.Sources["_client.g.cs"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("name", "", 100)]
    [InlineData("page", "https://acme.example/", 300)]
    public void A_fact_has_a_maximum_length(string fact, string start, int most)
    {
        Assert.Empty(Model($$"""{ "x-model": { "{{fact}}": "{{start.PadRight(most, 'x')}}" } }""").Problems);
        Assert.Single(Model($$"""{ "x-model": { "{{fact}}": "{{start.PadRight(most + 1, 'x')}}" } }""").Problems);
    }

    [Fact]
    public void A_hostile_text_stays_inside_its_comment()
    {
        var run = Model("""{ "x-model": { "name": "</summary>\n} class Evil {} //\u2028\"", "kind": "]]>\r\n*/" } }""");

        TreeInspector.ExpectNothing(run.Sources);
        Assert.Empty(Compiler.Complaints(run, LanguageVersion.CSharp12));
    }

    private static GeneratorRun Locked(string entry, string patch) => GeneratorRun.Over(
        SchemaText.Output("", Schema),
        SchemaText.Input("acme/kite", Schema),
        SchemaText.InputPatch("acme/kite", patch),
        SchemaText.Lock("\"acme/kite\": \"Acme.Kite\"", $"\"acme/kite\": {entry}"));

    private static GeneratorRun Model(string patch) => GeneratorRun.Over(
        SchemaText.Output("", Schema), SchemaText.Input("acme/kite", Schema), SchemaText.InputPatch("acme/kite", patch));
}
