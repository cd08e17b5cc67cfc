using System.Globalization;
using SchemaSdk.Catalog.Prices;

namespace SchemaSdk.Tests.Prices;

public class PriceEstimateTests
{
    private const string FiveToFifteen = """{"properties":{"duration":{"type":"integer","default":5,"minimum":3,"maximum":15}}}""";

    [Theory]
    [InlineData("""{"duration":3}""", FiveToFifteen, "0.3")] // three times 0.1, not 0.30000000000000004
    [InlineData("""{"duration":3.5}""", FiveToFifteen, "0.35")]
    [InlineData("""{"duration":"10"}""", FiveToFifteen, "1.0")]
    [InlineData("""{"duration":"10s"}""", FiveToFifteen, "1.0")]
    [InlineData("""{"duration":60}""", FiveToFifteen, "6.0")] // the service may refuse this input, but would not charge less
    [InlineData("""{}""", FiveToFifteen, "0.5")]
    [InlineData("""{"duration":null}""", FiveToFifteen, "0.5")]
    [InlineData("""{"a":{"duration":3},"b":[{"duration":3}]}""", FiveToFifteen, "0.5")]
    [InlineData("""{"duration":"auto"}""", FiveToFifteen, "1.5")] // the model chooses, so the maximum applies instead of the default
    [InlineData("""{"duration":0}""", FiveToFifteen, "1.5")]
    [InlineData("""{"duration":-1}""", FiveToFifteen, "1.5")]
    [InlineData("""{"duration":[3]}""", FiveToFifteen, "1.5")]
    [InlineData("""{"a":1,"duration":1,"b":{"duration":9},"duration":2}""", FiveToFifteen, "0.2")]
    [InlineData("""{}""", """{"properties":{"duration":{"default":"10","enum":["auto","6","10","20"]}}}""", "1.0")]
    [InlineData("""{}""", """{"properties":{"duration":{"default":"auto","enum":["auto","6","20","10"]}}}""", "2.0")]
    [InlineData("""{}""", """{"properties":{"duration":{"enum":[3,15,4]}}}""", "1.5")]
    [InlineData("""{}""", """{"properties":{"duration":{"maximum":15,"enum":[3,30]}}}""", "1.5")]
    [InlineData("""{}""", """{"properties":{"duration":{"exclusiveMaximum":16}}}""", "1.6")]
    [InlineData("""{}""", """{"properties":{"duration":{"maximum":15,"exclusiveMaximum":true}}}""", "1.5")]
    [InlineData("""{}""", """{"properties":{"duration":{"const":8}}}""", "0.8")]
    [InlineData(
        """{}""", """{"properties":{"duration":{"anyOf":[{"type":"integer","maximum":15},{"type":"null"},{"const":"auto"}]}}}""", "1.5")]
    [InlineData("""{}""", """{"properties":{"duration":{"oneOf":[{"enum":[5,10]},{"maximum":8}]}}}""", "1.0")]
    [InlineData("""{}""", """{"properties":{"duration":{"anyOf":[{"type":"integer"},{"maximum":8}]}}}""", null)]
    [InlineData("""{}""", """{"properties":{"duration":{"default":0,"maximum":15}}}""", "1.5")]
    [InlineData("""{}""", """{"properties":{"duration":{"default":-1,"maximum":-1}}}""", null)]
    [InlineData("""{}""", """{"properties":{"duration":{"type":"integer"}}}""", null)]
    [InlineData("""{}""", """{"properties":{"duration":true}}""", null)]
    [InlineData("""{}""", """{"properties":[]}""", null)]
    [InlineData("""{}""", """[]""", null)]
    [InlineData("""{}""", "no JSON", null)]
    [InlineData("""{"duration":"auto"}""", "{}", null)]
    [InlineData("""{"duration":1e400}""", FiveToFifteen, null)]
    [InlineData("""{"duration":2000000000}""", FiveToFifteen, null)]
    [InlineData("""[{"duration":3}]""", "{}", null)]
    [InlineData("7", "{}", null)]
    public void A_price_per_second_is_multiplied_by_the_requested_duration(string input, string schema, string? amount) =>
        Assert.Equal(amount, Of(Entry("second", schema), model: null, input));

    // If each branch were read twice, the work would double at each level, and the test would never end.
    [Fact]
    public void Branches_that_are_nested_200_levels_deep_are_read_once()
    {
        static string Times200(string text) => string.Concat(Enumerable.Repeat(text, 200));
        var bound = Times200("""{"anyOf":[""") + """{"maximum":15}""" + Times200("]}");

        Assert.Equal("1.5", Of(Entry("second", """{"properties":{"duration":""" + bound + "}}"), model: null, "{}"));
    }

    [Theory]
    [InlineData("""{}""", "{}", "0.1")]
    [InlineData("""{"num_images":3}""", "{}", "0.3")]
    [InlineData("""{"max_images":4}""", "{}", "0.4")]
    [InlineData("""{"num_images":1,"max_images":4}""", "{}", "0.4")]
    [InlineData("""{"num_images":2,"max_images":5}""", "{}", "0.5")]
    [InlineData("""{"max_images":5}""", """{"properties":{"num_images":{"default":2} } }""", "0.5")]
    [InlineData("""{}""", """{"properties":{"num_images":{"default":2,"maximum":4}}}""", "0.2")]
    [InlineData("""{"num_images":"auto"}""", """{"properties":{"num_images":{"default":2,"maximum":4}}}""", "0.4")]
    [InlineData("""{"duration":7}""", FiveToFifteen, "0.1")]
    public void A_price_per_output_is_multiplied_by_the_requested_number(string input, string schema, string amount) =>
        Assert.Equal(amount, Of(Entry("output", schema), model: null, input));

    [Theory]
    [InlineData("Output", "0.1")]
    [InlineData(" second ", "0.5")]
    [InlineData("minute", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_price_in_an_unknown_unit_is_unknown(string? unit, string? amount) =>
        Assert.Equal(amount, Of(Entry(unit, FiveToFifteen), model: null, "{}"));

    [Theory]
    [InlineData(null, null, "0.7")]
    [InlineData("{}", null, "0.7")]
    [InlineData(FiveToFifteen, null, "0.5")] // the current schema of the service has priority over the compiled one
    [InlineData(null, """{"properties":{"duration":{"default":9}}}""", "0.9")]
    [InlineData(null, """{"properties":{"duration":{"default":null}}}""", "2.0")]
    [InlineData(null, """{"properties":{"duration":{"default":null,"maximum":30}}}""", "3.0")]
    [InlineData(null, """{"properties":{"duration":null}}""", null)]
    [InlineData(null, """{"properties":{"duration":7}}""", null)]
    [InlineData(null, """{"title":"Video","properties":{"duration":{"title":"Length"}}}""", "0.7")]
    public void The_compiled_schema_with_its_patch_gives_the_duration_if_the_catalogue_has_no_schema(
        string? schema, string? patch, string? amount)
    {
        var model = new OpenInfo("acme/video", """{"properties":{"duration":{"default":7,"maximum":20}}}""", patch);

        Assert.Equal(amount, Of(Entry("second", schema), model, "{}"));
    }

    [Fact]
    public void The_price_of_another_model_is_not_used()
    {
        var estimate = PriceEstimate.Of(ModelService.RunComfy.Profile, "acme/Video", Entry("output", null), null, "{}"u8);

        Assert.Equal((null, "the catalogue returned the entry of another model, \"acme/video\""), (estimate.AmountUsd, estimate.Basis));
    }

    private static ModelCatalogEntry Entry(string? unit, string? schema) =>
        new() { Id = "acme/video", BasePriceUsd = 0.1m, PriceUnit = unit, InputSchema = schema };

    private static string? Of(ModelCatalogEntry entry, ModelInfo? model, string input) =>
        PriceEstimate.Of(ModelService.RunComfy.Profile, "acme/video", entry, model, Encoding.UTF8.GetBytes(input)).AmountUsd?.ToString(
            CultureInfo.InvariantCulture);
}
