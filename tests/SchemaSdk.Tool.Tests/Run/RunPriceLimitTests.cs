namespace SchemaSdk.Tool.Tests.Run;

public sealed class RunPriceLimitTests : EmulatedTest
{
    private static readonly string[] Run = ["run", Star, "-i", "prompt=It falls.", "-i", "duration=4"];

    [Fact]
    public async Task A_run_is_submitted_only_up_to_the_limit()
    {
        Options.Price = static _ => EmulatedPrice.PerSecond(0.25m);

        await ReportsAsync(
            1,
            "error too-dear: A run of acme/star costs $1.00 ($0.25 per second times 4, the duration of the input), but --max-price is "
            + "$0.99. Nothing was sent.",
            [.. Run, "--max-price", "0.99"]);
        Assert.Equal(0, Emulator.RequestsOf(EmulatorCall.Submit));

        Assert.Equal(0, await RunAsync([.. Run, "--max-price", "1"]));
        Assert.EndsWith(" succeeded and cost $1.00.\n", Tool.Output, StringComparison.Ordinal);
        Assert.Equal(1, Emulator.Bills);
    }

    [Theory]
    [InlineData(null, "the catalogue has no price for it")]
    [InlineData("frame", "not per output or second")]
    public async Task A_run_with_an_unknown_price_is_not_submitted(string? unit, string reason)
    {
        Options.Price = _ => unit is null ? null : new EmulatedPrice(0.01m, unit);

        var report = await JsonAsync(4, [.. Run, "--max-price", "100"]);

        Assert.Equal("price-unknown", (string?)report["findings"]![0]!["rule"]);
        var message = (string?)report["findings"]![0]!["message"];
        Assert.Contains(reason, message, StringComparison.Ordinal);
        Assert.DoesNotContain("MaxPriceUsd", message, StringComparison.Ordinal);
        Assert.DoesNotContain("GetModelAsync", message, StringComparison.Ordinal);
        Assert.Equal(0, Emulator.RequestsOf(EmulatorCall.Submit));
    }
}
