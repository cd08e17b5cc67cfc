using System.Net;

namespace SchemaSdk.Integration.Tests.Hosts.Callbacks;

public class ManyCallbacksTests
{
    private readonly PassingTime _time = new();

    [Fact]
    public async Task Many_callbacks_for_one_job_cause_one_lookup_per_interval()
    {
        await using var shop = Shop.Running(_time, TimeSpan.FromHours(1));
        var ledger = new UnreliableLedger();
        await using var app = await CallbackApp.OpenAsync(shop, ledger: ledger);
        var id = await app.AcceptedAsync(shop);
        var before = ledger.AskedById;

        for (var i = 0; i < 200; i++)
        {
            await app.PostAsync($$"""{"request_id":"{{id}}"}""", $"/callbacks/key-{i}");
        }

        await app.PostAsync("""{"request_id":"another"}""");
        await Soon.Until(() => ledger.AskedById == before + 2);
    }

    [Fact]
    public async Task Many_callbacks_for_one_job_displace_no_callback_for_another()
    {
        await using var shop = Shop.Running(_time, TimeSpan.FromHours(1));
        var flooded = "none";
        var reads = new HeldAnswers(request => request.RequestUri!.AbsolutePath.Contains(flooded, StringComparison.Ordinal));
        await using var app = await CallbackApp.OpenAsync(shop, options => options.MaxWaiting = 1, inFront: reads);
        await app.AcceptedAsync(shop);
        await app.EnqueueAsync("order-2");
        await app.UntilAsync("order-2", LedgerState.Accepted);
        await Soon.Until(() => shop.Service.RequestsOf(EmulatorCall.Status) == 2);
        (flooded, var other) = (await app.IdOfAsync("order-1"), await app.IdOfAsync("order-2"));

        await app.PostAsync($$"""{"request_id":"{{flooded}}"}""");
        await reads.Reached.Soonish();
        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => app.PostAsync($$"""{"request_id":"{{flooded}}"}""")));
        await app.PostAsync($$"""{"request_id":"{{other}}"}""");
        await Soon.Until(() => shop.Service.RequestsOf(EmulatorCall.Status) == 4);
        reads.Go();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_callback_soon_after_another_leads_to_a_poll_after_the_interval_with_or_without_a_proof(bool isProven)
    {
        var proof = new CallbackProof("0123456789abcdef"u8);
        await using var shop = Shop.Running(_time, TimeSpan.FromMilliseconds(300));
        await using var app = await CallbackApp.OpenAsync(shop, options => options.Proof = proof);
        var id = await app.AcceptedAsync(shop);
        var before = shop.Looks;

        await app.PostAsync($$"""{"request_id":"{{id}}","status":"in_progress"}""");
        await shop.UntilLookedAsync(before + 1);
        _time.Pass(3600);
        await app.PostAsync(
            $$"""{"request_id":"{{id}}","status":"succeeded"}""",
            isProven ? proof.AddressOf(new("https://shop.example/callbacks"), "order-1").PathAndQuery : "/callbacks");

        await app.UntilAsync("order-1", LedgerState.Delivered);
        Assert.Equal(before + 2, shop.Service.RequestsOf(EmulatorCall.Status));
    }

    [Fact]
    public async Task A_poll_that_keeps_failing_is_repeated_thirty_times()
    {
        var interval = TimeSpan.FromSeconds(1);
        await using var shop = Shop.Running(_time, interval);
        var front = new AwayFront();
        var time = new HeldTime(interval + TimeSpan.FromMilliseconds(50));
        var ledger = new UnreliableLedger(new() { TimeProvider = time });
        await using var app = await CallbackApp.OpenAsync(shop, inFront: front, ledger: ledger);
        var id = await app.AcceptedAsync(shop);
        front.IsAway = true;

        await app.PostAsync($$"""{"request_id":"{{id}}"}""");
        for (var looks = 1; looks <= 31; looks++)
        {
            await Soon.Until(() => front.Refused == looks && time.Pauses == 1);
            time.Pass(seconds: 2);
            time.EndPauses();
        }

        // If the job were polled a 32nd time, that poll would come before the lookups of these callbacks, so both counts below would
        // include it.
        foreach (var at in Enumerable.Range(0, 8))
        {
            await app.PostAsync($$"""{"request_id":"id-{{at}}"}""", "/callbacks?key=unknown");
        }

        await Soon.Until(() => ledger.AskedKeys.Count(key => key == "unknown") == 8);
        Assert.Equal((31, 31 + 8), (front.Refused, ledger.AskedById));
    }

    private sealed class AwayFront : DelegatingHandler
    {
        private int _refused;

        public bool IsAway { get; set; }

        public int Refused => Volatile.Read(ref _refused);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (!IsAway)
            {
                return base.SendAsync(request, cancellationToken);
            }

            Interlocked.Increment(ref _refused);
            return Task.FromResult(
                new HttpResponseMessage(HttpStatusCode.Forbidden) { RequestMessage = request, Content = new StringContent("{}") });
        }
    }
}
