namespace SchemaSdk.Integration.Tests.Hosts.Jobs;

public sealed class HintTests : WorkerTest
{
    private readonly PassingTime _time = new();

    [Fact]
    public async Task A_hint_ends_the_wait_for_a_job_that_has_ended()
    {
        await using var shop = Shop.Running(_time);
        using var host = shop.Build(Register, client: options => options.Polling.Interval = TimeSpan.FromHours(1));
        var id = await AcceptedAsync(host, shop);
        _time.Pass(3600);

        var hinted = await host.Jobs().HintAsync(id).Soonish();
        await host.UntilAsync("order-1", LedgerState.Delivered);

        Assert.Equal("order-1", hinted!.Key);
        Assert.True(hinted.State is LedgerState.Ended or LedgerState.Delivered);
        Assert.Equal(1, shop.Service.RequestsOf(EmulatorCall.Result));
    }

    [Fact]
    public async Task A_hint_does_not_wait_until_the_files_of_the_result_are_downloaded()
    {
        await using var shop = Shop.Running(_time);
        var clock = new HeldTime(TimeSpan.FromSeconds(2));
        var files = new HeldAnswers(request => request.Headers.Authorization is null);
        using var ledger = new MemoryJobLedger(shop.Jobs, new() { DownloadFolder = Folder.Path, TimeProvider = clock });
        using var host = shop.Build(Register, ledger: ledger, inFront: files, client: options =>
        {
            options.Polling.Interval = TimeSpan.FromHours(1);
            options.Downloads.AllowedHosts.Add(shop.Service.Address.Host);
        });
        var id = await AcceptedAsync(host, shop);
        _time.Pass(3600);

        var hint = host.Jobs().HintAsync(id);
        await host.UntilAsync("order-1", LedgerState.Ended);
        await Soon.Until(() =>
        {
            clock.EndPauses();
            return hint.IsCompleted;
        });
        files.Go();
        await host.UntilAsync("order-1", LedgerState.Delivered);

        Assert.Equal(LedgerState.Ended, (await hint)!.State);
    }

    [Fact]
    public async Task Many_hints_for_one_job_cause_one_poll_per_interval()
    {
        await using var shop = Shop.Running(_time);
        using var host = shop.Build(
            Register,
            options => options.HintInterval = TimeSpan.FromHours(1),
            client: options => options.Polling.Interval = TimeSpan.FromHours(1));
        var id = await AcceptedAsync(host, shop);
        var before = shop.Service.Requests;

        var hinted = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => host.Jobs().HintAsync(id))).Soonish();
        await host.Jobs().HintAsync(id).Soonish();

        Assert.Equal(before + 1, shop.Service.Requests);
        Assert.All(hinted, job => Assert.Equal(LedgerState.Accepted, job!.State));
    }

    [Fact]
    public async Task A_hint_with_an_id_that_no_job_of_this_service_has_causes_no_request()
    {
        await using var shop = Shop.Running(_time);
        using var host = shop.Build(Register, client: options => options.Polling.Interval = TimeSpan.FromHours(1));
        await AcceptedAsync(host, shop);
        var theirs = host.Jobs().IntentOf("theirs", Shop.Model, Shop.Input()) with { Service = "acme" };
        shop.Jobs.Adopt(theirs with { State = LedgerState.Accepted, RequestId = "42" });
        var before = shop.Service.Requests;

        Assert.Null(await host.Jobs().HintAsync("forged").Soonish());
        Assert.Null(await host.Jobs().HintAsync("42").Soonish());
        Assert.Equal(before, shop.Service.Requests);
    }

    private static async Task<string> AcceptedAsync(Microsoft.Extensions.Hosting.IHost host, Shop shop)
    {
        await host.StartAsync();
        await host.EnqueueAsync("order-1");
        await host.UntilAsync("order-1", LedgerState.Accepted);

        // The first poll comes immediately, without a hint.
        await shop.UntilLookedAsync(1);
        return (await host.Jobs().FindAsync("order-1"))!.RequestId!;
    }
}
