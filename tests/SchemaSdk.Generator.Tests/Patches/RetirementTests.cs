namespace SchemaSdk.Generator.Tests;

/// <summary>Tests models that <c>x-retired</c> marks as removed from the service.</summary>
public class RetirementTests
{
    private const string Warn = """{ "x-retired": { "since": "2026-11-01", "stage": "warn" } }""";
    private const string Error = """{ "x-retired": { "since": "2026-11-01", "stage": "error" } }""";

    [Theory]
    [InlineData(Warn, "warning CS0618")]
    [InlineData(Error, "error CS0619")]
    public void Code_that_uses_a_retired_model_gets_the_date_of_retirement(string patch, string told)
    {
        var run = Models(("acme/old", patch), ("acme/new", null));

        Assert.Empty(run.Problems);
        Assert.Empty(Compiler.Complaints(run, LanguageVersion.CSharp12, Using("New")));
        var complaint = Assert.Single(Compiler.Complaints(run, LanguageVersion.CSharp12, Using("Old")));
        Assert.Contains(told, complaint, StringComparison.Ordinal);
        Assert.EndsWith(
            "'Retired since 2026-11-01: the service has removed this model; a later version of this client will remove it too.'",
            complaint,
            StringComparison.Ordinal);
        TreeInspector.ExpectNothing(run.Sources);
    }

    [Theory]
    [InlineData("acme", Warn, null, false)]
    [InlineData("acme", Warn, Warn, true)]
    [InlineData("acme", Error, Warn, true)]
    [InlineData("acme", null, Warn, false)]
    public void A_model_with_inner_models_is_obsolete_only_if_all_are_retired(string id, string? patch, string? below, bool isMarked)
    {
        var run = Models((id, patch), (id + "/small", below));

        const string Use = "static class Use { static object Of(Acme.Sdk.TestClient client) => client.Acme; }";
        Assert.Equal(isMarked ? 1 : 0, Compiler.Complaints(run, LanguageVersion.CSharp12, Use).Count);
        Assert.Empty(run.Problems);
    }

    [Fact]
    public void A_model_below_a_retired_one_is_not_retired() => Assert.Empty(Compiler.Complaints(
        Models(("acme", Error), ("acme/small", null)),
        LanguageVersion.CSharp12,
        Using("Small")));

    [Theory]
    [InlineData("true")]
    [InlineData("{}")]
    [InlineData("{ \"since\": \"\", \"stage\": \"warn\" }")]
    [InlineData("{ \"since\": 2026, \"stage\": \"warn\" }")]
    [InlineData("{ \"since\": \"2026-11-01\" }")]
    [InlineData("{ \"since\": \"2026-11-01\", \"stage\": \"gone\" }")]
    [InlineData("{ \"since\": \"2026-11-01\", \"stage\": \"warn\", \"until\": 5 }")]
    [InlineData("{ \"since\": \"01234567890123456789012345678901234567890\", \"stage\": \"warn\" }")]
    public void A_malformed_x_retired_is_reported_and_ignored(string mark)
    {
        var run = Models(("acme/old", $$"""{ "x-retired": {{mark}} }"""));

        Assert.Equal(
            [
                "SSDK009 warning schemas/acme/old/input.patch.json(1,3): 'acme/old' has a part at '/x-retired' that cannot be read as "
                    + "JSON Schema (x-retired must be an object with \"since\", a string of at most 40 characters, and \"stage\", which is "
                    + "\"warn\" or \"error\"); this part is ignored; correct it in the schema or a patch",
            ],
            run.Problems);
        Assert.Empty(Compiler.Complaints(run, LanguageVersion.CSharp12, Using("Old")));
    }

    [Fact]
    public void A_hostile_text_stays_inside_its_message()
    {
        var run = Models(("acme/old", """{ "x-retired": { "since": "\")] class Evil {} //\u2028\n*/", "stage": "warn" } }"""));

        TreeInspector.ExpectNothing(run.Sources);
        Assert.Empty(Compiler.Complaints(run, LanguageVersion.CSharp12));
    }

    private static string Using(string model) =>
        $"static class Use {{ static object Of(Acme.Sdk.TestClient client) => client.Acme.{model}; }}";

    private static GeneratorRun Models(params (string Id, string? Patch)[] models) => GeneratorRun.Over(
    [
        SchemaText.Output("", GeneratorRun.Small),
        .. models.Select(model => SchemaText.Input(model.Id, GeneratorRun.Small)),
        .. models.Where(model => model.Patch is not null).Select(model => SchemaText.InputPatch(model.Id, model.Patch!)),
    ]);
}
