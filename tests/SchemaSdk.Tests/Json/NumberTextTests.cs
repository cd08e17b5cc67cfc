using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace SchemaSdk.Tests.Json;

public class NumberTextTests
{
    [Theory]
    [InlineData("5")]
    [InlineData("5.0")]
    [InlineData("1e3")]
    [InlineData("-0")]
    [InlineData("50E-1")]
    [InlineData("2147483647.000")]
    [InlineData("0.5e1")]
    public void A_whole_number_keeps_its_text(string text)
    {
        var json = $$"""{"duration":{{text}}}""";

        var input = JsonOf.Input(json);

        Assert.Equal((int)double.Parse(text, CultureInfo.InvariantCulture), input.Duration);
        Assert.Equal(json, JsonOf.Text(input));
        Assert.Empty(input.AdditionalProperties);
    }

    [Theory]
    [InlineData("9223372036854775807.0", 9223372036854775807)]
    [InlineData("-9223372036854775808", -9223372036854775808)]
    [InlineData("-9.223372036854775808e18", -9223372036854775808)]
    [InlineData("9007199254740993.0", 9007199254740993)]
    [InlineData("0e999999999999999999999", 0)]
    public void A_long_number_is_exact(string text, long value)
    {
        var input = JsonOf.Input($$"""{"seed":{{text}}}""");

        Assert.Equal(value, input.Seed);
        Assert.Equal($$"""{"seed":{{text}}}""", JsonOf.Text(input));
    }

    [Theory]
    [InlineData("0.5")]
    [InlineData("0")]
    [InlineData("-0")]
    [InlineData("-0.0")]
    [InlineData("1.10")]
    [InlineData("1e3")]
    [InlineData("1E+16")]
    [InlineData("0.00001")]
    [InlineData("0.0001")]
    [InlineData("123456789012345")]
    [InlineData("1234567890123456789")]
    [InlineData("0.1000000000000000055511151231257827")]
    [InlineData("4.9406564584124654e-324")]
    public void A_number_keeps_its_text(string text)
    {
        var json = $$"""{"cfg_scale":{{text}}}""";

        var input = JsonOf.Input(json);

        Assert.Equal(double.Parse(text, CultureInfo.InvariantCulture), input.CfgScale);
        Assert.Equal(json, JsonOf.Text(input));
    }

    [Theory]
    [InlineData("""{"weights":[1.0,2,3e0]}""")]
    [InlineData("""{"grid":[[1,2.0],[3]]}""")]
    [InlineData("""{"multi_prompt":[{"duration":5.0}]}""")]
    public void Numbers_in_lists_keep_their_text(string json) => Assert.Equal(json, JsonOf.Again(json));

    [Fact]
    public void Setting_a_property_drops_its_text_and_no_other()
    {
        var read = JsonOf.Input("""{"prompt":"a","duration":5.0,"cfg_scale":0.50,"weights":[1.0],"style":"x"}""");

        var changed = read with { Duration = 6, Weights = [2] };

        Assert.Equal("""{"prompt":"a","duration":6,"cfg_scale":0.50,"weights":[2],"style":"x"}""", JsonOf.Text(changed));
        Assert.Equal("""{"prompt":"a","duration":5.0,"cfg_scale":0.50,"weights":[1.0],"style":"x"}""", JsonOf.Text(read));
    }

    [Fact]
    public void Setting_a_property_to_the_same_value_drops_its_text_too()
    {
        var read = JsonOf.Input("""{"prompt":"a","duration":5.0,"style":"x"}""");

        Assert.Equal("""{"prompt":"a","duration":5,"style":"x"}""", JsonOf.Text(read with { Duration = 5 }));
    }

    [Fact]
    public void Setting_a_property_to_null_leaves_it_out()
    {
        var read = JsonOf.Input("""{"prompt":"a","duration":5.0,"style":"x"}""");

        Assert.Equal("""{"prompt":"a","style":"x"}""", JsonOf.Text(read with { Duration = null }));
    }

    [Fact]
    public void Every_number_text_comes_back_to_the_letter()
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

    [Fact]
    public void Every_double_is_read_back_from_what_was_written() =>
        Prop.ForAll(ArbMap.Default.ArbFor<double>().Filter(double.IsFinite), static value =>
        {
            var text = JsonOf.Text(new VideoInput { Prompt = "a", Style = "x", CfgScale = value });
            return JsonOf.Input(text).CfgScale == value && JsonOf.Again(text) == text;
        }).QuickCheckThrowOnFailure();
}
