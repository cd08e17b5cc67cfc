using System.Text.Json.Nodes;
using SchemaSdk.Emulation;
using SchemaSdk.Tool.Tests.Surroundings;

namespace SchemaSdk.Tool.Tests.Run.Price;

public sealed class CheckTests : EmulatedTest
{
    [Fact]
    public async Task A_valid_input_is_accepted_with_its_price_and_nothing_is_sent()
    {
        Options.Price = static _ => EmulatedPrice.PerSecond(0.14m);

        Assert.Equal(0, await RunAsync("check", Star, "-i", "prompt=a star", "-i", "duration=7", "--json"));

        var report = JsonNode.Parse(Tool.Output)!;
        Assert.Contains($"{Star} accepts this input. The estimate is $0.98", (string?)report["summary"], StringComparison.Ordinal);
        Assert.Equal(0.98m, (decimal?)report["facts"]!["estimateUsd"]);
        Assert.Equal(0, Emulator.RequestsOf(EmulatorCall.Submit));
    }

    [Fact]
    public async Task An_invalid_input_is_refused_with_every_error()
    {
        Assert.Equal(1, await RunAsync("check", Star, "-i", "duration=7000"));

        Assert.Contains("error required: ", Tool.Output, StringComparison.Ordinal);
        Assert.Contains("duration", Tool.Output, StringComparison.Ordinal);
        Assert.EndsWith($"{Star} does not accept this input.\n", Tool.Output, StringComparison.Ordinal);
        Assert.Equal(0, Emulator.Requests);
    }
}
