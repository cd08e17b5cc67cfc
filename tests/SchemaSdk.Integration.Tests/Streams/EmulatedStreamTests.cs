using System.Collections.Concurrent;
using SchemaSdk.Integration.Tests.Reconciling;

namespace SchemaSdk.Integration.Tests.Streams;

/// <summary>Tests that a call which watches a job reads the event stream of the emulator.</summary>
public sealed class EmulatedStreamTests
{
    [Theory]
    [InlineData("fal", 2, false)]
    [InlineData("Replicate", 3, true)]
    public async Task A_watched_job_needs_only_one_poll_before_it_ends_in_any_process(string service, int statuses, bool isAttached)
    {
        await using var emulator = Emulator(service);

        var seen = await WatchAsync(emulator, service, isAttached);

        Assert.Equal(JobState.Succeeded, seen[^1].State);
        Assert.Equal("The job starts.\nThe job ends.\n", string.Concat(seen.Select(static status => status.NewLogs)));

        // On a busy machine, an attached job may end before its first poll, so one status call may be missing.
        Assert.InRange(emulator.RequestsOf(EmulatorCall.Status), statuses - (isAttached ? 1 : 0), statuses);
    }

    [Theory]
    [InlineData("fal")]
    [InlineData("Replicate")]
    public async Task A_stream_that_breaks_loses_no_state_and_no_log_line(string service)
    {
        var (time, states) = (new PassingTime(), new ConcurrentQueue<JobState>());
        await using var emulator = Emulator(service, time);
        emulator.Faults.Add(EmulatorCall.Status, EmulatorFault.None);
        emulator.Faults.Add(EmulatorCall.Status, EmulatorFault.Reset(FaultPhase.MidResponse));
        emulator.Faults.Add(EmulatorCall.Status, EmulatorFault.None);
        emulator.Faults.Add(EmulatorCall.Status, EmulatorFault.Status(503));

        var watching = WatchAsync(emulator, service, tell: states.Enqueue);
        await Soon.Until(() => emulator.RequestsOf(EmulatorCall.Status) > 4);   // both faults have occurred
        time.Pass(0.5);
        await Soon.Until(() => states.Contains(JobState.InProgress));
        time.Pass(1);
        var seen = await watching.Soonish();

        Assert.Equal([JobState.InQueue, JobState.InProgress, JobState.Succeeded], states.Distinct());
        Assert.Equal("The job starts.\nThe job ends.\n", string.Concat(seen.Select(static status => status.NewLogs)));
        Assert.Equal(1, emulator.Bills);
    }

    private static ModelEmulator Emulator(string service, TimeProvider? time = null)
    {
        using var folder = new TemporaryFolder();
        var model = Directory.CreateDirectory(folder.File(ListBench.Model)).FullName;
        File.WriteAllText(Path.Combine(model, "input.json"), """{"type":"object","properties":{"prompt":{"type":"string"}}}""");
        File.WriteAllText(Path.Combine(model, "output.json"), """{"type":"object","properties":{"text":{"type":"string"}}}""");
        return ModelEmulator.FromFolder(folder.Path, new ModelEmulatorOptions
        {
            Protocol = service == "fal" ? EmulatedProtocols.Fal : EmulatedProtocols.Replicate,
            QueueTime = TimeSpan.FromSeconds(0.3),
            RunTime = TimeSpan.FromSeconds(0.6),
            TimeProvider = time ?? TimeProvider.System,
        });
    }

    private static async Task<List<JobStatus>> WatchAsync(
        ModelEmulator emulator, string service, bool isAttached = false, Action<JobState>? tell = null)
    {
        using var http = new HttpClient(emulator.CreateHandler());
        await using var client = new ListedClient(
            service == "fal" ? ModelService.Fal : ModelService.Replicate,
            http,
            new() { BaseAddress = emulator.Address, ApiToken = emulator.Token });
        var job = await Soon.Async(client.SubmitAsync(ListBench.Model, ListBench.Json("""{"prompt":"a kite"}""")));
        job = isAttached ? client.Attach(ListBench.Model, job.RequestId) : job;
        var seen = new List<JobStatus>();
        await foreach (var status in job.WatchAsync())
        {
            seen.Add(status);
            tell?.Invoke(status.State);
        }

        return seen;
    }
}
