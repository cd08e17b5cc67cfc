using System.Text;
using SchemaSdk.CompilerServices;

namespace SchemaSdk.Tests.Json;

/// <summary>Values that are tried against several schemas: what fits costs nothing, what does not is told as a caller needs it.</summary>
public class ChoiceTests
{
    private const string PresetOrSize = """
        Input: any of
            - string, one of "square" "portrait"
            - object
                width: required integer, at least 1
                height: required integer, at least 1
        """;

    private const string Nested = """
        Input: any of
            - null
            - object
                a: see Input
                b: forbidden
        """;

    private const string Short = "matching \"^[a-z]{1,3}$\" in .NET \"^[a-z]{1,3}\\\\z\"";
    private const string Slow = "matching \"^(?=(a+)+$)(a+)+b\"";

    [Theory]
    [InlineData("\"square\"")]
    [InlineData("""{"width":5,"height":7}""")]
    public void A_value_that_fits_one_branch_has_no_errors(string json) => Assert.Empty(JsonOf.Check(json, PresetOrSize));

    [Theory]
    [InlineData("\"oval\"", " enum")]
    [InlineData("""{"width":0}""", "/width minimum; /height required")]
    [InlineData("""{"width":5,"height":"x"}""", "/height type")]
    [InlineData("5", " anyOf")]
    [InlineData("null", " anyOf")]
    public void A_value_that_has_the_kind_of_one_branch_has_that_branchs_errors(string json, string expected) =>
        Assert.Equal(expected, Told(JsonOf.Check(json, PresetOrSize)));

    [Fact]
    public void A_value_that_could_be_either_of_two_branches_has_one_error()
    {
        var error = Assert.Single(JsonOf.Check("\"oval\"", """
            Input: any of
                - string, one of "square" "portrait"
                - string of 0..2 characters
            """));

        Assert.Equal(
            ("anyOf", "The input is \"oval\"; it must fit one of the 2 schemas of 'anyOf'.", "\"oval\""),
            (error.Rule, error.Message, error.Value));
    }

    [Theory]
    [InlineData("1", "")]
    [InlineData("6", "")]
    [InlineData("4", "it must fit one of the 2 schemas of 'oneOf' and no other.")]
    [InlineData("2.5", "it must fit one of the 2 schemas of 'oneOf'.")]
    public void One_of_two_has_to_fit_and_no_other(string json, string expected)
    {
        var errors = JsonOf.Check(json, """
            Input: exactly one of
                - at most 5, multiple of 1
                - at least 3
            """);

        Assert.Equal(expected.Length > 0, errors.Count == 1);
        Assert.All(errors, error => Assert.EndsWith(expected, error.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"a":{"a":{"a":1}}}""", "/a/a/a anyOf")]
    [InlineData("""{"a":{"a":null,"b":[]}}""", "/a/b additionalProperties")]
    [InlineData("""{"a":null}""", "")]
    public void Errors_of_a_value_inside_several_choices_have_their_own_place(string json, string expected) =>
        Assert.Equal(expected, Told(JsonOf.Check(json, Nested)));

    [Theory]
    [InlineData("""{"a":1,"b":2}""", "")]
    [InlineData("""{"a":1}""", "/b required")]
    [InlineData("""{"b":1}""", " maxProperties")]
    public void If_leads_to_then_or_to_else(string json, string expected) => Assert.Equal(
        expected,
        Told(JsonOf.Check(json, """
            Input:
                if: requires a
                then: requires a b
                else: 0..0 members
            """)));

    [Theory]
    [InlineData("[1,2,3]", "")]
    [InlineData("[1]", " minContains")]
    [InlineData("[2,3,4,5]", " maxContains")]
    [InlineData("{}", "")]
    public void Contains_counts_the_items_that_fit(string json, string expected) =>
        Assert.Equal(expected, Told(JsonOf.Check(json, "Input: contains 2..3: integer, at least 2")));

    [Theory]
    [InlineData("""{"ab":1,"LONG":2}""", "/LONG pattern")]
    [InlineData("""{"ab":1}""", "")]
    public void A_name_that_does_not_fit_is_told_at_its_member(string json, string expected) =>
        Assert.Equal(expected, Told(JsonOf.Check(json, $"Input: names: {Short}")));

    [Fact]
    public void A_pattern_is_told_as_the_schema_has_it()
    {
        var error = Assert.Single(JsonOf.Check("\"abcd\"", $"Input: {Short}"));

        Assert.Equal("The input is \"abcd\"; it must match ^[a-z]{1,3}$.", error.Message);
    }

    [Theory]
    [InlineData("\"ab\\u0063\"", 0)]
    [InlineData("\"\\ud800\"", 0)]
    [InlineData("5", 0)]
    [InlineData("\"a b\"", 1)]
    public void A_pattern_is_about_decoded_text(string json, int errors) =>
        Assert.Equal(errors, JsonOf.Check(json, $"Input: {Short}").Count);

    [Fact]
    public void A_pattern_that_would_take_for_ever_counts_as_matched()
    {
        var json = $"\"{new string('a', 40)}!\"";
        var start = TimeProvider.System.GetTimestamp();

        Assert.Empty(JsonOf.Check(json, $"Input: {Slow}"));
        Assert.InRange(TimeProvider.System.GetElapsedTime(start).TotalSeconds, 0, 5);
    }

    [Theory]
    [InlineData("[1,2,1.0]", "have no equal items, but items 0 and 2 are equal")]
    [InlineData("""[{"a":1,"b":[2]},3,{"b":[2e0],"a":1}]""", "have no equal items, but items 0 and 2 are equal")]
    [InlineData("""["é",[],"\u00e9"]""", "have no equal items, but items 0 and 2 are equal")]
    [InlineData("""[1,"1",true,[1],{"1":1},null,"true"]""", null)]
    [InlineData("[]", null)]
    [InlineData("\"aa\"", null)]
    public void Equal_items_are_found_whatever_their_spelling(string json, string? expected)
    {
        var errors = JsonOf.Check(json, "Input: unique items");

        Assert.Equal(expected is null ? 0 : 1, errors.Count);
        Assert.All(errors, error => Assert.Contains(expected!, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Ten_thousand_items_are_compared_at_once()
    {
        var json = $"[{string.Join(',', Enumerable.Range(0, 10_000).Select(static i => $"\"item {i}\""))}]";
        var start = TimeProvider.System.GetTimestamp();

        Assert.Empty(JsonOf.Check(json, "Input: unique items"));
        Assert.InRange(TimeProvider.System.GetElapsedTime(start).TotalSeconds, 0, 2);
    }

    [Theory]
    [InlineData("1.0", true)]
    [InlineData("\"\\u0061\"", true)]
    [InlineData("""{"y":[null],"x":1e0}""", true)]
    [InlineData("""{"x":1}""", false)]
    [InlineData("true", false)]
    [InlineData("\"b\"", false)]
    public void A_value_of_a_list_is_found_by_what_it_is(string json, bool isValid)
    {
        var errors = JsonOf.Check(json, """Input: among [1,"a",{"x":1,"y":[null]}]""");

        Assert.Equal(isValid, errors.Count == 0);
        Assert.All(errors, error => Assert.Equal(("enum", """1,"a",{"x":1,"y":[null]}"""), (error.Rule, error.Allowed)));
    }

    [Fact]
    public void More_required_members_than_a_mask_has_bits_are_all_looked_for()
    {
        var names = string.Join(' ', Enumerable.Range(0, 150).Select(static i => $"m{i}"));
        var json =
            "{"
            + string.Join(
                ',', Enumerable.Range(0, 150).Where(static i => i is not (63 or 64 or 149)).Select(static i => $"\"m{i}\":[{{}}]"))
            + "}";

        Assert.Equal("/m63 required; /m64 required; /m149 required", Told(JsonOf.Check(json, $"Input: requires {names}")));
    }

    [Fact]
    public void A_valid_value_of_every_loop_costs_no_memory()
    {
        var json = Encoding.UTF8.GetBytes("""{"width":5,"height":7}""");
        var rules = InputRules.WithPatterns(PresetOrSize);
        rules.Check(json);

        var before = GC.GetAllocatedBytesForCurrentThread();
        rules.Check(json);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static string Told(IReadOnlyList<ValidationError> errors) =>
        string.Join("; ", errors.Select(static error => $"{error.JsonPointer} {error.Rule}"));
}
