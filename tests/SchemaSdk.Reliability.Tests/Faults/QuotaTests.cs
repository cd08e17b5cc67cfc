using SchemaSdk.Emulation;
using SchemaSdk.RunComfy;
using SchemaSdk.RunComfy.Models.Kling.Kling3_0.Pro;

namespace SchemaSdk.Reliability.Tests.Faults;

/// <summary>A service that runs so many jobs at a time and answers 429 to more, on real sockets, a hundred times as fast.</summary>
[Collection("faults")]
public sealed class QuotaTests
{
    private const int Room = 4;

    /// <summary>The seconds after which the service may say to come back; null: it does not say.</summary>
    public static TheoryData<int?> Waits => [null, 1, 30];

    [Theory]
    [MemberData(nameof(Waits))]
    public async Task Sixty_inputs_of_a_service_with_room_for_four_all_end_well(int? retryAfter)
    {
        await using var stage = await Stage.StartAsync(retryAfter);

        var runs = await stage.RunAsync(60);

        Assert.All(runs, static run => Assert.Null(run.Error));
        Assert.Equal(stage.Service.BilledRequestIds.Order(), runs.Select(static run => run.RequestId).Order());

        // Twelve of the first sixteen; then one for each look.
        Assert.InRange(stage.Service.RequestsOf(EmulatorCall.Submit), 60 + 12, 60 * 3);
    }

    [Fact]
    public async Task Three_enumerations_at_once_share_the_room_and_all_end_well()
    {
        await using var stage = await Stage.StartAsync(retryAfter: null);

        var runs = await Task.WhenAll(stage.RunAsync(20), stage.RunAsync(20), stage.RunAsync(20));

        Assert.All(runs.SelectMany(static some => some), static run => Assert.Null(run.Error));
        Assert.Equal(60, stage.Service.Bills);
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

            // A hundredth of these is what a busy machine has.
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
                JobLimit = Room,
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
