namespace SchemaSdk.Schemas.Tests.Dialect;

/// <summary>Tests which file of the project a <c>$ref</c> refers to.</summary>
public class ForeignFileTests
{
    [Theory]
    [InlineData("./x.schema.json", "x.schema.json acme/a/x.schema.json", "acme/a/x.schema.json")]
    [InlineData("../b/x.schema.json", "acme/a/b/x.schema.json acme/b/x.schema.json", "acme/b/x.schema.json")]
    [InlineData("b//x.schema.json", "x.schema.json acme/a/b/x.schema.json", "acme/a/b/x.schema.json")]
    [InlineData("../../../b/x.schema.json", "x.schema.json b/x.schema.json", "b/x.schema.json")]
    [InlineData("../../../b/x.schema.json", "../b/x.schema.json b/x.schema.json", "../b/x.schema.json")]
    public void A_file_next_to_the_schema_takes_precedence_over_files_in_other_folders(
        string reference, string names, string? found) =>
        Assert.Equal(found, ForeignReferences.Find(reference, "acme/a/input.json", names.Split(' ')));

    [Theory]
    [InlineData("x.schema.json", "a/x.schema.json acme/x.schema.json x.schema.json", "acme/x.schema.json")]
    [InlineData("b/x.schema.json", "a/b/x.schema.json acme/b/x.schema.json b/x.schema.json", "acme/b/x.schema.json")]
    [InlineData("b/x.schema.json", "a/b/x.schema.json b/x.schema.json", "b/x.schema.json")]
    public void The_nearest_folder_above_the_schema_takes_precedence_over_other_folders(
        string reference, string names, string? found) =>
        Assert.Equal(found, ForeignReferences.Find(reference, "acme/a/input.json", names.Split(' ')));

    [Theory]
    [InlineData("a%23.schema.json", "a#.schema.json", "a#.schema.json")]
    [InlineData("../a%20b/c.schema.json", "acme/a b/c.schema.json", "acme/a b/c.schema.json")]
    [InlineData("a%23.schema.json", "a#.schema.json|b/a%23.schema.json", "b/a%23.schema.json")]
    public void A_reference_may_be_percent_encoded_unless_a_file_has_exactly_its_name(string reference, string names, string? found) =>
        Assert.Equal(found, ForeignReferences.Find(reference, "acme/a/input.json", names.Split('|')));

    [Theory]
    [InlineData("/definitions/file_a_002eschema_002ejson", "a.schema.json#")]
    [InlineData("#/definitions/file_a_002eschema_002ejson/x", "a.schema.json#/x")]
    [InlineData("/definitions/file_a_002eschema_002ejson__/x", "a.schema.json#/x")]
    [InlineData("/definitions/file_a_002eschema_002ejson_more/x", "/definitions/file_a_002eschema_002ejson_more/x")]
    [InlineData("x", "x")]
    public void A_pointer_is_shown_as_its_author_wrote_it(string pointer, string shown) =>
        Assert.Equal(shown, ForeignReferences.Shown(pointer, ["a.schema.json"]));
}
