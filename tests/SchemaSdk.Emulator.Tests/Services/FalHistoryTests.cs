namespace SchemaSdk.Emulation.Tests.Services;

public sealed class FalHistoryTests
{
    private const string Valid = """{"prompt":"a kite"}""";

    [Fact]
    public async Task Started_jobs_are_listed_with_their_inputs_by_page()
    {
        await using var bench = new ServiceBench(EmulatedProtocols.Fal);
        await bench.PostAsync(ServiceBench.Model, Valid);
        await bench.PostAsync(ServiceBench.Model, """{"prompt":"a lighthouse"}""");
        bench.Time.Pass(1);
        await bench.PostAsync(ServiceBench.Model, Valid);
        const string Path = $"v1/models/requests/by-endpoint?endpoint_id={ServiceBench.Model}&expand=payloads&limit=1";

        var first = await bench.GetAsync(Path);
        var second = await bench.GetAsync($"{Path}&cursor={first["next_cursor"]}");
        var none = await bench.GetAsync($"{Path}&start=2026-11-20T12:00:00.5Z");

        Assert.Equal("a lighthouse", (string?)first["items"]![0]!["json_input"]!["prompt"]);
        Assert.Equal((true, false), ((bool)first["has_more"]!, (bool)second["has_more"]!));
        Assert.Equal("a kite", (string?)second["items"]![0]!["json_input"]!["prompt"]);
        Assert.Empty(none["items"]!.AsArray());
    }

    [Fact]
    public async Task A_job_whose_payloads_are_not_stored_is_listed_without_them()
    {
        await using var bench = new ServiceBench(EmulatedProtocols.Fal);
        var submitted = await bench.PostAsync(ServiceBench.Model, Valid, ("X-Fal-Store-IO", "0"));
        bench.Time.Pass(4);

        var list = await bench.GetAsync($"v1/models/requests/by-endpoint?endpoint_id={ServiceBench.Model}&expand=payloads");

        var item = Assert.Single(list["items"]!.AsArray())!.AsObject();
        Assert.Equal((string?)submitted["request_id"], (string?)item["request_id"]);
        Assert.Equal((false, false), (item.ContainsKey("json_input"), item.ContainsKey("json_output")));
    }
}
