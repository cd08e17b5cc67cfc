using SchemaSdk.Schemas.Rules;

namespace SchemaSdk.Schemas.Tests.Rules;

/// <summary>Tests the limits on checking the values in a schema, such as defaults. A value beyond a limit counts as valid.</summary>
public class SampleLimitTests
{
    [Theory]
    [InlineData(10, true)]
    [InlineData(1_500, false)]
    public void Items_that_must_differ_count_as_steps(int branches, bool isRefused)
    {
        var items = Listed(2_000, number => $"{number}");

        Expect(isRefused, $"[0,{items}]", Listed(branches, number => $"{{\"uniqueItems\":true,\"minItems\":{number}}}"));
    }

    [Theory]
    [InlineData(10, true)]
    [InlineData(200, false)]
    public void Characters_that_are_counted_count_as_steps(int branches, bool isRefused) =>
        Expect(isRefused, $"\"{new string('x', 100_000)}\"", Listed(branches, number => $"{{\"maxLength\":{number}}}"));

    [Theory]
    [InlineData(10, true)]
    [InlineData(200, false)]
    public void Characters_of_refusals_count_as_steps(int branches, bool isRefused) =>
        Expect(isRefused, "\"a\"", Listed(branches, _ => "{\"$ref\":\"#/$defs/E\"}"));

    [Fact]
    public void Nothing_more_is_matched_after_matches_that_took_too_long_together()
    {
        var patterns = new SamplePatterns();

        Assert.False(patterns.Matches("^(a+)+$", "aaaaaaaaaaaaaaaa!"));
        Assert.Contains(null, Enumerable.Range(0, 1_000_000).Select(_ => patterns.Matches("^(a+)+$", "aaaaaaaaaaaaaaaa!")));
    }

    private static void Expect(bool isRefused, string value, string branches)
    {
        var problems = ShapeWords.Problems(
            $$"""
            {"properties":{"a":{"default":{{value}},"anyOf":[{{branches}}]} },"$defs":{"E":{"enum":["{{new string('x', 100_000)}}"]} } }
            """);

        Assert.Equal(isRefused, problems.Contains("SSDK021", StringComparison.Ordinal));
    }

    private static string Listed(int count, Func<int, string> item) => string.Join(",", Enumerable.Range(0, count).Select(item));
}
