namespace SchemaSdk.Tool.Tests.Run.Price;

public sealed class PriceTests : EmulatedTest
{
    [Fact]
    public async Task An_estimate_lists_the_inputs_that_it_ignores()
    {
        Options.Price = static _ => EmulatedPrice.PerSecond(0.14m) with { Note = "More in 4K.\u001b[31m" };

        Assert.Equal(0, await RunAsync("price", Star, "-i", "duration=7", "-i", "sound=true"));

        Assert.Equal(
            "not-covered  given: sound\n"
            + "not-covered  left to the service: prompt, aspect_ratio, image_url, num_images, tags, shots, camera\n"
            + "note         The service says: More in 4K.\\u001B[31m\n"
            + "The estimate is $0.98: $0.14 per second times 7, the duration of the input. Input members that the estimate does not "
            + "cover may raise the cost.\n",
            Tool.Output);
        Assert.Equal(0, Emulator.RequestsOf(EmulatorCall.Submit));
    }

    [Theory]
    [InlineData("0.70", "the default of duration", "duration", "second", new string[0])]
    [InlineData("0.42", "the num_images of the input", "num_images", "output", new[] { "-i", "num_images=3" })]
    [InlineData("0.14", "$0.14 per output", "num_images", "output", new[] { "-i", "num_images=1" })]
    public async Task The_JSON_report_has_the_parts_of_the_estimate(
        string usd, string reason, string covered, string unit, string[] typed)
    {
        Options.Price = _ => new EmulatedPrice(0.14m, unit);

        var facts = (await JsonAsync(0, ["price", Star, .. typed]))["facts"]!;

        Assert.Equal(usd, ((decimal)facts["estimateUsd"]!).ToString("0.00"));
        Assert.EndsWith(reason, (string?)facts["reason"], StringComparison.Ordinal);
        Assert.Equal(covered, (string?)facts["covered"]);
        Assert.Equal(unit, (string?)facts["priceUnit"]);
        var left = facts["notCovered"]!.AsArray().Select(input => (string?)input!["name"]).ToList();
        Assert.DoesNotContain(covered, left);
        Assert.Equal(8, left.Count);
    }

    [Theory]
    [InlineData(null, null, "the catalogue has no price for it")]
    [InlineData(0.0, "second", "its price is 0, which is not a dollar amount above zero")]
    [InlineData(0.5, "frame", "a run costs $0.50 per \"frame\", not per output or second")]
    public async Task An_unknown_price_is_not_estimated(double? usd, string? unit, string why)
    {
        Options.Price = _ => unit is null ? null : new EmulatedPrice((decimal)usd!, unit);

        Assert.Equal(4, await RunAsync("price", Star, "-i", "duration=7"));

        Assert.Equal($"The price cannot be estimated: {why}.\n", Tool.Output.Replace("0.0,", "0,", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("acme/star has no input 'durration'. Did you mean 'duration'?", "durration=7")]
    [InlineData("error maximum: /duration is 16;", "duration=16")]
    public async Task An_invalid_input_has_no_estimate(string message, string typed)
    {
        Options.Price = static _ => EmulatedPrice.PerSecond(0.14m);

        await ReportsAsync(2, message, "price", Star, "-i", typed);
        Assert.EndsWith("cannot be estimated, because acme/star does not accept this input.\n", Tool.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failing_service_gives_no_estimate()
    {
        Emulator.Faults.Add(EmulatorCall.Catalog, EmulatorFault.Status(500), times: int.MaxValue);

        await PrintsAsync(3, "", "price", Star);
        Assert.EndsWith("Nothing was sent.\n", Tool.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_that_is_only_in_the_catalogue_is_priced_with_its_schema()
    {
        Options.Price = static _ => EmulatedPrice.PerSecond(0.14m);
        _ = Emulator;
        Directory.Delete(Tool.PathOf("schemas"), recursive: true);

        await ReportsAsync(0, "The estimate is $1.40", "price", Star, "-i", "duration=10");
    }
}
