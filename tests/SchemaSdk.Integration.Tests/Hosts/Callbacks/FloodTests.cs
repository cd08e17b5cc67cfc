using SchemaSdk.Emulation;

namespace SchemaSdk.Integration.Tests.Hosts.Callbacks;

/// <summary>Many callbacks for one job cost as little as one, and take nobody else's place.</summary>
public class FloodTests
{
    private readonly PassingTime _time = new();

    [Fact]
    public async Task A_flood_for_one_job_is_one_search_in_the_ledger_in_an_interval()
    {
        await using var shop = Running();
        var ledger = new MoodyLedger();
        await using var door = await Door.OpenAsync(shop, ledger: ledger);
        var id = await door.AcceptedAsync(shop);
        var before = ledger.AskedById;

        for (var i = 0; i < 200; i++)
        {
            await door.PostAsync($$"""{"request_id":"{{id}}"}""", $"/callbacks/key-{i}");
        }

        await door.PostAsync("""{"request_id":"another"}""");
        await Soon.Until(() => Task.FromResult(ledger.AskedById == before + 2));
    }

    [Fact]
    public async Task A_flood_for_one_job_pushes_out_no_callback_for_another_one()
    {
        await using var shop = Running();
        var reads = new HeldReads();
        await using var door = await Door.OpenAsync(shop, options => options.MaxWaiting = 1, inFront: reads);
        await door.AcceptedAsync(shop);
        await door.EnqueueAsync("order-2");
        await door.UntilAsync("order-2", LedgerState.Accepted);
        await Soon.Until(() => Task.FromResult(shop.Service.RequestsOf(EmulatorCall.Status) == 2));
        var (flooded, other) = (await door.IdOfAsync("order-1"), await door.IdOfAsync("order-2"));
        reads.HeldId = flooded;

        await door.PostAsync($$"""{"request_id":"{{flooded}}"}""");
        await reads.Reached.Soonish();
        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => door.PostAsync($$"""{"request_id":"{{flooded}}"}""")));
        await door.PostAsync($$"""{"request_id":"{{other}}"}""");
        await Soon.Until(() => Task.FromResult(shop.Service.RequestsOf(EmulatorCall.Status) == 3));

        reads.Go();
        await Soon.Until(() => Task.FromResult(shop.Service.RequestsOf(EmulatorCall.Status) == 4));
    }

    [Fact]
    public async Task A_callback_soon_after_another_one_leads_to_a_look_once_the_interval_is_over()
    {
        await using var shop = Running(TimeSpan.FromMilliseconds(300));
        await using var door = await Door.OpenAsync(shop);
        var id = await door.AcceptedAsync(shop);
        var before = shop.Looks;

        await door.PostAsync($$"""{"request_id":"{{id}}","status":"in_progress"}""");
        await shop.UntilLookedAsync(before + 1);
        _time.Pass(3600);
        await door.PostAsync($$"""{"request_id":"{{id}}","status":"succeeded"}""");

        await door.UntilAsync("order-1", LedgerState.Delivered);
        Assert.Equal(before + 2, shop.Service.RequestsOf(EmulatorCall.Status));
    }

    private Shop Running(TimeSpan? interval = null) =>
        new(new() { QueueTime = TimeSpan.Zero, RunTime = TimeSpan.FromMinutes(10), TimeProvider = _time })
        {
            HintInterval = interval ?? TimeSpan.FromHours(1),
        };

    /// <summary>Keeps reads of one job until it is told to go on.</summary>
    private sealed class HeldReads : DelegatingHandler
    {
        private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _go = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string? HeldId { get; set; }

        public Task Reached => _reached.Task;

        public void Go() => _go.SetResult();

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (HeldId is { } id && request.RequestUri!.AbsolutePath.Contains(id, StringComparison.Ordinal))
            {
                _reached.TrySetResult();
                await _go.Task.WaitAsync(cancellationToken);
            }

            return await base.SendAsync(request, cancellationToken);
        }
    }
}
