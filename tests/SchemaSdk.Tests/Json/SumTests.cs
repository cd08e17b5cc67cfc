using System.Globalization;
using System.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace SchemaSdk.Tests.Json;

/// <summary>Tests the <c>sum</c> rule of <c>x-rules</c>.</summary>
public class SumTests
{
    private const string Shots = "sum of /shots/*/seconds is /seconds";

    // The members have rules too, so the runtime adds up the numbers while it checks the members.
    private const string Walked = $"""
        Input: {Shots}
            seconds: anything
            shots:
                item:
                    seconds: anything
                    text: see Input
        """;

    private const string MembersHaveRules = $"""
        Input: object, {Shots}
            seconds: integer, at least 5
            shots: array
                item: object
                    seconds: integer, at most 2
        """;

    [Theory]
    [InlineData("""{"seconds":10,"shots":[{"seconds":3},{"seconds":7}]}""")]
    [InlineData("""{"shots":[{"seconds":3.0},{"text":{"seconds":9},"seconds":0.7e1,"x":[{}]}],"seconds":1e1}""")]
    [InlineData("""{"shots":[{"seconds":0.1},{"seconds":0.2}],"seconds":0.3}""")]
    [InlineData("""{"shots":[{"s\u0065conds":9007199254740993},{"seconds":-1}],"second\u0073":9007199254740992}""")]
    [InlineData("""{"shots":[{"seconds":-0.5},{"seconds":0.25}],"seconds":-0.25}""")]
    [InlineData("""{"shots":[{"seconds":3},{"seconds":7}]}""")]
    [InlineData("""{"seconds":10}""")]
    [InlineData("""{"seconds":10,"shots":[]}""")]
    [InlineData("""{"seconds":10,"shots":null}""")]
    [InlineData("""{"seconds":10,"shots":[{"seconds":3},{}]}""")]
    [InlineData("""{"seconds":10,"shots":[{"seconds":3},{"seconds":null}]}""")]
    [InlineData("""{"seconds":10,"shots":[{"seconds":"3"}]}""")]
    [InlineData("""{"seconds":10,"shots":[3]}""")]
    [InlineData("""{"seconds":10,"shots":[{"\ud800econds":3}]}""")]
    [InlineData("""{"seconds":10,"shots":{"seconds":3}}""")]
    [InlineData("""{"seconds":10,"seconds":11,"shots":[{"seconds":3}]}""")]
    [InlineData("""{"seconds":1e31,"shots":[{"seconds":3}]}""")]
    [InlineData("""{"seconds":10,"shots":[{"seconds":1e-19}]}""")]
    [InlineData("[]")]
    [InlineData("5")]
    public void A_sum_is_valid_if_it_is_correct_or_a_number_is_missing_or_cannot_be_added(string json) =>
        Assert.Empty(Check(json, Shots));

    [Theory]
    [InlineData("10", "3,6", "9")]
    [InlineData("9007199254740993", "9007199254740991,1", "9007199254740992")]
    [InlineData("0.3", "0.1,0.200000000000000001", "0.300000000000000001")]
    [InlineData("0", "-1.5,1", "-0.5")]
    [InlineData("0", "2,-0.25", "1.75")]
    [InlineData("0", "-2,0.25", "-1.75")]
    [InlineData("0", "-0.05", "-0.05")]
    public void A_wrong_sum_is_reported_at_the_array(string total, string terms, string sum)
    {
        var json =
            $$"""{"a":1,"seconds":{{total}},"shots":"""
                + $$"""[{{string.Join(",", terms.Split(',').Select(term => $$"""{"seconds":{{term}}}"""))}}]}""";

        var error = Assert.Single(Check(json, Shots));

        Assert.Equal(("/shots", "sum", $"a sum of {total}"), (error.JsonPointer, error.Rule, error.Allowed));
        Assert.EndsWith(
            $"]; it must have numbers at /shots/*/seconds that add up to {total} (the value at /seconds), not to {sum}.",
            error.Message,
            StringComparison.Ordinal);
        Assert.StartsWith("[{\"seconds\":", error.Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        """{"seconds":9,"shots":[{"seconds":3,"text":{"shots":[{"seconds":1}],"seconds":2}},{"seconds":4}]}""",
        Walked,
        "/shots sum; /shots/0/text/shots sum")]
    [InlineData("""{"shots":[{"seconds":3}],"seconds":4}""", MembersHaveRules, "/shots sum; /shots/0/seconds maximum; /seconds minimum")]
    [InlineData("""{"seconds":1,"shots":[{"seconds":3}]}""", $"Input: {Shots}, 3 or more members", "/shots sum;  minProperties")]
    public void A_wrong_sum_is_reported_before_the_errors_of_members_and_nested_sums(string json, string rules, string errors) =>
        Assert.Equal(errors, string.Join("; ", JsonOf.Check(json, rules).Select(error => $"{error.JsonPointer} {error.Rule}")));

    [Fact]
    public void The_items_of_a_root_array_may_have_to_add_up_to_a_constant()
    {
        const string weights = "sum of /* is 1";

        Assert.Empty(Check("[0.5,0.25,0.25]", weights));
        Assert.Equal(
            "The input is [0.5,0.6]; it must have numbers at /* that add up to 1, not to 1.1.",
            Assert.Single(Check("[0.5,0.6]", weights)).Message);
    }

    [Fact]
    public void The_path_of_a_sum_may_have_escaped_names_and_nested_arrays()
    {
        const string rule = "sum of /a~1b/*/*/c~0d is /t";

        Assert.Empty(Check("""{"a/b":[[{"c~d":1}],[],[{"c~d":2},{"c~d":3}]],"t":6}""", rule));
        Assert.Equal("/a~1b", Assert.Single(Check("""{"a/b":[[{"c~d":1}]],"t":6}""", rule)).JsonPointer);
    }

    [Fact]
    public void Checking_a_correct_sum_allocates_nothing()
    {
        var rules = new InputRules(Walked);
        var json = """{"seconds":10,"shots":[{"seconds":3},{"seconds":7}]}"""u8;
        Assert.Empty(rules.Check(json));

        var before = GC.GetAllocatedBytesForCurrentThread();
        rules.Check(json);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Sums_are_exact()
    {
        var number = Gen.Choose(-1_000_000, 1_000_000)
            .Zip(Gen.Choose(0, 9))
            .Select(pair => (Digits: (BigInteger)pair.Item1, Scale: pair.Item2));
        Prop.ForAll(number.ArrayOf().Where(terms => terms.Length > 0).ToArbitrary(), terms =>
        {
            var total = terms.Aggregate(BigInteger.Zero, (sum, term) => sum + (term.Digits * BigInteger.Pow(10, 9 - term.Scale)));
            var list = string.Join(",", terms.Select(term => Decimal(term.Digits, term.Scale)));

            Assert.Empty(Check($"[{list}]", $"sum of /* is {Decimal(total, 9)}"));
            Assert.Single(Check($"[{list}]", $"sum of /* is {Decimal(total + 1, 9)}"));
        }).QuickCheckThrowOnFailure();
    }

    private static string Decimal(BigInteger digits, int scale)
    {
        var text = BigInteger.Abs(digits).ToString(CultureInfo.InvariantCulture).PadLeft(scale + 1, '0');
        return (digits.Sign < 0 ? "-" : "") + text[..^scale] + (scale > 0 ? "." + text[^scale..] : "");
    }

    private static IReadOnlyList<ValidationError> Check(string json, string rule)
    {
        var errors = JsonOf.Check(json, $"Input: {rule}");
        if (rule == Shots)
        {
            Assert.Equal(errors.Select(error => error.ToString()), JsonOf.Check(json, Walked).Select(error => error.ToString()));
        }

        return errors;
    }
}
