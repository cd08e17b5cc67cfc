using SchemaSdk.Emulation;
using SchemaSdk.Reliability.Tests.Faults.Bench;
using SchemaSdk.RunComfy;

namespace SchemaSdk.Reliability.Tests.Faults;

/// <summary>Tests against a service that refuses every read of one job, over real sockets at 100 times the normal speed.</summary>
[Collection("faults")]
public sealed class RefusalTests
{
    private const int Others = 60;

    /// <summary>The timeout of each job. If each refusal delayed all reads, the client would read almost nothing in this time.</summary>
    private static readonly TimeSpan JobTimeout = TimeSpan.FromMinutes(8);

    /// <summary>The value of Retry-After in seconds; null to omit the header.</summary>
    public static TheoryData<int?> Waits => [null, 1, 60];

    [Theory]
    [MemberData(nameof(Waits))]
    public async Task A_job_whose_reads_are_always_refused_delays_no_other_job(int? retryAfter)
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

        // In real time, these timeouts are only a hundredth as long, so they must be generous enough for a busy machine.
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
