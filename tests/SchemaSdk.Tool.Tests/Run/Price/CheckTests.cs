namespace SchemaSdk.Tool.Tests.Run.Price;

public sealed class CheckTests : EmulatedTest
{
    [Fact]
    public async Task A_valid_input_is_accepted_with_its_price_and_nothing_is_sent()
    {
        Options.Price = static _ => EmulatedPrice.PerSecond(0.14m);

        var report = await JsonAsync(0, "check", Star, "-i", "prompt=a star", "-i", "duration=7");

        Assert.Contains($"{Star} accepts this input. The estimate is $0.98", (string?)report["summary"], StringComparison.Ordinal);
        Assert.Equal(0.98m, (decimal?)report["facts"]!["estimateUsd"]);
        Assert.Equal(0, Emulator.RequestsOf(EmulatorCall.Submit));
    }

    [Fact]
    public async Task An_invalid_input_is_refused_with_every_error()
    {
        await ReportsAsync(1, "error required: ", "check", Star, "-i", "duration=7000");
        Assert.Contains("duration", Tool.Output, StringComparison.Ordinal);
        Assert.EndsWith($"{Star} does not accept this input.\n", Tool.Output, StringComparison.Ordinal);
        Assert.Equal(0, Emulator.Requests);
    }

    [Theory]
    [InlineData("duration=auto")]
    [InlineData("duration=5")]
    public async Task A_value_of_each_enum_of_a_union_is_accepted(string value)
    {
        Tool.Write(
            $"schemas/{Star}/input.json",
            """
            { "type": "object", "properties": { "duration": { "anyOf": [{ "enum": ["auto"] }, { "type": "integer", "enum": [5, 10] }] } } }
            """);

        await ReportsAsync(0, "accepts this input", "check", Star, "-i", value);
    }

    [Fact]
    public async Task The_whole_input_may_be_a_file()
    {
        Tool.Write("input.json", """{ "prompt": "a star", "duration": 7000 }""");

        Assert.Equal(1, await RunAsync("check", Star, "-i", "input.json"));
        Assert.Equal(0, await RunAsync("check", Star, "-i", "input.json", "-i", "duration=7"));
    }

    [Fact]
    public async Task A_model_of_the_folder_is_checked_without_a_price_if_the_service_cannot_be_reached()
    {
        Emulator.IsReachable = false;

        Assert.Equal(0, await RunAsync("check", Star, "-i", "prompt=a star"));

        Assert.StartsWith($"{Star} accepts this input. The price could not be read: ", Tool.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_retired_model_is_checked_with_a_notice()
    {
        Tool.Write(
            $"schemas/{Star}/input.patch.json", """{ "x-retired": { "since": "2026-11-20", "stage": "warn" } }""");

        await RunAsync("check", Star, "-i", "prompt=a star");

        Assert.Contains($"{Star} is retired. The service has not offered it since 2026-11-20.", Tool.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("check", "accepts this input.")]
    [InlineData("run", " succeeded")]
    public Task Quiet_still_writes_what_was_asked_for(string command, string answer) =>
        ReportsAsync(0, answer, command, Star, "-i", "prompt=a star", "--quiet");
}
