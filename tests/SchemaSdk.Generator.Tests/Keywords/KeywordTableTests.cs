using System.Text.RegularExpressions;
using SchemaSdk.CompilerServices;
using SchemaSdk.Generator.Tests.Suite;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Generator.Tests;

/// <summary>Tests that the table of keywords agrees with the runtime and with docs/reference/keywords.md.</summary>
public class KeywordTableTests
{
    public static TheoryData<string> Unchecked =>
        [.. KeywordTable.All.Where(keyword => keyword.Unchecked != RuleTypes.None).Select(keyword => keyword.Name)];

    [Fact]
    public void The_page_says_of_each_keyword_whether_it_is_typed_checked_and_documented()
    {
        // The page's rows about these keywords cannot be derived from KeywordTable.
        string[] apart = ["nullable", "x-nullable", "example", "$ref", "$recursiveRef"];
        var rows = File.ReadLines(Path.Combine(SourceTree.Root, "docs", "reference", "keywords.md"))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal) && !line.StartsWith("| `$ref`", StringComparison.Ordinal))
            .Select(line => Regex.Split(line, @"(?<!\\)\|").Select(cell => cell.Trim()).ToList())
            .ToList();
        Assert.All(KeywordTable.All.Where(keyword => !apart.Contains(keyword.Name)), keyword =>
        {
            var named = rows.FindAll(cells => cells[1].Contains($"`{keyword.Name}`", StringComparison.Ordinal));
            Assert.Equal(
                keyword is { Types: not KeywordTyping.None } or { Unchecked: not RuleTypes.None } or { Checks: not null }
                    || keyword.IsTold,
                named.Count > 0);
            Assert.All(named, cells => Assert.Equal(
                (keyword.Types != KeywordTyping.None, keyword.Checks is not null, keyword.IsTold),
                (cells[2].Length > 0, cells[3].StartsWith("yes", StringComparison.Ordinal), cells[4].Length > 0)));
            Assert.All(
                named, cells => Assert.True(keyword.Unchecked == RuleTypes.None || cells[3].StartsWith("no", StringComparison.Ordinal)));
        });
    }

    [Fact]
    public void The_runtime_reads_the_words_of_each_check()
    {
        var keywords = KeywordTable.All.Where(keyword => keyword.Checks is not null).ToList();

        Assert.All(keywords, keyword => Assert.Empty(Read(keyword.Words, keyword.Checks!.Argument)));
        Assert.Throws<FormatException>(() => new InputRules("Input: unheard of").Check("true"u8));
    }

    [Fact]
    public void The_minimum_of_a_range_precedes_its_maximum() => Assert.All(
        KeywordTable.All.Where(keyword => keyword.Value == KeywordValue.Count).GroupBy(keyword => keyword.Checks!.Words),
        range => Assert.Equal(["min", "max"], range.Select(keyword => keyword.Name[..3])));

    [Fact]
    public void The_comment_has_at_most_one_minimum_and_one_maximum_count_per_type() => Assert.Equal(
        ["String: minLength, maxLength", "Array: minItems, maxItems"],
        KeywordTable.All
            .Where(keyword => keyword is { IsTold: true, Value: KeywordValue.Count })
            .GroupBy(keyword => keyword.Checks!.Types, keyword => keyword.Name)
            .Select(bounds => $"{bounds.Key}: {string.Join(", ", bounds)}"));

    [Theory]
    [MemberData(nameof(Unchecked))]
    public void A_value_may_fit_two_branches_of_oneOf_if_one_of_them_has_an_unchecked_keyword(string name)
    {
        var keyword = KeywordTable.Find(name)!;
        var (type, json) = keyword.Unchecked switch
        {
            RuleTypes.Array => ("array", "[1]"),
            RuleTypes.Object => ("object", """{"a":1}"""),
            _ => ("string", "\"a\""),
        };
        var sample = keyword.Value == KeywordValue.Schema ? "false" : "\"#a\"";
        string[] schemas =
        [
            $$"""{"oneOf":[{"type":"{{type}}"},{"type":"{{type}}"}]}""",
            $$"""{"oneOf":[{"type":"{{type}}"},{"type":"{{type}}","{{name}}":{{sample}}}]}""",
        ];
        using var rules = new RuleAssembly(schemas);

        Assert.Null(keyword.Checks);
        Assert.Equal("oneOf", Assert.Single(rules.Checks[0](Encoding.UTF8.GetBytes(json))).Rule);
        Assert.Empty(rules.Checks[1](Encoding.UTF8.GetBytes(json)));
    }

    [Theory]
    [InlineData("""{"dependencies":{"a":["b"]}}""", """{"a":1}""", "/b dependencies")]
    [InlineData("""{"dependentRequired":{"a":["b"]}}""", """{"a":1}""", "/b dependentRequired")]
    [InlineData("""{"dependencies":{"a":["b"]},"dependentRequired":{"a":["c"]}}""", """{"a":1}""", "/b dependencies, /c dependentRequired")]
    [InlineData("""{"dependentSchemas":{"a":{"properties":{"b":{"type":"string"}}}}}""", """{"a":1,"b":2}""", "/b type")]
    [InlineData("""{"contains":{"const":1}}""", "[2]", " contains")]
    [InlineData("""{"contains":{"const":1},"minContains":2}""", "[1,2]", " minContains")]
    [InlineData("""{"contains":{"const":1},"maxContains":1}""", "[1,1]", " maxContains")]
    [InlineData("""{"contains":{"const":1},"minContains":0,"maxContains":1}""", "[1,1]", " maxContains")]
    [InlineData("""{"contains":{"const":1},"minContains":0,"maxContains":1}""", "[2]", "")]
    public void An_error_names_the_keyword_in_the_schema(string schema, string json, string expected)
    {
        using var rules = new RuleAssembly([schema]);

        var errors = rules.Checks[0](Encoding.UTF8.GetBytes(json));
        Assert.Equal(expected, string.Join(", ", errors.Select(error => $"{error.JsonPointer} {error.Rule}")));
    }

    /// <summary>
    /// Returns the errors that the runtime reports when it checks the JSON value <c>true</c> against a rule with these words.
    /// </summary>
    private static IReadOnlyList<ValidationError> Read(string words, CheckArgument argument) =>
        InputRules.WithPatterns(Sample(words, argument)).Check("true"u8);

    private static string Sample(string words, CheckArgument argument) => "Input: anything\n    " + argument switch
    {
        CheckArgument.Flag => $"a: {words}",
        CheckArgument.Number or CheckArgument.Step => $"a: {words} 1",
        CheckArgument.Least or CheckArgument.Most => $"a: 1..2 {words}",
        CheckArgument.LeastOfLoop or CheckArgument.MostOfLoop => $"{words} 1..2: string",
        CheckArgument.Json => $"a: {words} [1]",
        CheckArgument.Pattern => $"a: {words} \"a\"",
        CheckArgument.Names => $"a: {(words.Length == 0 ? "string" : words + " b")}",
        CheckArgument.NamesOfMember => $"a: {words} a: b",
        _ => words switch
        {
            "" => "a: string",
            "with" => "with a: string",
            "members like" => "members like \"a\": string",
            "then" or "else" => $"if: string\n    {words}: boolean",
            _ => words.EndsWith(" of", StringComparison.Ordinal) ? $"{words}\n        - boolean" : $"{words}: string",
        },
    };
}
