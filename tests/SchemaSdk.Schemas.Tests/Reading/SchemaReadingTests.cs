using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Reading;

namespace SchemaSdk.Schemas.Tests.Reading;

/// <summary>Tests that at most a hundred unreadable parts of each kind in a file are reported, each at its position.</summary>
public class SchemaReadingTests
{
    private const int MostTold = 100;
    private const int LongestName = 40;

    [Fact]
    public void A_repeated_member_is_reported_at_its_first_position() => Assert.Equal(
        "SSDK009 2:1 'acme/a' has a part at '/title' that cannot be read as JSON Schema (the member 'title' occurs again, on "
        + "line 3, and the last one is used); this part is ignored; correct it in the schema or a patch",
        Problems("{\n\"title\":\"a\",\n\"title\":\"b\"}"));

    [Fact]
    public void Two_of_three_equal_names_are_reported() =>
        Assert.Equal(2, Problems("""{"title":"a","title":"b","title":"c"}""").Split('\n').Length);

    [Fact]
    public void Problems_inside_an_ignored_member_are_not_reported() =>
        Assert.Single(Problems("""{"a":{"maximum":1e400,"title":1,"title":2},"a":{}}""").Split('\n'));

    [Theory]
    [InlineData("[1]")]
    [InlineData("\"a\"")]
    [InlineData("null")]
    public void A_file_whose_value_is_not_an_object_is_reported(string text) => Assert.Equal(
        "SSDK001 1:1 The file must contain an object with a schema; no code is generated from this file until you "
        + "correct it",
        Problems(text));

    [Fact]
    public void A_long_name_is_truncated()
    {
        var (longest, longer) = (new string('n', LongestName), new string('n', LongestName + 1));
        var (whole, cut) = (Problems($$"""{"{{longest}}":1,"{{longest}}":2}"""), Problems($$"""{"{{longer}}":1,"{{longer}}":2}"""));

        Assert.Contains($"the member '{longest}' occurs again", whole, StringComparison.Ordinal);
        Assert.Contains($"the member '{longest}…' occurs again", cut, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_number_is_truncated()
    {
        var digits = new string('1', LongestName + 1);

        Assert.Contains(
            $"the number {digits[..LongestName]}… is outside the range",
            Problems($$"""{"minimum":{{digits}}e400}"""),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ PARTS }", "\"mNUMBER\":1,\"mNUMBER\":2")]
    [InlineData("""{"enum":[PARTS]}""", "1e400")]
    [InlineData("""{"properties":{ PARTS }}""", "\"mNUMBER\":{\"minLenght\":1}")]
    public void At_most_100_repeated_members_numbers_or_misspelt_keywords_are_reported(string schema, string part)
    {
        var parts = string.Join(
            ",", Enumerable.Range(0, MostTold + 1).Select(i => part.Replace("NUMBER", $"{i}", StringComparison.Ordinal)));

        Assert.Equal(MostTold, Problems(schema.Replace("PARTS", parts, StringComparison.Ordinal)).Split('\n').Length);
    }

    [Fact]
    public void A_reference_file_whose_value_is_not_an_object_is_reported()
    {
        var file = new ReferenceFile("acme/common.schema.json", "common.schema.json", "[1]", default);

        var problem = Assert.Single(SchemaNormalizer.Check(file));

        Assert.Contains("The file must contain an object with a schema", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_consequence_of_a_reported_problem_is_not_reported()
    {
        var branches = string.Join(",", Enumerable.Range(0, 65).Select(i => $$"""{"properties":{"m{{i}}":{} } }"""));

        ShapeWords.HasOneProblem("has the type \"date\"", $$"""{"properties":{"a":{"type":"date","anyOf":[{{branches}}]} } }""");
    }

    private static string Problems(string text) => ShapeWords.Problems(text);
}
