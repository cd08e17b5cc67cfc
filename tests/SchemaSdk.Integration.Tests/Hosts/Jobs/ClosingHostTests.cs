namespace SchemaSdk.Integration.Tests.Hosts.Jobs;

public sealed class ClosingHostTests : WorkerTest
{
    [Fact]
    public async Task While_another_service_delays_the_stop_jobs_are_followed_but_none_is_submitted()
    {
        var (held, other, ledger) = (new HeldAnswers(), new SlowToStop(), new UnreliableLedger());
        using var host = Shop.Build(
            services =>
            {
                Register(services);
                services.AddHostedService(_ => other);
            },
            options => options.MaxSubmits = 1, ledger, inFront: held);
        await host.StartAsync();
        await host.EnqueueAsync("running");
        await held.Reached.Soonish();
        await host.EnqueueAsync("waiting for its turn");
        await Soon.Until(async () => (await ledger.FindAsync("waiting for its turn"))!.Lease.Owner is not null);

        var stopping = host.StopAsync();
        await other.Reached.Soonish();
        await host.EnqueueAsync("new");
        held.Go();
        await host.UntilAsync("running", LedgerState.Delivered);
        await ledger.UntilLookedForWorkAsync();
        other.Go();
        await stopping.Soonish();

        Assert.Equal(1, Shop.Service.RequestsOf(EmulatorCall.Submit));
        Assert.Equal(LedgerState.Intended, (await ledger.FindAsync("waiting for its turn"))!.State);
        Assert.Equal(LedgerState.Intended, (await ledger.FindAsync("new"))!.State);
        Assert.Equal((1, 0), (ReleasesOf("waiting for its turn"), ReleasesOf("new")));

        int ReleasesOf(string key) => ledger.Released.Count(released => released == key);
    }

    // This service is registered last, so the host stops it first and waits for it, as a web host waits for open requests.
    private sealed class SlowToStop : IHostedService
    {
        private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _go = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Reached => _reached.Task;

        public void Go() => _go.SetResult();

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken)
        {
            _reached.SetResult();
            return _go.Task;
        }
    }
}
