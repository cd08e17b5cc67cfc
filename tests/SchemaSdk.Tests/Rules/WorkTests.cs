using System.Globalization;

namespace SchemaSdk.Tests.Rules;

public class WorkTests
{
    private const string Branches = """
        Input shared: exactly one of
            - object
                a: required integer
                c: see Input
            - object
                a: required string
                c: see Input
            - object
                a: required boolean
                c: see Input
            - object
                a: required null
                c: see Input
        """;

    private const string Conditions = """
        Input shared: object
            c: see Input
            if:
                c: requires x, see Input
            then:
                c: see Input
            else:
                c: see Input
        """;

    private const string Expressions = """
        Input shared: exactly one of
            - object
                left: required see Input
                right: required see Input
                type: equal to "and"
            - object
                left: required see Input
                right: required see Input
                type: equal to "or"
            - object
                left: required see Input
                right: required see Input
                type: equal to "equals"
            - object
                value: required string
                type: equal to "text"
        """;

    private const string Text = """{"value":"a","type":"text"}""";

    [Theory]
    [InlineData(Branches, """{"c":""", "{\"a\":1}", ""","a":1}""")]
    [InlineData(Branches, """{"a":"x","c":""", "{\"a\":1}", "}")]
    [InlineData(Branches, """{"c":""", "{\"a\":[]}", ""","a":1}""")]
    [InlineData(Conditions, """{"x":1,"c":""", "{}", "}")]
    [InlineData(Conditions, """{"c":""", "1", "}")]
    [InlineData(Expressions, """{"left":""" + Text + ""","right":""", Text, ""","type":"or"}""")]
    [InlineData(Expressions, """{"left":""", Text, ""","right":""" + Text + "}")]
    [InlineData(Expressions, """{"left":""", "{}", ""","right":""" + Text + ""","type":"equals"}""")]
    public void The_number_of_steps_is_proportional_to_the_depth(string rules, string start, string inside, string end)
    {
        var (few, many) = (Steps(rules, Nested(25)), Steps(rules, Nested(50)));

        Assert.InRange(many, few, 21 * few / 10);
        Assert.InRange(Steps(rules, Nested(200)), many, 42 * many / 10);

        string Nested(int depth) =>
            string.Concat(Enumerable.Repeat(start, depth)) + inside + string.Concat(Enumerable.Repeat(end, depth));
    }

    [Fact]
    public void Constants_select_a_branch_before_its_nested_members_are_checked()
    {
        const string Rules = """
            Input: exactly one of
                - object
                    a: array
                        item: integer
                    b: equal to 1
                - object
                    a: array
                        item: integer
                    b: equal to 2
                - object
                    a: array
                        item: integer
                    b: equal to 3
            """;
        var items = string.Join(',', Enumerable.Repeat("1", 1_000));

        Assert.InRange(Steps(Rules, $$"""{"a":[{{items}}],"b":2}"""), 1_000, 1_100);
        Assert.InRange(Steps(Rules, $$"""{"b":2,"a":[{{items}}]}"""), 1_000, 1_100);
    }

    [Fact]
    public void An_error_that_two_branches_find_is_reported_once()
    {
        const string Rules = "Input: all of\n    - see Name\n    - see Name\nName shared: object\n    a: string";

        Assert.Equal("/a", Assert.Single(Check(Rules, """{"a":1}""")).JsonPointer);
    }

    [Fact]
    public void The_number_of_steps_is_proportional_to_the_size()
    {
        var (half, whole) = (Wide(1 << 18), Wide(1 << 19));
        var perByte = 1 + Steps(Expressions, Wide(1 << 12)) / (1 << 12);

        Assert.Empty(Check(Expressions, half, perByte * half.Length));
        Assert.Empty(Check(Expressions, whole, perByte * whole.Length));

        static string Wide(int length)
        {
            var value = Text;
            while (value.Length < length)
            {
                value = $$"""{"left":{{value}},"right":{{value}},"type":"and"}""";
            }

            return value;
        }
    }

    [Fact]
    public void Each_comparison_in_a_search_for_equal_items_is_a_step()
    {
        var json = $"[{string.Join(',', Enumerable.Range(0, 10_000))}]";

        Assert.Equal("work", Assert.Single(Check("Input: unique items", json, maxSteps: 20)).Rule);
        Assert.Empty(Check("Input: unique items", json));
    }

    [Fact]
    public void A_search_for_equal_items_takes_few_steps_if_the_items_are_objects_of_booleans()
    {
        var items = Enumerable.Range(0, 4_096).Select(static number => string.Join(
            ',', Enumerable.Range(0, 12).Select(bit => $"\"f{bit}\":{(((number >> bit) & 1) == 0 ? "true" : "false")}")));

        Assert.Empty(Check("Input: unique items", $"[{{{string.Join("},{", items)}}}]", maxSteps: 20_000));
    }

    [Fact]
    public void A_string_on_which_a_pattern_is_too_slow_counts_as_ten_million_steps()
    {
        const string Rules = """
            Input: array
                item: string, matching "^(?=(a+)+$)(a+)+b"
            """;
        var slow = $"\"{new string('a', 40)}!\"";
        var patterns = new RuleParser(Rules, static (pattern, shown) => new RegexPattern(pattern, shown)).Read();

        Assert.Empty(Run(1));
        Assert.Equal("work", Assert.Single(Run(3)).Rule);

        IReadOnlyList<ValidationError> Run(int count) => JsonCheck.Run(
            Encoding.UTF8.GetBytes($"[{string.Join(',', Enumerable.Repeat(slow, count))}]"), [], patterns, maxSteps: 15_000_000);
    }

    [Fact]
    public void A_result_that_is_kept_for_a_shared_rule_counts_as_several_steps()
    {
        var names = Enumerable.Range(0, 20).Select(static i => $"D{i}").ToList();
        var all = string.Concat(names.Select(static name => $"\n        - see {name}"));
        var shared = string.Concat(names.Select(static (name, i) => $"\n{name} shared: multiple of {1 + (i % 2)}"));
        var rules = $"Input: array\n    item: all of{all}{shared}";
        var json = $"[{string.Join(',', Enumerable.Repeat("2", 100))}]";

        Assert.Empty(Check(rules, json, maxSteps: 40_000));
        Assert.Equal("work", Assert.Single(Check(rules, json, maxSteps: 10_000)).Rule);
    }

    [Fact]
    public void A_check_that_needs_too_much_stack_ends_with_an_error()
    {
        var rules = new StringBuilder("Input: object\n    p: see D3000\nD0: object\n    x: see D3000\n");
        for (var at = 1; at <= 3_000; at++)
        {
            rules.Append(CultureInfo.InvariantCulture, $"D{at}: all of\n    - see D{at - 1}\n    - see D0\n");
        }

        var json = $"{{\"p\":{string.Concat(Enumerable.Repeat("{\"x\":", 250))}1{new string('}', 251)}";
        IReadOnlyList<ValidationError> errors = [];
        var thread = new Thread(() => errors = Check(rules.ToString(), json), 1 << 20);
        thread.Start();
        thread.Join();

        Assert.StartsWith("The input is nested too deeply to check", Assert.Single(errors).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_errors_inside_a_member_with_a_long_name_are_reported_until_their_pointers_have_a_million_characters()
    {
        const string Rules = "Input: object\n    others: array\n        item: string";
        var json = $$"""{"{{new string('x', 100_000)}}":[{{string.Join(',', Enumerable.Repeat("1", 500))}}]}""";

        Assert.Equal(10, Check(Rules, json).Count);
    }

    [Fact]
    public void A_check_that_takes_too_many_steps_ends_with_an_error()
    {
        var error = Assert.Single(Check(Expressions, Text, maxSteps: 1));

        Assert.Equal(
            ("", "work", "The input takes more than 1 steps to check, so the check ended early. Make the input smaller, or set "
                + "ValidateInput to false to skip the check."),
            (error.JsonPointer, error.Rule, error.Message));
    }

    // Finds the smallest limit with which the check does not end early.
    private static int Steps(string rules, string json)
    {
        var (tooFew, enough) = (0, 1);
        while (IsTooMuch(enough))
        {
            (tooFew, enough) = (enough, 2 * enough);
        }

        while (enough - tooFew > 1)
        {
            var middle = (tooFew + enough) / 2;
            (tooFew, enough) = IsTooMuch(middle) ? (middle, enough) : (tooFew, middle);
        }

        return enough;

        bool IsTooMuch(int steps) => Check(rules, json, steps) is [{ Rule: "work" }];
    }

    private static IReadOnlyList<ValidationError> Check(string rules, string json, int maxSteps = JsonCheck.MaxSteps) =>
        JsonCheck.Run(Encoding.UTF8.GetBytes(json), [], new RuleParser(rules, null).Read(), maxSteps);
}
