using SchemaSdk.Schemas.Keywords;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Rules;
using RuleText = SchemaSdk.Schemas.Wording.RuleText;

namespace SchemaSdk.Schemas.Tests.Rules;

/// <summary>Tests the rules of schemas with very deep references, very many parts or very long patterns.</summary>
public class RuleLimitTests
{
    private const int LongestPattern = 2_000;

    private const string Told = "following its references takes more than 200000 steps, so some rules are not checked";

    [Theory]
    [InlineData(150, """{"properties":{"a":NEXT}}""", 152)]
    [InlineData(40, """{"properties":{"a":NEXT,"b":NEXT}}""", 41)]
    public void Deep_references_give_one_rule_per_step(int depth, string step, int rules)
    {
        var steps = Enumerable.Range(0, depth).Select(at =>
            $"\"D{at}\":" + step.Replace("NEXT", $$"""{"$ref":"#/definitions/D{{at + 1}}"}""", StringComparison.Ordinal));

        Assert.Equal(rules, RuleSets.Of(
            $$"""{"$ref":"#/definitions/D0","definitions":{ {{string.Join(",", steps)}},"D{{depth}}":{"type":"string"} } }""").Rules.Count);
    }

    [Fact]
    public void References_through_too_many_schemas_are_reported_once()
    {
        Assert.DoesNotContain(Told, Chained(100), StringComparison.Ordinal);
        Assert.Contains(Told, Assert.Single(Chained(700).Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public void Members_and_branches_of_schemas_count_as_steps_of_references()
    {
        var notes = Listed(30_000, number => $"\"x-{number}\":0");
        var references = Listed(100, number => $"\"p{number}\":{{\"$ref\":\"#/$defs/E\"}}");
        var names = Listed(100, number => $"\"r{number}\"");
        var branches = Listed(30_000, _ => "{}");

        Assert.Contains(Told, Problems($$"""{"properties":{ {{references}} },"$defs":{"E":{ {{notes}} } } }"""), StringComparison.Ordinal);
        Assert.Contains(
            Told, Problems($$"""{"properties":{"a":{} },"required":[{{names}}],"anyOf":[{{branches}}]}"""), StringComparison.Ordinal);
    }

    [Fact]
    public void Each_of_many_combined_rules_takes_little_memory()
    {
        const int Parts = 20_000;
        var parts = Enumerable.Range(0, Parts)
            .Select(part => Rule.Any("Input") with { Keywords = new([new KeywordRule.Bound(Limit.AtLeast, $"{part}")]) })
            .ToList();
        var before = GC.GetAllocatedBytesForCurrentThread();

        var whole = new RuleCombiner(Rule.Any("Input")).And(parts);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000 * Parts);
        Assert.Equal(Parts, whole.Keywords.Count);
    }

    [Fact]
    public void A_pattern_of_at_most_2000_characters_is_translated()
    {
        Assert.Equal(new string('a', LongestPattern), RulePattern.Translate(new string('a', LongestPattern)));
        Assert.Null(RulePattern.Translate(new string('a', LongestPattern + 1)));
    }

    [Fact]
    public void A_pattern_does_not_become_much_longer_by_its_translation()
    {
        var pattern = string.Concat(Enumerable.Repeat("[^🐲]", LongestPattern / 5));

        Assert.InRange(RulePattern.Translate(pattern)!.Length, LongestPattern, 25 * LongestPattern);
    }

    [Fact]
    public void A_long_enum_that_is_used_in_many_places_has_one_rule()
    {
        var values = string.Join(",", Enumerable.Range(0, 2_000).Select(number => $"\"{number:0000} {new string('x', 40)}\""));
        var members = string.Join(",", Enumerable.Range(0, 110).Select(number => $"\"p{number}\":{{\"$ref\":\"#/$defs/E\"}}"));
        var rules = RuleSets.Of($$$"""{"properties":{ {{{members}}} },"$defs":{"E":{"enum":[{{{values}}}]} } }""");

        Assert.InRange(RuleText.Of(rules).Length, 1_000_000, 1_300_000);
        Assert.Equal(["Input", "Input_E"], rules.Rules.Select(rule => rule.Name));
    }

    [Fact]
    public void A_pattern_that_many_rules_depend_on_is_compiled_once()
    {
        const int Rules = 200;
        var pattern = string.Join("|", Enumerable.Range(0, 250).Select(number => $"w{number}+"));
        var nots = string.Join(",", Enumerable.Repeat("""{"not":{"$ref":"#/$defs/P"}}""", Rules));
        var schema = $$$"""{"allOf":[{{{nots}}}],"$defs":{"P":{"pattern":"{{{pattern}}}"} } }""";
        var before = GC.GetAllocatedBytesForCurrentThread();

        RuleSets.Of(schema);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 50_000 * Rules);
    }

    [Fact]
    public void A_schema_that_many_rules_depend_on_is_read_once()
    {
        const int Rules = 200;
        var nots = Listed(Rules, _ => """{"not":{"$ref":"#/$defs/E"}}""");
        var values = Listed(10_000, number => $"\"v{number}\"");
        var schema = $$$"""{"allOf":[{{{nots}}}],"$defs":{"E":{"type":["integer","null"],"enum":[{{{values}}}]} } }""";
        var before = GC.GetAllocatedBytesForCurrentThread();

        RuleSets.Of(schema);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000 * Rules);
    }

    private static string Listed(int count, Func<int, string> item) => string.Join(",", Enumerable.Range(0, count).Select(item));

    private static string Problems(string schema) => ShapeWords.Problems(schema);

    /// <summary>Returns the problems in a document that has a reference chain through this number of schemas.</summary>
    private static string Chained(int schemas)
    {
        var links = Listed(schemas, number => $$""" "D{{number}}":{"allOf":[{"$ref":"#/definitions/D{{number + 1}}"}]} """);
        return Problems(
            $$"""{"type":"object","definitions":{ {{links}},"D{{schemas}}":{} },"allOf":[{"$ref":"#/definitions/D0"}]}""");
    }

    [Theory]
    [InlineData('\uD83D', "a\\uD83D", "\\uD83Da", "[a\\uD83D]")]
    [InlineData('\uDC32', "a\\uDC32", "\\uDC32a", "[a\\uDC32]")]
    public void Half_a_surrogate_pair_matches_itself(char half, string atEnd, string atStart, string inClass)
    {
        Assert.Equal(atEnd, RulePattern.Translate("a" + half));
        Assert.Equal(atStart, RulePattern.Translate(half + "a"));
        Assert.Equal(inClass, RulePattern.Translate($"[{half}a]"));
    }

    [Theory]
    [InlineData("(?:a)", true)]
    [InlineData("(a)", true)]
    [InlineData("(?<n>a)", false)]
    [InlineData("(a)\\1", false)]
    [InlineData("(?<n>a)\\k<n>", false)]
    [InlineData("\\p{Cc}", false)]
    [InlineData("[^\\P{L}]+", false)]
    public void Only_a_pattern_without_lookaround_or_categories_is_always_decided(string pattern, bool isInTime) =>
        Assert.Equal(isInTime, RulePattern.IsMatchedInTime(pattern));
}
