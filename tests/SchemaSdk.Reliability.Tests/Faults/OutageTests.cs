using SchemaSdk.Emulation;
using SchemaSdk.RunComfy;

namespace SchemaSdk.Reliability.Tests.Faults;

/// <summary>Tests a client whose existing connection breaks because the service fails.</summary>
public sealed class OutageTests : IAsyncLifetime
{
    private ModelEmulator _service = null!;
    private RunComfyClient _client = null!;

    public async Task InitializeAsync()
    {
        _service = new ModelEmulator(RunComfyClient.Models, new()
        {
            QueueTime = TimeSpan.Zero,
            RunTime = TimeSpan.FromMilliseconds(400),
        });
        await _service.StartAsync();
        var options = new ModelClientOptions { ApiToken = _service.Token, BaseAddress = _service.Address };
        options.Polling.Interval = TimeSpan.FromMilliseconds(20);
        _client = new RunComfyClient(options);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _service.DisposeAsync();
    }

    [Fact]
    public async Task A_submit_after_an_outage_does_not_use_the_old_connection()
    {
        var before = await _client.Kling.Kling3_0.Pro.TextToVideo.SubmitAsync(new() { Prompt = "Before." });
        _service.IsReachable = false;
        _service.IsReachable = true;

        var after = await _client.Kling.Kling3_0.Pro.TextToVideo.SubmitAsync(new() { Prompt = "After." });

        Assert.Equal([before.RequestId, after.RequestId], _service.BilledRequestIds);
        Assert.Equal((2, 2), (_service.RequestsOf(EmulatorCall.Submit), _service.RequestsOf(EmulatorCall.Connect)));
    }

    [Fact]
    public async Task A_wait_survives_an_outage()
    {
        var progress = new Waiting();
        var run = _client.Kling.Kling3_0.Pro.TextToVideo.RunAsync(new() { Prompt = "Patience." }, new RunOptions { Progress = progress });
        await progress.Begun.WaitAsync(TimeSpan.FromSeconds(60));

        _service.IsReachable = false;
        await Task.Delay(TimeSpan.FromMilliseconds(300));
        _service.IsReachable = true;

        Assert.Equal([(await run.WaitAsync(TimeSpan.FromSeconds(60))).RequestId], _service.BilledRequestIds);
    }

    private sealed class Waiting : IProgress<JobStatus>
    {
        private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Begun => _begun.Task;

        public void Report(JobStatus value)
        {
            if (value.StateText is not null)
            {
                _begun.TrySetResult();
            }
        }
    }
}
