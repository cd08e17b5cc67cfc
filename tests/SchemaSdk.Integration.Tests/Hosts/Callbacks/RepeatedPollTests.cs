using System.Net;

namespace SchemaSdk.Integration.Tests.Hosts.Callbacks;

public class RepeatedPollTests
{
    private readonly PassingTime _time = new();

    [Fact]
    public async Task A_failed_poll_is_repeated_without_another_callback()
    {
        await using var shop = Shop.Running(_time, TimeSpan.FromMilliseconds(100));
        var front = new AwayFront();
        await using var app = await CallbackApp.OpenAsync(shop, inFront: front);
        var id = await app.AcceptedAsync(shop);
        _time.Pass(3600);
        front.IsAway = true;

        await app.PostAsync($$"""{"request_id":"{{id}}"}""");
        await Soon.Until(() => front.Refused > 0);
        front.IsAway = false;

        await app.UntilAsync("order-1", LedgerState.Delivered);
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
