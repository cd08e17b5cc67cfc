using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Reading;
using SchemaSdk.Schemas.Tests.Words;

namespace SchemaSdk.Schemas.Tests.Reading;

/// <summary>Each part of a file that cannot be read is told at its place, and at most a hundred of them.</summary>
public class SchemaReadingTests
{
    private const int MostTold = 100;
    private const int LongestName = 40;

    [Fact]
    public void A_member_that_stands_there_again_is_told_at_the_first() => Assert.Equal(
        "SSDK009 2:1 'acme/a' has a part at '/title' that cannot be read as JSON Schema (the member 'title' occurs again, on "
        + "line 3, and the last one counts); it is ignored: correct it in the schema, or in a patch",
        Problems("{\n\"title\":\"a\",\n\"title\":\"b\"}"));

    [Fact]
    public void A_number_beyond_a_double_is_told_as_it_is_written() => Assert.Equal(
        "SSDK009 1:12 'acme/a' has a part at '/minimum' that cannot be read as JSON Schema (the number -1e400 is out of the range of "
        + "a double); it is ignored: correct it in the schema, or in a patch",
        Problems("""{"minimum":-1e400}"""));

    [Theory]
    [InlineData("[1]")]
    [InlineData("\"a\"")]
    [InlineData("null")]
    public void A_value_that_is_no_object_is_told(string text) => Assert.Equal(
        "SSDK001 1:1 The file contains a JSON value where an object with a schema should be; no code is generated from this file until it "
        + "is JSON",
        Problems(text));

    [Fact]
    public void A_long_name_is_cut()
    {
        var (longest, longer) = (new string('n', LongestName), new string('n', LongestName + 1));
        var (whole, cut) = (Problems($$"""{"{{longest}}":1,"{{longest}}":2}"""), Problems($$"""{"{{longer}}":1,"{{longer}}":2}"""));

        Assert.Contains($"the member '{longest}' occurs again", whole, StringComparison.Ordinal);
        Assert.Contains($"the member '{longest}…' occurs again", cut, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_number_is_cut()
    {
        var digits = new string('1', LongestName + 1);

        Assert.Contains(
            $"the number {digits[..LongestName]}… is beyond", Problems($$"""{"minimum":{{digits}}e400}"""), StringComparison.Ordinal);
    }

    [Fact]
    public void No_more_than_a_hundred_members_are_told()
    {
        var members = string.Join(",", Enumerable.Range(0, MostTold + 1).Select(i => $"\"m{i}\":1,\"m{i}\":2"));

        Assert.Equal(MostTold, Problems($$"""{ {{members}} }""").Split('\n').Length);
    }

    [Fact]
    public void No_more_than_a_hundred_numbers_are_told()
    {
        var numbers = string.Join(",", Enumerable.Repeat("1e400", MostTold + 1));

        Assert.Equal(MostTold, Problems($$"""{"enum":[{{numbers}}]}""").Split('\n').Length);
    }

    [Fact]
    public void What_is_wrong_with_a_file_that_others_refer_to_is_told_at_that_file()
    {
        var file = new ReferenceFile("acme/common.schema.json", "common.schema.json", """{"a":1,"a":2}""", default);

        var problems = SchemaNormalizer.Check(file);

        Assert.Contains("the member 'a' occurs again", Assert.Single(problems).Message, StringComparison.Ordinal);
        Assert.Contains("'common.schema.json'", problems[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_part_that_was_told_once_is_not_told_again_for_what_follows_from_it()
    {
        var branches = string.Join(",", Enumerable.Range(0, 65).Select(i => $$"""{"properties":{"m{{i}}":{} } }"""));

        Assert.Contains(
            "has the type \"date\"",
            Assert.Single(Problems($$"""{"properties":{"a":{"type":"date","anyOf":[{{branches}}]} } }""").Split('\n')),
            StringComparison.Ordinal);
    }

    private static string Problems(string text) => ShapeWords.Problems(text, SchemaRole.Input);
}
