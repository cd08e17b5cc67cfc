using SchemaSdk.Emulation;
using SchemaSdk.RunComfy;
using SchemaSdk.RunComfy.Models.Kling.Kling3_0.Pro;

namespace SchemaSdk.Reliability.Tests.Faults;

/// <summary>
/// Tests against a service that answers 429 beyond its limit of running jobs, over real sockets at 100 times the normal speed.
/// </summary>
[Collection("faults")]
public sealed class QuotaTests
{
    private const int Limit = 4;
    private const int Inputs = 60;

    /// <summary>The value of Retry-After in seconds; null to omit the header.</summary>
    public static TheoryData<int?> Waits => FullRun.IsOn ? [null, 1, 30] : [1];

    [Theory]
    [MemberData(nameof(Waits))]
    public async Task All_inputs_succeed_at_a_service_that_runs_four_jobs_at_a_time(int? retryAfter)
    {
        await using var stage = await Stage.StartAsync(retryAfter);

        var runs = await stage.RunAsync(Inputs);

        Assert.All(runs, static run => Assert.Null(run.Error));
        Assert.Equal(stage.Service.BilledRequestIds.Order(), runs.Select(static run => run.RequestId).Order());

        // Twelve of the first sixteen submits are refused. After that, the client sends an input only when a job ends or to probe the
        // limit. Such a probe may be refused too.
        Assert.InRange(stage.Service.RequestsOf(EmulatorCall.Submit), Inputs + 12, Inputs * 3);
    }

    [Fact]
    public async Task Three_enumerations_share_the_limit_and_all_succeed()
    {
        await using var stage = await Stage.StartAsync(retryAfter: null);

        var runs = await Task.WhenAll(stage.RunAsync(Inputs / 3), stage.RunAsync(Inputs / 3), stage.RunAsync(Inputs / 3));

        Assert.All(runs.SelectMany(static some => some), static run => Assert.Null(run.Error));
        Assert.Equal(Inputs, stage.Service.Bills);
    }

    private sealed class Stage : IAsyncDisposable
    {
        private readonly RunComfyClient _client;

        private Stage(ModelEmulator service)
        {
            Service = service;
            var options = new ModelClientOptions
            {
                ApiToken = service.Token,
                BaseAddress = service.Address,
                TimeProvider = new FastTime(),
                JobTimeout = TimeSpan.FromDays(1),
            };

            // In real time, these limits are only a hundredth as long, so they must be generous enough for a busy machine.
            options.Timeouts.Submit = options.Timeouts.Read = options.Timeouts.Connect = TimeSpan.FromHours(1);
            options.Retry.ReadBudget = options.Retry.QuotaBudget = TimeSpan.FromHours(2);
            _client = new RunComfyClient(options);
        }

        public ModelEmulator Service { get; }

        public static async Task<Stage> StartAsync(int? retryAfter)
        {
            var service = new ModelEmulator(RunComfyClient.Models, new()
            {
                TimeProvider = new FastTime(),
                QueueTime = TimeSpan.Zero,
                RunTimes = DurationDistribution.Uniform(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30)),
                JobLimit = Limit,
                JobLimitRetryAfter = retryAfter is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            });
            await service.StartAsync();
            return new Stage(service);
        }

        public async Task<List<ModelRun<TextToVideoInput, TextToVideoOutput>>> RunAsync(int count)
        {
            var inputs = Enumerable.Range(0, count).Select(static number => new TextToVideoInput { Prompt = $"Boat {number}." });
            List<ModelRun<TextToVideoInput, TextToVideoOutput>> runs = [];
            await foreach (var run in _client.Kling.Kling3_0.Pro.TextToVideo.RunManyAsync(inputs.ToList()))
            {
                runs.Add(run);
            }

            return runs;
        }

        public async ValueTask DisposeAsync()
        {
            await _client.DisposeAsync();
            await Service.DisposeAsync();
        }
    }
}
