namespace SchemaSdk.Tool.Tests.Diff;

/// <summary>
/// Tests how <c>diff</c> judges schemas that differ only in how they are written, and branches that may accept the same values.
/// </summary>
public sealed class DiffMeaningTests : DiffOfOneModel
{
    [Theory]
    [InlineData("""{"$ref":"#/$defs/Circle"}""", """{"allOf":[{"$ref":"#/$defs/Circle"}]}""")]
    [InlineData("""{"not":{"$ref":"#/$defs/Circle"}}""", $$"""{"not":{{Circle}}}""")]
    [InlineData("""{"not":{"type":"string"}}""", """{"not":{"type":["string"]}}""")]
    [InlineData("""{"not":{"enum":["a","b"]}}""", """{"not":{"enum":["b","a"]}}""")]
    [InlineData($$"""{"anyOf":[{{Circle}},{{Square}}]}""", $$"""{"anyOf":[{{Square}},{{Circle}}]}""")]
    [InlineData("""{"not":{"required":["a","b"]}}""", """{"not":{"required":["b","a"]}}""")]
    [InlineData("""{"not":{"anyOf":[{"minLength":3},{"const":1}]}}""", """{"not":{"anyOf":[{"const":1},{"minLength":3}]}}""")]
    [InlineData("""{"type":"string"}""", """{"type":"string","format":"password"}""")]
    [InlineData("""{"type":"string","format":"email"}""", """{"type":"string"}""")]
    [InlineData("""{"type":"integer","format":"int64"}""", """{"type":"integer"}""")]
    [InlineData("""{"anyOf":[{"type":"string"},{"type":"null"}]}""", """{"oneOf":[{"type":"string"},{"type":"null"}]}""")]
    [InlineData("""{"$ref":"#/nowhere"}""", """{ "$ref": "#/nowhere" }""")]
    public async Task A_schema_that_is_only_written_differently_makes_no_major_version(string member, string instead)
    {
        foreach (var isInput in new[] { true, false })
        {
            Assert.Equal(0, (await DiffAsync(isInput, Document(member), Document(instead))).Exit);
        }
    }

    [Fact]
    public async Task Definitions_may_move()
    {
        var old = Document($$"""{"anyOf":[{"$ref":"#/$defs/Circle"},{{Square}}]}""")
            .Replace("$defs", "definitions", StringComparison.Ordinal);
        var moved = old.Replace("#/definitions", "#/components/schemas", StringComparison.Ordinal)
            .Replace("\"definitions\":", "\"components\": {\"schemas\":", StringComparison.Ordinal) + "}";

        Assert.Equal(0, (await DiffAsync(isInput: true, old, moved)).Exit);
    }

    [Theory]
    [InlineData("""{"type":"string","maxLength":3}""", """{"type":"string","minLength":7}""", 4)]
    [InlineData("""{"type":"string","maxLength":3}""", """{"type":"integer"}""", 0)]
    [InlineData("""{"enum":["a","b"]}""", """{"enum":["c","d"]}""", 0)]
    public async Task A_wider_branch_of_oneOf_that_may_overlap_another_is_unknown(string branch, string another, int exit)
    {
        var wider = branch.Replace("3", "9", StringComparison.Ordinal).Replace("\"b\"", "\"b\",\"bb\"", StringComparison.Ordinal);

        var (_, found) = await DiffAsync(
            isInput: true,
            Document($$"""{"oneOf":[{{branch}},{{another}}]}"""),
            Document($$"""{"oneOf":[{{wider}},{{another}}]}"""));
        Assert.Equal(exit, found);
    }
}
