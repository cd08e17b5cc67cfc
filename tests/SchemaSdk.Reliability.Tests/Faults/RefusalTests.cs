using SchemaSdk.Emulation;
using SchemaSdk.Reliability.Tests.Faults.Bench;
using SchemaSdk.RunComfy;

namespace SchemaSdk.Reliability.Tests.Faults;

/// <summary>A service that always refuses to tell of one job, on real sockets, a hundred times as fast.</summary>
[Collection("faults")]
public sealed class RefusalTests
{
    private const int Others = 60;

    /// <summary>
    /// The time for which each job is waited for. A client that is held up by each refusal reads next to nothing within it.
    /// </summary>
    private static readonly TimeSpan JobTimeout = TimeSpan.FromMinutes(8);

    /// <summary>The seconds after which the service says to come back; null: it does not say.</summary>
    public static TheoryData<int?> Waits => [null, 1, 60];

    [Theory]
    [MemberData(nameof(Waits))]
    public async Task One_job_whose_reads_are_always_refused_holds_up_no_other(int? retryAfter)
    {
        await using var service = new ModelEmulator(RunComfyClient.Models, new()
        {
            TimeProvider = new FastTime(),
            QueueTime = TimeSpan.Zero,
            RunTimes = DurationDistribution.Uniform(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(180)),
        });
        await service.StartAsync();
        var reads = new RefusedReads(new SocketsHttpHandler(), retryAfter is { } seconds ? TimeSpan.FromSeconds(seconds) : null);
        using var http = new HttpClient(reads) { Timeout = Timeout.InfiniteTimeSpan };
        var options = new ModelClientOptions
        {
            ApiToken = service.Token,
            BaseAddress = service.Address,
            TimeProvider = new FastTime(),
            JobTimeout = JobTimeout,
        };

        // A hundredth of this is what a busy machine has.
        options.Timeouts.Submit = options.Timeouts.Read = TimeSpan.FromHours(1);
        await using var client = new RunComfyClient(http, options);
        var model = client.Kling.Kling3_0.Pro.TextToVideo;
        var refused = await model.SubmitAsync(new() { Prompt = "The one." });
        reads.RequestId = refused.RequestId;

        var wait = Assert.ThrowsAnyAsync<ModelException>(() => refused.WaitAsync());
        await Soon.Until(() => reads.Refused > 0);
        var runs = await Task.WhenAll(Enumerable.Range(0, Others).Select(number => model.RunAsync(new() { Prompt = $"Boat {number}." })));

        Assert.Equal(service.BilledRequestIds.Except([refused.RequestId]).Order(), runs.Select(static run => run.RequestId).Order());
        var end = await wait;
        Assert.True(end is ModelUnavailableException or ModelTimeoutException, end.ToString());
        Assert.Equal(refused.RequestId, end.RequestId);
    }
}
