using System.Text.Json.Nodes;

namespace SchemaSdk.Integration.Tests.Hosts.Callbacks;

public class CallbackProofTests
{
    private static readonly Uri Address = new("https://shop.example/callbacks");

    private readonly CallbackProof _proof = new("0123456789abcdef"u8);

    [Theory]
    [InlineData(Shop.Model, LedgerState.Delivered)]
    [InlineData(Shop.Model, LedgerState.Delivered, FaultPhase.MidResponse)]
    [InlineData("acme/other", LedgerState.Unknown)]
    [InlineData(null, LedgerState.Unknown)]
    public async Task A_callback_with_its_proof_settles_an_unknown_job_if_the_service_confirms_the_model(
        string? told, LedgerState state, FaultPhase fault = FaultPhase.BeforeResponse)
    {
        await using var shop = new Shop();
        using var log = new HeardLog("SchemaSdk.ModelCallbacks");
        await using var app = await UnknownAsync(shop, told, log, fault);

        Assert.Equal(202, await PostAsync(app, shop, _proof.AddressOf(Address, "order-1").PathAndQuery));
        await Soon.Until(() => shop.Service.RequestsOf(EmulatorCall.Result) > 0);
        await app.UntilAsync("order-1", state);

        Assert.Equal(1, shop.Service.RequestsOf(EmulatorCall.Submit));
        Assert.Equal(state == LedgerState.Unknown ? null : "a callback, confirmed by the service",
            (await app.Jobs.FindAsync("order-1"))!.Settled?.By);
        await Soon.Until(() => log.Messages.Count(message => IsUnconfirmed(message.Text, shop)) == (state == LedgerState.Unknown ? 1 : 0));
    }

    [Fact]
    public async Task The_id_in_a_callback_with_its_proof_is_logged_if_its_job_can_never_be_checked()
    {
        await using var shop = new Shop();
        var time = new HeldTime(shop.HintInterval + TimeSpan.FromMilliseconds(50));
        var ledger = new UnreliableLedger(new() { TimeProvider = time });
        using var log = new HeardLog("SchemaSdk.ModelCallbacks");
        await using var app = await UnknownAsync(shop, Shop.Model, log, ledger: ledger);
        ledger.Away = new ModelLedgerException("The database is away.");

        await PostAsync(app, shop, _proof.AddressOf(Address, "order-1").PathAndQuery);
        for (var looks = 1; looks <= 31; looks++)
        {
            await Soon.Until(() => ledger.AskedById == looks && time.Pauses == 1);
            time.EndPauses();
        }

        await Soon.Until(() => log.Messages.Any(message => IsUnconfirmed(message.Text, shop)));
    }

    [Fact]
    public async Task A_callback_that_precedes_the_answer_to_the_submit_settles_the_job_if_that_answer_is_lost()
    {
        await using var shop = new Shop();
        shop.Service.Faults.Add(EmulatorCall.Submit, EmulatorFault.Reset(FaultPhase.BeforeResponse));
        var time = new HeldTime(shop.HintInterval + TimeSpan.FromMilliseconds(50));
        var (ledger, losing) = (new UnreliableLedger(new() { TimeProvider = time }), new Naming(Shop.Model, holdsSubmits: true));
        await using var app = await CallbackApp.OpenAsync(shop, options => options.Proof = _proof, inFront: losing, ledger: ledger);
        await app.EnqueueAsync("order-1");
        await losing.Reached.Soonish();

        await PostAsync(app, shop, _proof.AddressOf(Address, "order-1").PathAndQuery);
        await Soon.Until(() => time.Pauses == 1);
        losing.Go();
        await app.UntilAsync("order-1", LedgerState.Unknown);
        time.EndPauses();

        await app.UntilAsync("order-1", LedgerState.Delivered);
        Assert.Equal(1, shop.Service.RequestsOf(EmulatorCall.Submit));
    }

    [Fact]
    public async Task A_callback_is_checked_again_if_its_submit_was_accepted_during_the_first_check()
    {
        var running = new PassingTime();
        await using var shop = Shop.Running(running);
        var time = new HeldTime(shop.HintInterval + TimeSpan.FromMilliseconds(50));
        var (ledger, held) = (new UnreliableLedger(new() { TimeProvider = time }), new HeldAnswers());
        await using var app = await CallbackApp.OpenAsync(shop, options => options.Proof = _proof, inFront: held, ledger: ledger);
        ledger.AfterById = () =>
        {
            held.Go();
            return app.UntilAsync("order-1", LedgerState.Accepted);
        };
        await app.EnqueueAsync("order-1");
        await held.Reached.Soonish();

        await PostAsync(app, shop, _proof.AddressOf(Address, "order-1").PathAndQuery);
        await shop.UntilLookedAsync(1);
        await Soon.Until(() => time.Pauses == 1);
        running.Pass(3600);
        time.EndPauses();

        await app.UntilAsync("order-1", LedgerState.Delivered);
    }

    [Theory]
    [InlineData("/callbacks/order-1")]
    [InlineData("/callbacks?key=order-1&proof=")]
    [InlineData("/callbacks?key=order-1&proof=00")]
    [InlineData("/callbacks?key=order-1&proof=OTHER-KEY")]
    [InlineData("/callbacks?key=order-1&proof=OTHER-SECRET")]
    public async Task An_unknown_job_without_the_proof_of_its_key_stays_unknown_and_its_id_is_logged(string path)
    {
        await using var shop = new Shop();
        using var log = new HeardLog("SchemaSdk.ModelCallbacks");
        await using var app = await UnknownAsync(shop, Shop.Model, log);
        var otherSecret = new CallbackProof("0123456789abcdeF"u8);
        var named = path
            .Replace("OTHER-KEY", ProofIn(_proof.AddressOf(Address, "order-2")), StringComparison.Ordinal)
            .Replace("OTHER-SECRET", ProofIn(otherSecret.AddressOf(Address, "order-1")), StringComparison.Ordinal);

        Assert.Equal(202, await PostAsync(app, shop, named));
        await Soon.Until(() => log.Messages.Any(message => message.Id == 2));

        var (request, told) = (shop.Service.BilledRequestIds[0], log.Messages.Single(message => message.Id == 2).Text);
        Assert.Contains($"request {request} belongs to job order-1 of {Shop.Model}, whose outcome", told, StringComparison.Ordinal);
        Assert.Equal(LedgerState.Unknown, (await app.Jobs.FindAsync("order-1"))!.State);
        Assert.Equal(0, shop.Service.RequestsOf(EmulatorCall.Result));
    }

    [Theory]
    [InlineData("/callbacks", 0)]
    [InlineData("/callbacks/order-1", 1)]
    [InlineData("OF-ANOTHER-KEY", 0)]
    public async Task An_unknown_job_whose_request_id_is_unconfirmed_stays_unknown_without_the_proof_of_its_key(string path, int logged)
    {
        await using var shop = new Shop();
        var ledger = new UnreliableLedger();
        using var log = new HeardLog("SchemaSdk.ModelCallbacks");
        await using var app = await UnknownAsync(shop, Shop.Model, log, FaultPhase.MidResponse, ledger);
        var id = (await app.Jobs.FindAsync("order-1"))!.RequestId;
        var named = path.Replace("OF-ANOTHER-KEY", _proof.AddressOf(Address, "order-2").PathAndQuery, StringComparison.Ordinal);

        Assert.Equal(202, await PostAsync(app, shop, named));
        await Soon.Until(() => ledger.AskedById == 1);
        var hinted = await app.Jobs.HintAsync(id!, "order-2");
        await Soon.Until(() => log.Messages.Count(message => message.Id == 2) == logged);

        Assert.Equal((shop.Service.BilledRequestIds[0], "order-1"), (id, hinted!.Key));
        Assert.Equal((LedgerState.Unknown, null), ((await app.Jobs.FindAsync("order-1"))!.State, hinted.Settled?.By));
        Assert.Equal(0, shop.Service.RequestsOf(EmulatorCall.Result));
    }

    [Theory]
    [InlineData(LedgerState.Refused)]
    [InlineData(LedgerState.Delivered)]
    public async Task An_operator_is_warned_if_a_callback_with_its_proof_names_a_request_that_the_job_does_not_have(LedgerState state)
    {
        await using var shop = new Shop();
        if (state == LedgerState.Refused)
        {
            shop.Service.Faults.Add(EmulatorCall.Submit, EmulatorFault.Status(422));
        }

        using var log = new HeardLog("SchemaSdk.ModelCallbacks");
        await using var app = await CallbackApp.OpenAsync(shop, options => options.Proof = _proof, log: log);
        await app.EnqueueAsync("order-1");
        await app.UntilAsync("order-1", state);

        await app.PostAsync("""{"request_id":"other-1"}""", "/callbacks?key=order-1");
        await app.PostAsync("""{"request_id":"other-2"}""", _proof.AddressOf(Address, "order-1").PathAndQuery);
        await Soon.Until(() => log.Messages.Any(message => message.Id == 5));

        var told = Assert.Single(log.Messages, message => message.Id == 5);
        Assert.StartsWith(
            $"A callback with a valid proof claims that request other-2 belongs to job order-1 of {Shop.Model}, but the job's "
            + $"entry is {state} and does not contain that request id.", told.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_keeps_its_query_and_contains_the_key()
    {
        var address = _proof.AddressOf(new Uri("https://shop.example/callbacks?shop=7"), "a b&c=d");

        Assert.StartsWith("https://shop.example/callbacks?shop=7&key=a%20b%26c%3Dd&proof=", address.AbsoluteUri, StringComparison.Ordinal);
        Assert.True(_proof.IsOf("a b&c=d", ProofIn(address)));
        Assert.False(_proof.IsOf("a b", ProofIn(address)));
    }

    [Fact]
    public void A_secret_that_is_too_short_is_refused()
    {
        var refusal = Assert.Throws<ArgumentException>(() => new CallbackProof("0123456789abcde"u8));

        Assert.StartsWith("The secret has 15 bytes. Use at least 16 random bytes.", refusal.Message, StringComparison.Ordinal);
    }

    private static string ProofIn(Uri address) => address.Query[(address.Query.IndexOf("proof=", StringComparison.Ordinal) + 6)..];

    private static bool IsUnconfirmed(string text, Shop shop) => text.StartsWith(
        $"A callback with a valid proof claims that request {shop.Service.BilledRequestIds[0]} belongs to job order-1, but this could not ",
        StringComparison.Ordinal);

    private static Task<int> PostAsync(CallbackApp app, Shop shop, string path) =>
        app.PostAsync($$"""{"request_id":"{{shop.Service.BilledRequestIds[0]}}"}""", path);

    private async Task<CallbackApp> UnknownAsync(
        Shop shop, string? told, HeardLog? log = null, FaultPhase fault = FaultPhase.BeforeResponse, JobLedger? ledger = null)
    {
        shop.Service.Faults.Add(EmulatorCall.Submit, EmulatorFault.Reset(fault));
        var app = await CallbackApp.OpenAsync(shop, options => options.Proof = _proof, inFront: new Naming(told), ledger: ledger, log: log);
        await app.EnqueueAsync("order-1");
        await app.UntilAsync("order-1", LedgerState.Unknown);
        return app;
    }

    private sealed class Naming(string? model, bool holdsSubmits = false) : HeldAnswers(
        request => holdsSubmits && request.Method == HttpMethod.Post)
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
}
