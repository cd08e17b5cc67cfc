using SchemaSdk.Tests.Json;

namespace SchemaSdk.Tests.Rules;

public class RuleTextTests
{
    [Theory]
    [InlineData("", "Line 1 of the rules: expected a rule, but found ''.")]
    [InlineData("    a: string", "Line 1 of the rules: expected a different indentation, but found 'a: string'.")]
    [InlineData("Input", "Line 1 of the rules: expected ':', but found ''.")]
    [InlineData(": string", "Line 1 of the rules: expected a name, or a quoted string, but found ': string'.")]
    [InlineData("Input: text", "Line 1 of the rules: expected a rule, but found 'text'.")]
    [InlineData("Input: string or text", "Line 1 of the rules: expected a type, but found 'text'.")]
    [InlineData("Input: string,unique items", "Line 1 of the rules: expected ', ' or the end of the line, but found ',unique items'.")]
    [InlineData("Input: array unique items", "Line 1 of the rules: expected ', ' or the end of the line, but found 'unique items'.")]
    [InlineData("Input: array of 1..2 items nothing", "Line 1 of the rules: expected ', ' or the end of the line, but found 'nothing'.")]
    [InlineData("Input: unique items string", "Line 1 of the rules: expected ', ' or the end of the line, but found 'string'.")]
    [InlineData("Input: string, ", "Line 1 of the rules: expected a rule, but found ''.")]
    [InlineData("Input: at least x", "Line 1 of the rules: expected a number, but found 'x'.")]
    [InlineData("Input: at least -", "Line 1 of the rules: expected a number, but found '-'.")]
    [InlineData("Input: 3", "Line 1 of the rules: expected '..' or 'or more', but found ''.")]
    [InlineData("Input: 3 or more apples", "Line 1 of the rules: expected what is counted, but found 'apples'.")]
    [InlineData("Input: of 1..2 apples", "Line 1 of the rules: expected what is counted, but found 'apples'.")]
    [InlineData("Input: of some items", "Line 1 of the rules: expected a whole number, but found 'some items'.")]
    [InlineData("Input: -1..2 items", "Line 1 of the rules: expected a whole number, but found ''.")]
    [InlineData("Input: contains 2: string", "Line 1 of the rules: expected '..' or 'or more', but found ': string'.")]
    [InlineData("Input: matching a", "Line 1 of the rules: expected a quoted string, but found 'a'.")]
    [InlineData("Input: matching \"a", "Line 1 of the rules: expected '\"', but found ''.")]
    [InlineData("Input: matching \"\\x\"", "Line 1 of the rules: expected an escape, but found '\\x\"'.")]
    [InlineData("Input: among [1", "Line 1 of the rules: expected JSON, but found ''.")]
    [InlineData("Input: equal to", "Line 1 of the rules: expected JSON, but found ''.")]
    [InlineData("Input: among [1,,2]", "Line 1 of the rules: expected JSON, but found '[1,,2]'.")]
    [InlineData("Input: among [1]]", "Line 1 of the rules: expected JSON, but found ''.")]
    [InlineData("Input: among 1", "Line 1 of the rules: expected a JSON array, but found '1'.")]
    [InlineData("Input: among", "Line 1 of the rules: expected a JSON array, but found ''.")]
    [InlineData("Input: equal to 01", "Line 1 of the rules: expected JSON, but found '01'.")]
    [InlineData("Input: equal to {\"a\"}", "Line 1 of the rules: expected JSON, but found '{\"a\"}'.")]
    [InlineData("Input: requires", "Line 1 of the rules: expected a name, or a quoted string, but found ''.")]
    [InlineData("Input: dependencies a b", "Line 1 of the rules: expected ':', but found 'b'.")]
    [InlineData("Input: sum of /a", "Line 1 of the rules: expected 'is', but found ''.")]
    [InlineData("Input: see Other", "Line 1 of the rules: expected a rule named Other, but found ''.")]
    [InlineData("Input: string\nInput: string", "Line 2 of the rules: expected a name other than Input, but found 'string'.")]
    [InlineData("Input: object\n  a: string", "Line 2 of the rules: expected a different indentation, but found 'a: string'.")]
    [InlineData("Input: object\n    a: string\n            b: string",
        "Line 3 of the rules: expected a different indentation, but found 'b: string'.")]
    [InlineData("Input: object\n    a string", "Line 2 of the rules: expected ':', but found 'string'.")]
    [InlineData("Input: object\n    \"a\" \"b\"", "Line 2 of the rules: expected ':', but found '\"b\"'.")]
    [InlineData("Input: any of\n    string", "Line 2 of the rules: expected '-', but found 'string'.")]
    [InlineData("Input: any of string", "Line 1 of the rules: expected the end of the line, but found 'string'.")]
    [InlineData("Input:\n    then: string", "Line 2 of the rules: expected 'if:' before 'then:' and 'else:', but found ''.")]
    [InlineData("Input:\n    not string", "Line 2 of the rules: expected ':', but found 'string'.")]
    [InlineData("Input: item 1: string", "Line 1 of the rules: expected ':' or 0, but found '1: string'.")]
    [InlineData("Input:\n    item 0: string\n    item 0: string", "Line 3 of the rules: expected ':' or 1, but found '0: string'.")]
    [InlineData("Input:\n    item 00: string", "Line 2 of the rules: expected ':' or 0, but found '00: string'.")]
    public void An_error_has_the_line_and_the_text_that_cannot_be_read(string text, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => InputRules.WithPatterns(text).Check("1"u8)).Message);

    [Fact]
    public void A_pattern_is_rejected_unless_patterns_are_enabled() =>
        Assert.Equal(
            "Line 1 of the rules: expected no pattern, but found '\"a\"'.",
            Assert.Throws<FormatException>(() => new InputRules("Input: matching \"a\"").Check("1"u8)).Message);

    [Theory]
    [InlineData("Input: one of \"a\\u202eb\" \"\\\"\" \"\\ud800\"", "\"a\\u202eb\"", 0)]
    [InlineData("Input: one of \"a\\u202eb\" \"\\\"\" \"\\ud800\"", "\"\\\"\"", 0)]
    [InlineData("Input: one of \"a\\u202eb\" \"\\\"\" \"\\ud800\"", "\"a\"", 1)]
    [InlineData("Input: object\n    \"a\\nb\": string", "{\"a\\nb\":1}", 1)]
    [InlineData("Input: object\n    \"item\": string\n    if: string\n    \"if\": string", "{\"item\":1,\"if\":2}", 2)]
    [InlineData(
        "Input: object\n    requires: string\n    required: string\n    see: string", "{\"requires\":1,\"required\":1,\"see\":1}", 3)]
    [InlineData("Input:\n    not: string\n    item: string", "[1]", 1)]
    [InlineData("Input: array\r\n    item: string\r\n", "[1]", 1)]
    [InlineData("Input: see A\n\nA: see B\nB: string", "1", 1)]
    public void Escapes_in_names_and_texts_are_decoded(string rules, string json, int errors) =>
        Assert.Equal(errors, JsonOf.Check(json, rules).Count);

    [Theory]
    [InlineData("[\"a\\u2028\",\"\\u202e\",\"\\ud83d\\ude00\",\"\\\\u00e9\"]", "\"a\\u2028\",\"\u202e\",\"😀\",\"\\\\u00e9\"")]
    [InlineData("[{\"a b\":[1, 2]},null]", "{\"a b\":[1, 2]},null")]
    public void An_error_shows_allowed_JSON_without_the_escapes_of_the_rules(string json, string allowed) =>
        Assert.Equal(allowed, Assert.Single(JsonOf.Check("true", $"Input: boolean, among {json}, unique items")).Allowed);

    [Theory]
    [InlineData("\"a\"", "")]
    [InlineData("\"d\"", "")]
    [InlineData("\"e\"", "enum pattern")]
    [InlineData("{\"a\":1,\"b\":2}", "type additionalProperties")]
    public void A_long_list_may_continue_on_the_next_lines(string json, string expected) => Assert.Equal(
        expected,
        string.Join(' ', JsonOf.Check(json, """
            Input: string or object, one of "a"
                "b" "c"
                "d", matching "^[a-d]"
                "a": string
                others: forbidden
            """).Select(error => error.Rule)));

    [Theory]
    [InlineData("equal to ", "")]
    [InlineData("among [", "]")]
    public void A_constant_may_be_nested_as_deeply_as_an_input(string before, string after)
    {
        Assert.Empty(JsonOf.Check(Nested(256), $"Input: {before}{Nested(256)}{after}"));
        Assert.Single(JsonOf.Check(Nested(255), $"Input: {before}{Nested(256)}{after}"));
        Assert.Equal("json", Assert.Single(JsonOf.Check(Nested(257), $"Input: {before}{Nested(256)}{after}")).Rule);
        Assert.Throws<FormatException>(() => JsonOf.Check("1", $"Input: {before}{Nested(257)}{after}"));

        static string Nested(int depth) => new string('[', depth) + new string(']', depth);
    }

    [Fact]
    public void Deeply_nested_rules_do_not_need_a_deep_stack()
    {
        var text = new StringBuilder("Input: object\n");
        for (var depth = 1; depth <= 2_000; depth++)
        {
            text.Append(' ', 4 * depth).Append("a: object\n");
        }

        IReadOnlyList<ValidationError>? errors = null;
        Exception? error = null;
        var thread = new Thread(() => error = Record.Exception(() => errors = new InputRules(text.ToString()).Check("{}"u8)), 256 << 10);
        thread.Start();
        thread.Join();

        Assert.Null(error);
        Assert.Empty(errors!);
    }

    [Fact]
    public void Reading_rules_allocates_in_proportion_to_their_length_and_checking_allocates_nothing()
    {
        var (half, halfJson) = Large(10_000);
        var (whole, wholeJson) = Large(20_000);
        JsonOf.Check(halfJson, half);

        var (firstOfHalf, ofHalf) = Allocated(half, halfJson);
        var (firstOfWhole, ofWhole) = Allocated(whole, wholeJson);

        Assert.InRange(firstOfWhole, firstOfHalf, firstOfHalf * 5 / 2);
        Assert.Equal((0, 0), (ofHalf, ofWhole));

        static (string Rules, string Json) Large(int count)
        {
            var numbers = Enumerable.Range(0, count).Select(i => $"{i:00000}").ToList();
            var members = string.Concat(numbers.Select(number => $"    member_{number}: string\n"));
            var values = string.Join(' ', numbers.Select(number => $"\"value {number}\""));
            return (
                $"Input: object\n{members}    choice: string, one of {values}",
                $"{{{string.Concat(numbers.Select(number => $"\"member_{number}\":\"\","))}\"choice\":\"value {numbers[^1]}\"}}");
        }

        static (long First, long Second) Allocated(string rules, string json)
        {
            var utf8 = Encoding.UTF8.GetBytes(json);
            var input = new InputRules(rules);
            var start = GC.GetAllocatedBytesForCurrentThread();
            Assert.Empty(input.Check(utf8));
            var first = GC.GetAllocatedBytesForCurrentThread();
            var errors = input.Check(utf8);
            var second = GC.GetAllocatedBytesForCurrentThread();
            Assert.Empty(errors);
            return (first - start, second - first);
        }
    }

    [Theory]
    [InlineData("Input: object\n    unless null: see X\n    a: string\nX: object\n    a: of 0..5 characters\n    b: required string")]
    [InlineData("Input: object, see X\n    a: string\nX: object\n    a: of 0..5 characters\n    b: required string")]
    public void A_rule_that_follows_a_reference_is_checked_against_the_same_value(string rules)
    {
        Assert.Empty(JsonOf.Check("""{"a":"short","b":""}""", rules));
        Assert.Equal(["/a", "/b"], JsonOf.Check("""{"a":"longer"}""", rules).Select(error => error.JsonPointer).Order());
        Assert.Equal(["/a", "/b"], JsonOf.Check("""{"a":1,"b":2}""", rules).Select(error => error.JsonPointer).Order());
    }
}
