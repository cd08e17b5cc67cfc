namespace SchemaSdk.Generator.Tests.Clients;

/// <summary>Tests that a lock file keeps the C# names of models when other models are added next to them.</summary>
public class KeptNameTests
{
    private const string Input = """{ "type": "object", "properties": { "prompt": { "type": "string" } } }""";

    private static readonly SchemaText Output = SchemaText.Output("", Input);

    [Fact]
    public void A_later_sibling_takes_the_long_form_and_the_older_model_keeps_its_name()
    {
        var run = Run(["acme/wan-2.6/fast", "acme/wan-2-6/fast"], SchemaText.Lock("\"acme/wan-2.6/fast\": \"Acme.Wan2_6.Fast\""));

        Assert.Equal(
            [
                "SSDK008 warning schemas/acme/wan-2-6/fast/input.json(1,1): 'acme/wan-2-6/fast' has 'wan-2-6' and 'wan-2.6' at 'acme'; "
                + "these names map to one identifier, so their C# names are Wan_Lower_Dash_2_Dash_6 and Wan2_6; use these, or give a "
                + "property another name with x-csharp-name",
            ],
            run.Problems);
        Assert.Equal(["Acme.Wan2_6.Fast", "Acme.Wan_Lower_Dash_2_Dash_6.Fast"], NamesIn(run));
    }

    [Fact]
    public void A_clash_that_the_lock_has_settled_is_not_reported()
    {
        var run = Run(
            ["acme/wan-2.6/fast", "acme/wan-2-6/fast"],
            SchemaText.Lock(
                "\"acme/wan-2.6/fast\": \"Acme.Wan2_6.Fast\", \"acme/wan-2-6/fast\": \"Acme.Wan_Lower_Dash_2_Dash_6.Fast\""));

        Assert.Empty(run.Problems);
        Assert.Equal(["Acme.Wan2_6.Fast", "Acme.Wan_Lower_Dash_2_Dash_6.Fast"], NamesIn(run));
    }

    [Theory]
    [InlineData("\"input/\": { \"end_image\": \"EndImage\" }", "EndImage", "End_Lower_Dash_Image_Lower")]
    [InlineData("\"input/\": { \"end-image\": \"EndImage\", \"none\": \"None\" }", "End_Lower_Underscore_Image_Lower", "EndImage")]
    [InlineData("\"input/\": { \"end image\": \"EndImage\" }", "End_Lower_Underscore_Image_Lower", "End_Lower_Dash_Image_Lower")]
    [InlineData("\"input/\": { \"end-image\": \"LastImage\" }", "EndImage", "LastImage")]
    [InlineData("\"input/\": { \"end-image\": \"Visit\" }", "EndImage", "Visit_")]
    [InlineData("\"output/\": { \"end_image\": \"EndImage\" }", "End_Lower_Underscore_Image_Lower", "End_Lower_Dash_Image_Lower")]
    public void A_member_has_the_name_in_the_lock(string members, string first, string second)
    {
        var run = GeneratorRun.Over(
            Output,
            SchemaText.Input(
                "acme/kite", """{ "properties": { "end_image": { "type": "string" }, "end-image": { "type": "string" } } }"""),
            SchemaText.Lock("\"acme/kite\": \"Acme.Kite\"", members: $"\"acme/kite\": {{ {members} }}"));

        var source = run.Sources["acme_kite.g.cs"];
        Assert.Contains($"public string? {first} ", source, StringComparison.Ordinal);
        Assert.Contains($"public string? {second} ", source, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"a-b\": \"AB\"", "AB", "ABWithQ")]
    [InlineData("\"a-b\": \"Other\"", "Other", "AB")]
    [InlineData("\"gone\": \"AB\"", "ABWithP", "ABWithQ")]
    [InlineData("\"\": \"AB\"", "ABWithP", "ABWithQ")]
    public void A_branch_has_the_name_in_the_lock(string members, string first, string second)
    {
        var run = GeneratorRun.Over(
            Output,
            SchemaText.Input("acme/kite", """
                {
                  "properties": { "s": { "oneOf": [{ "type": "string" }, { "$ref": "#/$defs/a-b" }, { "$ref": "#/$defs/a_b" }] } },
                  "$defs": {
                    "a-b": { "properties": { "p": { "type": "string" } } },
                    "a_b": { "properties": { "q": { "type": "string" } } }
                  }
                }
                """),
            SchemaText.Lock(
                "\"acme/kite\": \"Acme.Kite\"", members: $$""" "acme/kite": { "input/SValue": { {{members}} } } """));

        var source = run.Sources["acme_kite.g.cs"];
        Assert.Contains($"public {first}Branch? {first} ", source, StringComparison.Ordinal);
        Assert.Contains($"public {second}Branch? {second} ", source, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{ "version": 1, "catalogs": {}, "models": {} }""")]
    [InlineData("""{ "lockfileVersion": 3 }""")]
    public void Without_names_in_the_lock_both_siblings_take_the_long_form(string text)
    {
        string[] ids = ["acme/wan-2.6", "acme/wan-2-6"];
        var run = Run(ids, new SchemaText(SchemaText.LockPath, text, "Lock"));

        Assert.Equal(Run(ids).Problems, run.Problems);
        Assert.Equal(["Acme.Wan_Lower_Dash_2_Dash_6", "Acme.Wan_Lower_Dash_2_Dot_6"], NamesIn(run));
    }

    [Theory]
    [InlineData("\"acme/kite\": {}", "Acme.Kite_Dash")]
    [InlineData("", "Acme.Kite")]
    public void The_name_of_a_removed_model_stays_reserved_only_if_the_model_is_from_the_catalogue(string models, string name)
    {
        var run = Run(["acme/Kite-"], SchemaText.Lock("\"acme/kite\": \"Acme.Kite\"", models));

        Assert.Equal([name], NamesIn(run));
        Assert.Empty(run.Problems);
    }

    [Theory]
    [InlineData("acme/run-async", "Acme.RunAsync", "Acme.RunAsync_")]
    [InlineData("models/kite", "Models.Kite", "Models_.Kite")]
    [InlineData("test-client/kite", "TestClient.Kite", "TestClient_.Kite")]
    [InlineData("acme/kite", "Acme.Dispose", "Acme.Dispose")]
    [InlineData("acme/4k", "Acme._4k", "Acme._4k")]
    [InlineData("acme/風", "Acme.風", "Acme.風")]
    [InlineData("acme/kite", "Acme.Star", "Acme.Star")]
    public void A_name_that_the_class_needs_itself_gets_an_underscore_as_without_a_lock(string id, string kept, string name)
    {
        var run = Run([id], SchemaText.Lock($"\"{id}\": \"{kept}\""));

        Assert.Equal([name], NamesIn(run));
        run.ExpectCompiled();
    }

    [Fact]
    public void The_name_that_a_patch_gives_takes_precedence()
    {
        var run = Run(
            ["acme/kite"],
            SchemaText.Lock("\"acme/kite\": \"Acme.Kite\""),
            SchemaText.InputPatch("acme/kite", """{ "x-csharp-name": "Dragon" }"""));

        Assert.Equal(["Acme.Dragon"], NamesIn(run));
        Assert.Empty(run.Problems);
    }

    [Fact]
    public void A_lock_keeps_only_the_names_of_its_folder()
    {
        (string, string)[] other = [("ModelSchemaRootEscaped", SchemaText.Root + "fal/"), ("ModelClientName", "FalClient")];
        SchemaText[] files =
        [
            SchemaText.Input("acme/kite", Input),
            SchemaText.Input("fal/acme/kite", Input).With(other),
            Output,
            SchemaText.Output("fal", Input).With(other),
        ];
        var run = GeneratorRun.Over([.. files, SchemaText.Lock("\"acme/kite\": \"Acme.Dragon\"")]);

        Assert.Empty(run.Problems);
        Assert.Contains("DragonModel", run.Sources["_client.g.cs"], StringComparison.Ordinal);
        Assert.DoesNotContain(
            "DragonModel", run.Sources.Single(file => file.Key.StartsWith("_acme.sdk.fal.falclient-", StringComparison.Ordinal)).Value,
            StringComparison.Ordinal);
    }

    private static GeneratorRun Run(string[] ids, params SchemaText[] more) =>
        GeneratorRun.Over([.. ids.Select(id => SchemaText.Input(id, Input)), Output, .. more]);

    /// <summary>Returns the paths from the client to its models, as the compiler sees them.</summary>
    private static IReadOnlyList<string> NamesIn(GeneratorRun run) =>
        [.. ClientPaths.In(Compiler.Compile(run, Compiler.Languages[0])).Values.Order(StringComparer.Ordinal)];
}
