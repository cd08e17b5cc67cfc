using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using ModelContextProtocol.Protocol;
using NJsonSchema;
using SchemaSdk.Emulation;

namespace SchemaSdk.Integration.Tests.Agents;

/// <summary>Tests of arguments that no well-meaning agent sends: nothing runs, and the server answers the next call.</summary>
public sealed class AgentHostileTests
{
    private const int Calls = 1_000;
    private const int Megabyte = 1 << 20;

    private static readonly string[] Tools =
        ["search_models", "get_model", "quote", "run", "job", "list_jobs", "cancel", "budget"];

    [Fact]
    public async Task Random_arguments_run_nothing_that_the_schema_refuses()
    {
        await using var bench = await AgentBench.StartAsync(options => options.ConfirmAboveUsd = null);
        var schema = await JsonSchema.FromFileAsync(SourceTree.PlainInput(AgentBench.Model));
        var inputs = new RandomInput(schema).AnyValue().Sample(Calls, new Rnd(20261126, 3), 20).ToList();

        for (var i = 0; i < inputs.Count; i++)
        {
            var arguments = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(
                i % 2 == 0 && inputs[i].StartsWith('{')
                    ? inputs[i]
                    : $$"""{"model":"{{AgentBench.Model}}","input":{{inputs[i]}},"key":"a","wait_seconds":0,"max_price_usd":0.01}""")!;
            await bench.Agent.CallToolAsync(new CallToolRequestParams { Name = Tools[i % Tools.Length], Arguments = arguments });
        }

        Assert.Equal(0, bench.Emulator.RequestsOf(EmulatorCall.Submit));
        Assert.True((await bench.CallAsync("budget")).GetProperty("spent_usd").GetDecimal() == 0);
    }

    [Theory]
    [InlineData("prompt", 50)]
    [InlineData("key", 50)]
    [InlineData("start_image_url", 50)]
    public async Task An_input_of_50_MB_is_refused(string member, int megabytes)
    {
        await using var bench = await AgentBench.StartAsync(options => options.ConfirmAboveUsd = null);
        var text = new string('a', megabytes * Megabyte);
        var arguments = AgentBench.Film();
        arguments[member == "key" ? "key" : "input"] = member == "key"
            ? text
            : new Dictionary<string, string> { ["prompt"] = "a kite", [member] = text };

        var refusal = await bench.RefusedAsync("run", arguments);

        Assert.InRange(refusal.Length, 1, 1_000);
        Assert.Equal(0, bench.Emulator.RequestsOf(EmulatorCall.Submit));
    }

    [Fact]
    public async Task A_deep_input_is_refused()
    {
        await using var bench = await AgentBench.StartAsync(options => options.ConfirmAboveUsd = null);
        object deep = "a";
        for (var i = 0; i < 50; i++)
        {
            deep = new[] { deep };
        }

        var arguments = AgentBench.Film();
        arguments["input"] = new { prompt = deep };
        var refusal = await bench.RefusedAsync("run", arguments);

        Assert.Contains("prompt", refusal, StringComparison.Ordinal);
        Assert.Equal(0, bench.Emulator.RequestsOf(EmulatorCall.Submit));
    }
}
