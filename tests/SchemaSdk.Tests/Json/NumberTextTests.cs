using FsCheck;
using FsCheck.Fluent;

namespace SchemaSdk.Tests.Json;

public class NumberTextTests
{
    [Theory]
    [InlineData("duration", "5", 5)]
    [InlineData("duration", "5.0", 5)]
    [InlineData("duration", "1e3", 1000)]
    [InlineData("duration", "-0", 0)]
    [InlineData("duration", "50E-1", 5)]
    [InlineData("duration", "2147483647.000", int.MaxValue)]
    [InlineData("duration", "0.5e1", 5)]
    [InlineData("seed", "9223372036854775807.0", 9223372036854775807)]
    [InlineData("seed", "-9223372036854775808", -9223372036854775808)]
    [InlineData("seed", "-9.223372036854775808e18", -9223372036854775808)]
    [InlineData("seed", "9007199254740993.0", 9007199254740993)]
    [InlineData("seed", "0e999999999999999999999", 0)]
    public void An_integer_is_exact_and_keeps_its_text(string name, string text, long value)
    {
        var json = $$"""{"{{name}}":{{text}}}""";

        var input = JsonOf.Input(json);

        Assert.Equal(value, name == "seed" ? input.Seed : input.Duration);
        Assert.Equal(json, JsonOf.Text(input));
        Assert.Empty(input.AdditionalProperties);
    }

    [Fact]
    public void Setting_a_property_drops_the_text_of_this_property_only()
    {
        var read = JsonOf.Input("""{"prompt":"a","duration":5.0,"cfg_scale":0.50,"weights":[1.0],"style":"x"}""");

        var changed = read with { Duration = 6, Weights = [2] };

        Assert.Equal("""{"prompt":"a","duration":6,"cfg_scale":0.50,"weights":[2],"style":"x"}""", JsonOf.Text(changed));
        Assert.Equal("""{"prompt":"a","duration":5.0,"cfg_scale":0.50,"weights":[1.0],"style":"x"}""", JsonOf.Text(read));
    }

    [Theory]
    [InlineData(5, """{"prompt":"a","duration":5,"style":"x"}""")]
    [InlineData(null, """{"prompt":"a","style":"x"}""")]
    public void Setting_a_property_to_the_same_value_or_to_null_drops_its_text_too(int? duration, string expected) =>
        Assert.Equal(
            expected, JsonOf.Text(JsonOf.Input("""{"prompt":"a","duration":5.0,"style":"x"}""") with { Duration = duration }));

    [Fact]
    public void Every_number_text_is_written_back_unchanged()
    {
        var sign = Gen.Elements("", "-");
        var whole = Gen.Elements("0", "1", "7", "10", "900", "123456789", "1234567890123456", "99999999999999999999");
        var fraction = Gen.Elements("", ".0", ".5", ".10", ".0001", ".00001", ".123456789012345", ".99999999999999999");
        var exponent = Gen.Elements("", "e0", "E3", "e+15", "e-7", "e-300", "e17");
        var texts =
            from s in sign
            from w in whole
            from f in fraction
            from e in exponent
            select s + w + f + e;

        Prop.ForAll(texts.ToArbitrary(), static text =>
        {
            var json = $$"""{"duration":{{text}},"cfg_scale":{{text}},"seed":{{text}},"weights":[{{text}}]}""";
            var names = new[] { "duration", "cfg_scale", "seed", "weights" };
            var again = JsonOf.Element(JsonOf.Again(json));
            return names.All(name => again.GetProperty(name).GetRawText().Trim('[', ']') == text);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }
}
