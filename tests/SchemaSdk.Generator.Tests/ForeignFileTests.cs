using SchemaSdk.Generator.Tests.Harness;
using SchemaSdk.Schemas.Dialect;

namespace SchemaSdk.Generator.Tests;

/// <summary>Which file a reference means.</summary>
public class ForeignFileTests
{
    [Theory]
    [InlineData("x.schema.json", "x.schema.json acme/x.schema.json acme/a/x.schema.json", "acme/a/x.schema.json")]
    [InlineData("./x.schema.json", "x.schema.json acme/a/x.schema.json", "acme/a/x.schema.json")]
    [InlineData("../b/x.schema.json", "acme/a/b/x.schema.json acme/b/x.schema.json", "acme/b/x.schema.json")]
    [InlineData("b//x.schema.json", "x.schema.json acme/a/b/x.schema.json", "acme/a/b/x.schema.json")]
    [InlineData("b/x.schema.json", "x.schema.json b/x.schema.json", "b/x.schema.json")]
    [InlineData("../../../b/x.schema.json", "x.schema.json b/x.schema.json", "b/x.schema.json")]
    [InlineData("https://acme.example/schemas/b/x.schema.json", "lib/x.schema.json b/x.schema.json", "b/x.schema.json")]
    [InlineData("https://acme.example/schemas/bb/x.schema.json", "b/x.schema.json", null)]
    [InlineData("x.schema.json", "lib/x.schema.json", "lib/x.schema.json")]
    [InlineData("x.schema.json", "lib/xx.schema.json", null)]
    public void It_is_the_one_beside_else_below_the_root_else_the_one_whose_path_ends_so(string reference, string names, string? found) =>
        Assert.Equal(found, ForeignReferences.Find(reference, "acme/a/input.json", names.Split(' ')));

    [Fact]
    public void Files_whose_names_differ_in_a_sign_alone_are_two()
    {
        var run = GeneratorRun.Over(
            SchemaText.Input(
                "acme/a",
                """{ "type": "object", "properties": { "p": { "$ref": "a-b.schema.json" }, "q": { "$ref": "ab.schema.json" } } }"""),
            SchemaText.Output("acme/a", """{ "type": "object", "properties": { "x": { "type": "string" } } }"""),
            SchemaText.Reference("acme/a/a-b.schema.json", """{ "type": "integer" }"""),
            SchemaText.Reference("acme/a/ab.schema.json", """{ "type": "boolean" }"""));

        Assert.Empty(run.Problems);
        var input = Compiler.Load(run).GetTypes().Single(type => type.Name == "AInput");
        Assert.Equal(("long?", "bool?"), (TypeNames.Of(input.GetProperty("P")!), TypeNames.Of(input.GetProperty("Q")!)));
    }

    [Theory]
    [InlineData("/definitions/file_a_2eschema_2ejson", "a.schema.json#")]
    [InlineData("#/definitions/file_a_2eschema_2ejson/x", "a.schema.json#/x")]
    [InlineData("/definitions/file_a_2eschema_2ejson_more/x", "/definitions/file_a_2eschema_2ejson_more/x")]
    [InlineData("x", "x")]
    public void A_pointer_is_shown_as_people_know_it(string pointer, string shown) =>
        Assert.Equal(shown, ForeignReferences.Shown(pointer, ["a.schema.json"]));
}
