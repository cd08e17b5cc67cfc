using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using SchemaSdk.RunComfy.Models.Kling.Kling3_0.Pro;

namespace SchemaSdk.EndToEnd.Tests.Telemetry;

/// <summary>Runs jobs at the emulator, some that succeed and others that fail in each possible way, and records their telemetry.</summary>
public sealed partial class TelemetryRuns : IAsyncLifetime
{
    private const int Port = 19_471;

    internal RecordedTelemetry Recorded { get; } = new(Port);

    public async Task InitializeAsync()
    {
        await SucceedAsync();
        await RetryAsync();
        await FailAsync<ModelFailedException>(EmulatedOutcome.Fail("out of memory"));
        await FailAsync<ModelApiException>(EmulatedOutcome.Refuse(HttpStatusCode.PaymentRequired, 400002, "no balance"));
        await SlowDownAsync();
        await FailAsync<ModelSubmissionUnknownException>(EmulatedOutcome.Succeed, EmulatorFault.Reset(FaultPhase.BeforeResponse));
        await FailAsync<ModelUnavailableException>(
            EmulatedOutcome.Succeed, EmulatorFault.Status(429), options => options.Retry.SubmitBudget = TimeSpan.Zero);
        await CancelAsync();
        await HoldBackAsync();
        await LeaveAsync();
        await StopWaitingAsync();
        await EndBadlyAsync();
        await MisreadAsync();
        await ForgetAsync();
        await BreakStreamAsync();
        await StoreAsync();
        await StoreNothingAsync();
    }

    public Task DisposeAsync()
    {
        Recorded.Dispose();
        return Task.CompletedTask;
    }

    private async Task SucceedAsync()
    {
        // The clock moves only between calls, so the job is seen in the queue and in progress even on a slow machine.
        var service = new PassingTime();
        await using var stage = Start(
            new ModelEmulatorOptions
            {
                QueueTime = TimeSpan.FromSeconds(2),
                RunTime = TimeSpan.FromSeconds(1),
                Price = _ => EmulatedPrice.PerOutput(0.1m),
                TimeProvider = service,
            },
            options => options.Polling.Interval = TimeSpan.FromHours(1));
        stage.Emulator.Faults.Add(EmulatorCall.Catalog, EmulatorFault.Status(502));
        var job = await stage.Model.SubmitAsync(Input, new RunOptions { MaxPriceUsd = 1 });
        Assert.Equal(JobState.InQueue, (await job.GetStatusAsync()).State);
        service.Pass(2);
        Assert.Equal(JobState.InProgress, (await job.GetStatusAsync()).State);
        service.Pass(1);
        await job.WaitAsync();
    }

    private async Task RetryAsync()
    {
        await using var stage = Start(AtOnce(EmulatedOutcome.Succeed));
        stage.Emulator.Faults.Add(EmulatorCall.Submit, EmulatorFault.Status(429, TimeSpan.Zero));
        stage.Emulator.Faults.Add(EmulatorCall.Status, EmulatorFault.Status(429, TimeSpan.Zero));
        stage.Emulator.Faults.Add(EmulatorCall.Result, EmulatorFault.Status(502));
        await stage.Model.RunAsync(Input);
    }

    private async Task SlowDownAsync()
    {
        await using var stage = Start(AtOnce(EmulatedOutcome.Succeed), options => options.Polling.Profile = "of another time");

        // The client slows down only after polls of several jobs have been refused.
        stage.Emulator.Faults.AddAtRate(EmulatorCall.Status, EmulatorFault.Status(429, TimeSpan.Zero), rate: 1);
        var runs = Task.WhenAll(Enumerable.Range(0, 3).Select(_ => stage.Model.RunAsync(Input)));
        await HeardAsync("SlowedDown");
        stage.Emulator.Faults.Clear();
        await runs;
    }

    private async Task FailAsync<TException>(
        EmulatedOutcome outcome, EmulatorFault? ofSubmit = null, Action<ModelClientOptions>? configure = null)
        where TException : Exception
    {
        await using var stage = Start(AtOnce(outcome), configure);
        stage.Emulator.Faults.Add(EmulatorCall.Submit, ofSubmit ?? EmulatorFault.None);
        await Assert.ThrowsAsync<TException>(() => stage.Model.RunAsync(Input));
    }

    private async Task CancelAsync()
    {
        await using var stage = Start(new ModelEmulatorOptions { QueueTime = TimeSpan.FromHours(1) });
        stage.Emulator.Faults.Add(EmulatorCall.Cancel, EmulatorFault.Status(500));
        var job = await stage.Model.SubmitAsync(Input);
        await job.CancelAsync();
        await Assert.ThrowsAsync<ModelCanceledException>(() => job.WaitAsync());
    }

    private async Task HoldBackAsync()
    {
        await using var stage = Start(AtOnce(EmulatedOutcome.Succeed));
        stage.Emulator.Faults.Add(EmulatorCall.Submit, EmulatorFault.Status(429));
        await foreach (var run in stage.Model.RunManyAsync([Input]))
        {
            Assert.Null(run.Error);
        }
    }

    private async Task LeaveAsync()
    {
        var service = new PassingTime();   // advanced once all jobs have a request id, because without an id, no LeftBehind is logged
        await using var stage = Start(new() { QueueTime = TimeSpan.Zero, RunTime = TimeSpan.FromSeconds(1), TimeProvider = service });
        var accepted = new ConcurrentDictionary<string, JobStatus>();
        var progress = new Reporting(status =>
        {
            if (accepted.TryAdd(status.RequestId, status) && accepted.Count == 3)
            {
                service.Pass(1);
            }
        });
        await foreach (var run in stage.Model.RunManyAsync([Input, Input, Input], maxInFlight: 3, new() { Progress = progress }))
        {
            Assert.Null(run.Error);
            break;
        }
    }

    private async Task StopWaitingAsync()
    {
        await using var stage = Start(new ModelEmulatorOptions { QueueTime = TimeSpan.FromHours(1) });
        stage.Http.Timeout = TimeSpan.FromSeconds(30);
        using var late = new RunComfyClient(stage.Http, stage.Options);
        using var stop = new CancellationTokenSource();
        var run = late.Kling.Kling3_0.Pro.TextToVideo.RunAsync(
            Input, new() { Progress = new Reporting(_ => stop.Cancel()) }, stop.Token);
        await Assert.ThrowsAsync<ModelWaitCanceledException>(() => run);
    }

    private async Task EndBadlyAsync()
    {
        var requests = new ThrowingOnCancel();
        await using var stage = Start(AtOnce(EmulatedOutcome.NeverEnd), around: inner =>
        {
            requests.InnerHandler = inner;
            return requests;
        });
        using var stop = new CancellationTokenSource();
        var run = stage.Model.RunAsync(Input, null, stop.Token);
        await requests.Reached.WaitAsync(TimeSpan.FromSeconds(30));
        await stop.CancelAsync();
        await Assert.ThrowsAsync<ModelWaitCanceledException>(() => run);

        // Another thread logs the message, perhaps after the run has ended.
        await HeardAsync("CallbackThrew");
    }

    private async Task MisreadAsync()
    {
        await using var stage = Start(
            AtOnce(EmulatedOutcome.Succeed), around: inner => new RewrittenAnswers(inner, "/", "\"output\"", "\"outcome\""));
        await Assert.ThrowsAsync<ModelException>(() => stage.Model.RunAsync(Input));
    }

    private async Task ForgetAsync()
    {
        using var folder = new TemporaryFolder();
        var ledger = new ForgetfulLedger(new JobLedgerOptions { InputFolder = folder.Path }) { LostKey = "lost" };
        await using var stage = Start(AtOnce(EmulatedOutcome.Succeed), options => options.Ledger = ledger);
        await Assert.ThrowsAsync<ModelLedgerException>(() => stage.Model.SubmitAsync(Input));
        await HeardAsync("RecordedLate");
        var input = new ImageToVideoInput { StartImageUrl = ModelFile.FromBytes(new byte[] { 1 }, "image/png"), Prompt = "a boat" };
        await stage.Client.Kling.Kling3_0.Pro.ImageToVideo.RunAsync(input);
        await Assert.ThrowsAsync<ModelLedgerException>(
            () => stage.Client.Kling.Kling3_0.Pro.ImageToVideo.RunAsync(input, new RunOptions { Key = "lost" }));
    }

    private async Task BreakStreamAsync()
    {
        await using var stage = Start(
            new ModelEmulatorOptions { Protocol = EmulatedProtocols.Fal, QueueTime = TimeSpan.FromHours(1) },
            options => options.Polling.Interval = TimeSpan.FromHours(1));
        await using var client = new FilesClient(ModelService.Fal, stage.Http, stage.Options);
        var input = JsonSerializer.SerializeToElement(new { prompt = "a boat" });
        var job = await client.SubmitAsync("kling/kling-3.0/pro/text-to-video", input);
        stage.Emulator.Faults.Add(EmulatorCall.Status, EmulatorFault.None);
        stage.Emulator.Faults.Add(EmulatorCall.Status, EmulatorFault.Reset(FaultPhase.BeforeResponse));
        using var stop = new CancellationTokenSource();
        var waiting = job.WaitAsync(new Progress<JobStatus>(), stop.Token);
        await HeardAsync("StreamBroke");
        await stop.CancelAsync();
        await Assert.ThrowsAsync<ModelWaitCanceledException>(() => waiting);
    }

    private Task HeardAsync(string message) => Soon.Until(() => Recorded.Messages.Keys.Any(known => known.Name == message));

    private static TextToVideoInput Input => new() { Prompt = "a boat" };

    private static ModelEmulatorOptions AtOnce(EmulatedOutcome outcome) =>
        new() { QueueTime = TimeSpan.Zero, RunTime = TimeSpan.Zero, Outcome = _ => outcome };

    private EmulatedStage Start(
        ModelEmulatorOptions emulator,
        Action<ModelClientOptions>? configure = null,
        IReadOnlyList<ModelInfo>? models = null,
        Func<HttpMessageHandler, HttpMessageHandler>? around = null) => new(
            emulator,
            options =>
            {
                (options.BaseAddress, options.LoggerFactory) = (new Uri($"http://127.0.0.1:{Port}"), Recorded);
                configure?.Invoke(options);
            },
            models,
            around);

    private sealed class Reporting(Action<JobStatus> report) : IProgress<JobStatus>
    {
        public void Report(JobStatus value) => report(value);
    }
}
