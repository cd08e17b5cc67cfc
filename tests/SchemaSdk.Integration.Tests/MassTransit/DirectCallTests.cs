using SchemaSdk.Integration.Tests.MassTransit.Bench;

namespace SchemaSdk.Integration.Tests.MassTransit;

/// <summary>Tests messages that arrive while a direct call is submitting a job with the same key.</summary>
public class DirectCallTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_message_that_arrives_during_a_direct_call_runs_the_job_if_the_call_sends_nothing(bool wasRefusedBefore)
    {
        var (ledger, network) = (new UnreliableLedger(), new HeldSubmit());
        await using var app = await MessageHost.OpenAsync(ledger: ledger, inFront: network);
        if (wasRefusedBefore)
        {
            network.IsOpen = true;
            app.Service.Faults.Add(EmulatorCall.Submit, EmulatorFault.Status(422));
            await app.AskAsync("order-1");
            await app.UntilAsync("order-1", LedgerState.Refused);
            network.IsOpen = false;
        }

        using var stop = new CancellationTokenSource();
        var direct = app.Jobs.Client.RunAsync(Shop.Model, Shop.Input(), new() { Key = "order-1" }, stop.Token);
        await network.Begun.WaitAsync(Soon.Limit);
        var begun = ledger.Begun;

        await app.AskAsync("order-1");
        await Soon.Until(() => ledger.Begun > begun);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => direct);
        await app.UntilDeliveredAsync("order-1");

        Assert.Equal(1, app.Service.Bills);
    }

    [Fact]
    public async Task A_message_that_arrives_during_a_direct_call_tells_that_the_service_refused_the_call()
    {
        var (ledger, network) = (new UnreliableLedger(), new HeldSubmit());
        await using var app = await MessageHost.OpenAsync(ledger: ledger, inFront: network);
        app.Service.Faults.Add(EmulatorCall.Submit, EmulatorFault.Status(422));
        var direct = app.Jobs.Client.RunAsync(Shop.Model, Shop.Input(), new() { Key = "order-1" });
        await network.Begun.WaitAsync(Soon.Limit);
        var begun = ledger.Begun;

        await app.AskAsync("order-1");
        await Soon.Until(() => ledger.Begun > begun);
        network.Release();
        await Assert.ThrowsAsync<ModelApiException>(() => direct);
        var refused = Assert.Single(await app.Heard.UntilAsync<ModelRefused>());

        Assert.Equal(("order-1", ModelRefusal.Service), (refused.Key, refused.Refusal));
        Assert.Equal((1, 0), (app.Service.RequestsOf(EmulatorCall.Submit), app.Service.Bills));
    }

    /// <summary>A network that holds the first submit while it is not open, until the submit is cancelled or released.</summary>
    private sealed class HeldSubmit : DelegatingHandler
    {
        private readonly TaskCompletionSource _begun = new();
        private readonly TaskCompletionSource _released = new();

        public Task Begun => _begun.Task;

        public bool IsOpen { get; set; }

        public void Release() => _released.SetResult();

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (!IsOpen && request.Method == HttpMethod.Post && _begun.TrySetResult())
            {
                await _released.Task.WaitAsync(cancellationToken);
            }

            return await base.SendAsync(request, cancellationToken);
        }
    }
}
