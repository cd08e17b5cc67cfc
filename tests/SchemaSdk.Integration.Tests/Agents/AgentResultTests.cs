using SchemaSdk.Emulation;

namespace SchemaSdk.Integration.Tests.Agents;

/// <summary>Tests what agents learn about the files of a result.</summary>
public sealed class AgentResultTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task While_files_are_being_saved_a_call_says_so_in_time_and_starts_no_second_download()
    {
        var time = new FakeTime();
        await using var bench = await AgentBench.StartAsync(time: time, saves: true);
        bench.Emulator.Faults.Add(EmulatorCall.Download, EmulatorFault.Hang(FaultPhase.BeforeResponse));
        var run = bench.CallAsync("run", new(AgentBench.Film()) { ["key"] = "film 1", ["wait_seconds"] = 0 });
        await Soon.Until(() => bench.Emulator.RequestsOf(EmulatorCall.Download) == 1);
        await Soon.Until(() => IsCompleted(run, time));

        var asked = bench.CallAsync("job", new() { ["key"] = "film 1", ["wait_seconds"] = 0 });
        await Soon.Until(() => IsCompleted(asked, time));
        var job = await asked;

        Assert.Equal("running", job.GetProperty("state").GetString());
        Assert.Contains("files are still being saved", job.GetProperty("next").GetString(), StringComparison.Ordinal);
        Assert.Equal(1, bench.Emulator.RequestsOf(EmulatorCall.Download));
    }

    private static bool IsCompleted(Task call, FakeTime time)
    {
        time.Advance(Second);
        return call.IsCompleted;
    }
}
