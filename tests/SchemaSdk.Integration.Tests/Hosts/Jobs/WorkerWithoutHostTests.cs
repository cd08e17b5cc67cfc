namespace SchemaSdk.Integration.Tests.Hosts.Jobs;

public sealed class WorkerWithoutHostTests : IAsyncLifetime
{
    private readonly Shop _shop = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly HandledJobs _handed = new();
    private RunComfyClient _client = null!;

    public Task InitializeAsync()
    {
        _client = ClientOf(new MemoryJobLedger(_shop.Jobs));
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _client.DisposeAsync();
        _stop.Dispose();
        await _shop.DisposeAsync();
    }

    [Fact]
    public async Task A_job_that_no_recording_has_is_refused()
    {
        using var recording = ModelRecording.Open(Path.Combine(Path.GetTempPath(), "schemasdk-no-recordings"));
        await using var client = ClientOf(new MemoryJobLedger(_shop.Jobs), recording);
        using var worker = new ModelJobsWorker(client, new HandledJobs.Handler(_handed));
        await worker.Jobs.EnqueueAsync("order-1", Shop.Model, Shop.Input());
        var running = worker.RunAsync(_stop.Token);

        await Soon.Until(() => !_handed.Refused.IsEmpty);
        await _stop.CancelAsync();
        await running.Soonish();

        Assert.IsType<ModelRecordingException>(_handed.Refused.Single().Error);
        Assert.Equal(LedgerState.Refused, (await worker.Jobs.FindAsync("order-1"))!.State);
    }

    [Fact]
    public async Task A_worker_runs_a_job_calls_the_handler_once_and_waits_for_it_when_it_is_stopped()
    {
        var go = new TaskCompletionSource();
        _handed.Does = (_, _) => go.Task;
        using var worker = new ModelJobsWorker(_client, new HandledJobs.Handler(_handed));
        await worker.Jobs.EnqueueAsync("order-1", Shop.Model, Shop.Input());
        var running = worker.RunAsync(_stop.Token);
        await _handed.UntilEndedAsync(1);

        await _stop.CancelAsync();
        Assert.False(running.IsCompleted);
        go.SetResult();
        await running.Soonish();

        Assert.Equal("order-1", Assert.Single(_handed.Ended).Entry.Key);
        Assert.Null(worker.Failure);
        Assert.Equal(LedgerState.Delivered, (await worker.Jobs.FindAsync("order-1"))!.State);
    }

    [Fact]
    public async Task A_worker_can_run_only_once()
    {
        using var worker = new ModelJobsWorker(_client);
        await _stop.CancelAsync();
        await worker.RunAsync(_stop.Token).Soonish();

        await Assert.ThrowsAsync<InvalidOperationException>(() => worker.RunAsync(_stop.Token));
    }

    [Fact]
    public async Task A_disposed_worker_ends_its_run_and_cannot_run_again()
    {
        var worker = new ModelJobsWorker(_client);
        var running = worker.RunAsync(_stop.Token);

        worker.Dispose();

        await running.Soonish();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => worker.RunAsync(_stop.Token));
    }

    [Fact]
    public async Task A_handler_that_does_not_end_is_abandoned_after_the_drain_time()
    {
        var time = new HeldTime { From = TimeSpan.FromSeconds(2) };
        await using var client = ClientOf(new MemoryJobLedger(_shop.Jobs, new() { TimeProvider = time }));
        _handed.Does = static (_, _) => new TaskCompletionSource().Task;
        using var worker = new ModelJobsWorker(client, new HandledJobs.Handler(_handed));
        await worker.Jobs.EnqueueAsync("order-1", Shop.Model, Shop.Input());
        var running = worker.RunAsync(_stop.Token);
        await _handed.UntilEndedAsync(1);

        await _stop.CancelAsync();
        await Soon.Until(() =>
        {
            time.EndPauses();
            return running.IsCompleted;
        });

        await running;
    }

    [Fact]
    public async Task A_client_without_a_token_or_a_ledger_and_an_invalid_option_are_refused()
    {
        await using var tokenless = ClientOf(new MemoryJobLedger(_shop.Jobs), hasToken: false);
        await using var client = ClientOf(ledger: null);
        using var worker = new ModelJobsWorker(tokenless);

        var token = await Assert.ThrowsAsync<ModelConfigurationException>(() => worker.RunAsync(_stop.Token));
        var ledger = Assert.Throws<ArgumentException>(() => new ModelJobsWorker(client));
        var option = Assert.Throws<ArgumentException>(() => new ModelJobsWorker(_client, options: new() { MaxSubmits = -1 }));

        Assert.StartsWith("The client RunComfyClient has no token,", token.Message, StringComparison.Ordinal);
        Assert.StartsWith("The client RunComfyClient has no ledger,", ledger.Message, StringComparison.Ordinal);
        Assert.StartsWith("ModelJobsOptions.MaxSubmits is -1, but must be 0 or more.", option.Message, StringComparison.Ordinal);
    }

    private RunComfyClient ClientOf(JobLedger? ledger, HttpMessageHandler? transport = null, bool hasToken = true) => new(
        new HttpClient(transport ?? _shop.Service.CreateHandler()),
        new ModelClientOptions
        {
            BaseAddress = new Uri("http://127.0.0.1/"),
            ApiToken = hasToken ? _shop.Service.Token : null,
            Ledger = ledger,
            Polling = { Interval = TimeSpan.FromMilliseconds(20), RequestsPerSecond = 10_000 },
        });
}
