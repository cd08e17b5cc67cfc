namespace SchemaSdk.Generator.Tests;

/// <summary>Tests C# names that a schema or its patch requests with <c>x-csharp-name</c>.</summary>
public class GivenNameTests
{
    private const string Schema = """{ "type": "object", "properties": { "a": { "type": "string" } } }""";

    [Fact]
    public void A_property_may_have_another_name() => GeneratorRun.OfInput(
        """{ "properties": { "C": { "type": "string" }, "C#": { "type": "string", "x-csharp-name": "CSharp" } } }""")
        .ExpectCode("public string? C {", "public string? CSharp {");

    [Fact]
    public void A_value_may_have_another_name() => GeneratorRun.OfInput(
        """{ "properties": { "language": { "type": "string", "enum": ["C", "C#"] } } }""",
        SchemaText.InputPatch(
            "acme/a",
            """
            { "properties": { "language": {
              "enum": null, "oneOf": [{ "const": "C" }, { "const": "C#", "x-csharp-name": "CSharp" }] } } }
            """))
        .ExpectCompiled(" C = new(\"C\");", " CSharp = new(\"C#\");");

    [Fact]
    public void A_sibling_that_would_have_the_requested_name_is_renamed_with_its_type() => GeneratorRun.OfInput("""
        { "properties": {
          "a": { "type": "object", "properties": { "x": { "type": "string" } }, "x-csharp-name": "Shots" },
          "shots": { "type": "object", "properties": { "y": { "type": "string" } } } } }
        """)
        .ExpectCompiled("public ShotsValue? Shots {", "public Shots_Value? Shots_ {");

    [Theory]
    [InlineData("")]
    [InlineData("\"type\": \"array\", \"items\": ")]
    public void A_property_inside_one_with_the_requested_name_has_a_type_of_its_own(string list)
    {
        var (start, end) = (list.Length == 0 ? "" : "{ " + list, list.Length == 0 ? "" : " }");
        var run = GeneratorRun.OfInput($$"""
            { "properties": { "image": { "type": "object", "properties": {
              "image": {{start}}{ "type": "object", "properties": { "x": { "type": "string" } } }{{end}},
              "source": {{start}}{ "type": "object", "properties": { "y": { "type": "string" } } }{{end}} } } } }
            """,
            SchemaText.InputPatch(
                "acme/a", """{ "properties": { "image": { "properties": { "source": { "x-csharp-name": "Image" } } } } }"""));

        run.ExpectCompiled();
    }

    [Theory]
    [InlineData("""{ "allOf": [{ "$ref": "#/definitions/T" }, { "properties": { "z": { "type": "string" } } }] }""", "/definitions/T")]
    [InlineData("""{ "oneOf": [{ "const": "t", "x-csharp-name": "Thing" }, { "type": "null" }] }""", "/properties/a/oneOf/0")]
    public void A_rejected_name_is_used_nowhere(string property, string pointer)
    {
        var thing = pointer == "/definitions/T" ? """, "x-csharp-name": "Thing" """ : "";

        var run = GeneratorRun.OfInput(
            $$"""{ "properties": { "a": {{property}} },"""
            + $$""" "definitions": { "T": { "properties": { "x": { "type": "string" } }{{thing}} } } }""");

        Assert.Contains(
            $"At '{pointer}', 'acme/a' requests the C# name \"Thing\", which cannot be used: the keyword has no effect here",
            Assert.Single(run.Problems),
            StringComparison.Ordinal);
        Assert.Contains("public AValue? A {", run.Code, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_the_root_of_an_input_requests_renames_the_model_and_its_types()
    {
        var run = Models(("acme/v1.0", "Classic"), ("acme/v1-0", null), ("acme/v1.0/fast", null));
        const string Use = """
            using Acme.Sdk.Models.Acme;
            internal static class Use
            {
                internal static async System.Threading.Tasks.Task<ClassicOutput> Of(Acme.Sdk.TestClient client)
                {
                    await client.Acme.Classic.Fast.RunAsync(new Acme.Sdk.Models.Acme.Classic.FastInput());
                    await client.Acme.V1_0.RunAsync(new V1_0Input());
                    return (await client.Acme.Classic.RunAsync(new ClassicInput { A = "a" })).Output;
                }
            }
            """;

        Assert.Empty(run.Problems);
        Assert.Empty(Compiler.Complaints(run, LanguageVersion.CSharp12, Use));
    }

    [Theory]
    [InlineData("RunAsync", "another model or a member of the generated class has this name; the model keeps the name of its folder")]
    [InlineData("Other", "another model or group in the same folder has this name; the model keeps the name of its folder")]
    [InlineData(
        "it",
        "a name starts with a capital letter, has only ASCII letters, digits and _, does not end in _, and has at most 100 characters; "
            + "the model keeps the name of its folder")]
    public void A_name_that_a_model_cannot_have_is_reported(string name, string why)
    {
        var run = Models(("acme/one", name), ("acme/other/x", null));

        Assert.Equal(
            [
                $"SSDK015 warning schemas/acme/one/input.patch.json(1,3): At '', 'acme/one' requests the C# name \"{name}\", which cannot "
                    + $"be used: {why}"
            ],
            run.Problems);
        Assert.Contains("class OneModel", run.Sources["acme_one.g.cs"], StringComparison.Ordinal);
        Assert.Empty(Compiler.Complaints(run, LanguageVersion.CSharp12));
    }

    [Fact]
    public void A_name_that_two_models_request_is_reported_for_both()
    {
        var run = Models(("acme/one", "Same"), ("acme/two", "Same"), ("other/one", "Same"));

        Assert.Equal(
            ["schemas/acme/one/input.patch.json(1,3)", "schemas/acme/two/input.patch.json(1,3)"],
            run.Problems.Select(problem => problem.Split(' ', ':')[2]));
        Assert.Contains("class SameModel", run.Sources["other_one.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_name_emits_only_its_model_and_the_client()
    {
        var run = Models(("acme/one", "First"), ("acme/two", null), ("acme/three", "Third"));

        run.Edit(SchemaText.Root + "acme/one/input.patch.json", text => text.Replace("First", "Best", StringComparison.Ordinal));

        Assert.Equal(["acme/one"], run.Joined());
        Assert.Contains("Best", run.Sources["_client.g.cs"], StringComparison.Ordinal);
    }

    private static GeneratorRun Models(params (string Id, string? Name)[] models) => GeneratorRun.Over(
    [
        SchemaText.Output("", Schema),
        .. models.Select(model => SchemaText.Input(model.Id, Schema)),
        .. models.Where(model => model.Name is not null)
            .Select(model => SchemaText.InputPatch(model.Id, $$"""{ "x-csharp-name": "{{model.Name}}" }""")),
    ]);
}
