using System.Text.Json.Nodes;
using SchemaSdk.Emulation;

namespace SchemaSdk.Integration.Tests.Hosts.Callbacks;

/// <summary>Only an address that was made for a key settles the unknown job of that key.</summary>
public class CallbackProofTests
{
    private static readonly Uri Address = new("https://shop.example/callbacks");

    private readonly CallbackProof _proof = new("0123456789abcdef"u8);

    [Theory]
    [InlineData(Shop.Model, LedgerState.Delivered)]
    [InlineData("acme/other", LedgerState.Unknown)]
    [InlineData(null, LedgerState.Unknown)]
    public async Task A_callback_at_the_address_of_an_unknown_key_settles_it_if_the_service_names_the_model(string? told, LedgerState state)
    {
        await using var shop = new Shop();
        await using var door = await UnknownAsync(shop, told);

        Assert.Equal(202, await PostAsync(door, shop, _proof.AddressOf(Address, "order-1").PathAndQuery));
        await Soon.Until(() => Task.FromResult(shop.Service.RequestsOf(EmulatorCall.Result) > 0));
        await door.UntilAsync("order-1", state);

        Assert.Equal(1, shop.Service.RequestsOf(EmulatorCall.Submit));
        Assert.Equal(state == LedgerState.Unknown ? null : "a callback, confirmed by the service",
            (await door.Jobs.FindAsync("order-1"))!.Settled?.By);
    }

    [Fact]
    public async Task A_callback_that_comes_before_the_answer_to_the_submit_settles_the_job_once_that_answer_is_lost()
    {
        await using var shop = new Shop();
        shop.Service.Faults.Add(EmulatorCall.Submit, EmulatorFault.Reset(FaultPhase.BeforeResponse));
        var time = new HeldTime(shop.HintInterval + TimeSpan.FromMilliseconds(50));
        var (ledger, losing) = (new MoodyLedger(new() { TimeProvider = time }), new Losing(Shop.Model));
        await using var door = await Door.OpenAsync(shop, options => options.Proof = _proof, inFront: losing, ledger: ledger);
        await door.EnqueueAsync("order-1");
        await losing.Reached.Soonish();

        await PostAsync(door, shop, _proof.AddressOf(Address, "order-1").PathAndQuery);
        await Soon.Until(() => Task.FromResult(time.Pauses == 1));
        losing.Lose();
        await door.UntilAsync("order-1", LedgerState.Unknown);
        time.EndPauses();

        await door.UntilAsync("order-1", LedgerState.Delivered);
        Assert.Equal(1, shop.Service.RequestsOf(EmulatorCall.Submit));
    }

    [Theory]
    [InlineData("/callbacks/order-1")]
    [InlineData("/callbacks?key=order-1&proof=")]
    [InlineData("/callbacks?key=order-1&proof=00")]
    [InlineData("/callbacks?key=order-1&proof=OTHER-KEY")]
    [InlineData("/callbacks?key=order-1&proof=OTHER-SECRET")]
    public async Task Without_the_proof_of_its_key_an_unknown_job_stays_so_and_the_id_is_logged(string path)
    {
        await using var shop = new Shop();
        using var log = new HeardLog("SchemaSdk.ModelCallbacks");
        await using var door = await UnknownAsync(shop, Shop.Model, log);
        var otherSecret = new CallbackProof("0123456789abcdeF"u8);
        var named = path
            .Replace("OTHER-KEY", ProofIn(_proof.AddressOf(Address, "order-2")), StringComparison.Ordinal)
            .Replace("OTHER-SECRET", ProofIn(otherSecret.AddressOf(Address, "order-1")), StringComparison.Ordinal);

        Assert.Equal(202, await PostAsync(door, shop, named));
        await Soon.Until(() => Task.FromResult(log.Messages.Any(message => message.Id == 2)));

        var text = log.Messages.Single(message => message.Id == 2).Text;
        Assert.Contains($"request {shop.Service.BilledRequestIds[0]} is job order-1 of {Shop.Model}", text, StringComparison.Ordinal);
        Assert.Equal(LedgerState.Unknown, (await door.Jobs.FindAsync("order-1"))!.State);
        Assert.Equal(0, shop.Service.RequestsOf(EmulatorCall.Result));
    }

    [Theory]
    [InlineData("/callbacks", 0)]
    [InlineData("/callbacks/order-1", 1)]
    [InlineData("OF-ANOTHER-KEY", 0)]
    public async Task Without_the_proof_of_its_key_an_unknown_job_whose_id_the_broken_answer_named_stays_so(string path, int logged)
    {
        await using var shop = new Shop();
        var ledger = new MoodyLedger();
        using var log = new HeardLog("SchemaSdk.ModelCallbacks");
        await using var door = await UnknownAsync(shop, Shop.Model, log, FaultPhase.MidResponse, ledger);
        var id = (await door.Jobs.FindAsync("order-1"))!.RequestId;
        var named = path.Replace("OF-ANOTHER-KEY", _proof.AddressOf(Address, "order-2").PathAndQuery, StringComparison.Ordinal);

        Assert.Equal(202, await PostAsync(door, shop, named));
        await Soon.Until(() => Task.FromResult(ledger.AskedById == 1));
        var hinted = await door.Jobs.HintAsync(id!, "order-2");
        await Soon.Until(() => Task.FromResult(log.Messages.Count(message => message.Id == 2) == logged));

        Assert.Equal((shop.Service.BilledRequestIds[0], "order-1"), (id, hinted!.Key));
        Assert.Equal((LedgerState.Unknown, null), ((await door.Jobs.FindAsync("order-1"))!.State, hinted.Settled?.By));
        Assert.Equal(0, shop.Service.RequestsOf(EmulatorCall.Result));
    }

    [Fact]
    public async Task With_its_proof_an_unknown_job_whose_id_the_broken_answer_named_is_settled()
    {
        await using var shop = new Shop();
        await using var door = await UnknownAsync(shop, Shop.Model, fault: FaultPhase.MidResponse);

        Assert.Equal(202, await PostAsync(door, shop, _proof.AddressOf(Address, "order-1").PathAndQuery));

        await door.UntilAsync("order-1", LedgerState.Delivered);
        Assert.Equal(1, shop.Service.RequestsOf(EmulatorCall.Submit));
    }

    [Fact]
    public void An_address_keeps_its_query_and_has_the_key_as_it_is()
    {
        var address = _proof.AddressOf(new Uri("https://shop.example/callbacks?shop=7"), "a b&c=d");

        Assert.StartsWith("https://shop.example/callbacks?shop=7&key=a%20b%26c%3Dd&proof=", address.AbsoluteUri, StringComparison.Ordinal);
        Assert.True(_proof.IsOf("a b&c=d", ProofIn(address)));
        Assert.False(_proof.IsOf("a b", ProofIn(address)));
    }

    [Fact]
    public void A_secret_that_can_be_guessed_is_refused()
    {
        var refusal = Assert.Throws<ArgumentException>(() => new CallbackProof("0123456789abcde"u8));

        Assert.StartsWith("The secret has 15 bytes: use at least 16 random bytes.", refusal.Message, StringComparison.Ordinal);
    }

    private static string ProofIn(Uri address) => address.Query[(address.Query.IndexOf("proof=", StringComparison.Ordinal) + 6)..];

    private static Task<int> PostAsync(Door door, Shop shop, string path) =>
        door.PostAsync($$"""{"request_id":"{{shop.Service.BilledRequestIds[0]}}"}""", path);

    private async Task<Door> UnknownAsync(
        Shop shop, string? told, HeardLog? log = null, FaultPhase fault = FaultPhase.BeforeResponse, JobLedger? ledger = null)
    {
        shop.Service.Faults.Add(EmulatorCall.Submit, EmulatorFault.Reset(fault));
        var door = await Door.OpenAsync(shop, options => options.Proof = _proof, inFront: new Naming(told), ledger: ledger, log: log);
        await door.EnqueueAsync("order-1");
        await door.UntilAsync("order-1", LedgerState.Unknown);
        return door;
    }

    /// <summary>Writes the model into results, as a service may.</summary>
    private class Naming(string? model) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            if (model is not null && request.RequestUri!.AbsolutePath.EndsWith("/result", StringComparison.Ordinal))
            {
                var body = JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellationToken))!;
                body["model_id"] = model;
                response.Content = new StringContent(body.ToJsonString());
            }

            return response;
        }
    }

    /// <summary>Keeps the answer to the submit until it is lost.</summary>
    private sealed class Losing(string model) : Naming(model)
    {
        private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _lost = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Reached => _reached.Task;

        public void Lose() => _lost.SetResult();

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            try
            {
                return await base.SendAsync(request, cancellationToken);
            }
            catch (HttpRequestException) when (request.Method == HttpMethod.Post)
            {
                _reached.TrySetResult();
                await _lost.Task.WaitAsync(cancellationToken);
                throw;
            }
        }
    }
}
