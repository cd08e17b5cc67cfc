namespace SchemaSdk.Emulation.Tests.Services;

public sealed class SmallServiceTests
{
    [Fact]
    public async Task A_fault_replaces_the_id_inside_the_envelope()
    {
        await using var bench = new ServiceBench(new SmallProtocol());
        var first = await SubmitAsync(bench);
        var second = await SubmitAsync(bench);
        bench.Emulator.Faults.Add("status:other-id,times=2");

        var other = await bench.GetAsync($"jobs/{second}");
        var refused = await bench.GetAsync("jobs/none");

        Assert.Equal(first, (string?)other["data"]!["id"]);
        Assert.Equal("""{"data":null}""", refused.Text);
    }

    [Fact]
    public async Task The_page_knows_the_envelope_and_that_jobs_cannot_be_cancelled()
    {
        await using var bench = new ServiceBench(new SmallProtocol(), options => options.HasPage = true);
        await SubmitAsync(bench);

        var state = await bench.GetAsync("_emulator");

        Assert.Equal("data", (string?)state["protocol"]!["envelope"]);
        Assert.Equal("", (string?)state["jobs"]![0]!["cancel"]);
    }

    private static async Task<string> SubmitAsync(ServiceBench bench) =>
        (string)(await bench.PostAsync($"run/{ServiceBench.Model}", """{"prompt":"a kite"}"""))["data"]!["id"]!;
}
