namespace SchemaSdk.Integration.Tests.Hosts.Callbacks;

public class ManyCallbacksTests
{
    // The number of callbacks whose jobs are looked up at the same time.
    private const int Readers = 8;

    private readonly TaskCompletionSource _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
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

    [Fact]
    public async Task Of_many_callbacks_without_a_proof_for_one_unknown_job_one_is_logged_per_interval()
    {
        await using var shop = new Shop { HintInterval = TimeSpan.FromMinutes(7) };
        shop.Service.Faults.Add(EmulatorCall.Submit, EmulatorFault.Reset(FaultPhase.BeforeResponse));
        var time = new HeldTime(shop.HintInterval);
        var ledger = new UnreliableLedger(new() { TimeProvider = time });
        using var log = new HeardLog("SchemaSdk.ModelCallbacks");
        await using var app = await CallbackApp.OpenAsync(shop, ledger: ledger, log: log);
        await app.EnqueueAsync("order-1");
        await app.UntilAsync("order-1", LedgerState.Unknown);

        for (var i = 0; i < 20; i++)
        {
            await app.PostAsync($$"""{"request_id":"claim-{{i}}"}""", "/callbacks/order-1");
        }

        await Soon.Until(() => ledger.AskedById == 20);
        Assert.Equal((1, 1), (log.Messages.Count(static message => message.Id == 2), time.Pauses));

        time.EndPauses();
        await Soon.Until(async () =>
        {
            await app.PostAsync($$"""{"request_id":"{{Guid.NewGuid()}}"}""", "/callbacks/order-1");
            return log.Messages.Count(static message => message.Id == 2) == 2;
        });
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
        var time = new HeldTime(interval + TimeSpan.FromMilliseconds(50));
        var ledger = new UnreliableLedger(new() { TimeProvider = time });
        await using var app = await CallbackApp.OpenAsync(shop, ledger: ledger);
        var id = await app.AcceptedAsync(shop);
        var before = shop.Service.RequestsOf(EmulatorCall.Status);
        shop.Service.Faults.Add(EmulatorCall.Status, EmulatorFault.Answer(403, "application/json", "{}"), int.MaxValue);

        await app.PostAsync($$"""{"request_id":"{{id}}"}""");
        for (var looks = 1; looks <= 31; looks++)
        {
            await Soon.Until(() => shop.Service.RequestsOf(EmulatorCall.Status) == before + looks && time.Pauses == 1);
            time.Pass(seconds: 2);
            time.EndPauses();
        }

        // A 32nd poll of the job would come before the lookups of these callbacks, so both counts below would include it.
        foreach (var at in Enumerable.Range(0, 8))
        {
            await app.PostAsync($$"""{"request_id":"id-{{at}}"}""", "/callbacks?key=unknown");
        }

        await Soon.Until(() => ledger.AskedKeys.Count(key => key == "unknown") == 8);
        Assert.Equal((before + 31, 31 + 8), (shop.Service.RequestsOf(EmulatorCall.Status), ledger.AskedById));
    }

    [Fact]
    public async Task A_callback_is_refused_while_the_queue_is_full_and_accepted_when_it_is_sent_again()
    {
        await using var shop = new Shop();
        var ledger = new UnreliableLedger { AnswersById = _answer.Task };
        await using var app = await OpenAsync(shop, ledger);

        await FillAsync(app, ledger);
        int[] refusals = [await PostAsync(app, "last"), await PostAsync(app, "last")];
        _answer.SetResult();
        await Soon.Until(() => ledger.AskedById == Readers + 1);
        await Soon.Until(async () => await PostAsync(app, "last") == 202);
        await Soon.Until(() => ledger.AskedById == Readers + 2);

        Assert.Equal([503, 503], refusals);
    }

    [Fact]
    public async Task A_callback_is_refused_as_soon_as_the_host_stops()
    {
        await using var shop = new Shop();
        await using var app = await OpenAsync(shop, new UnreliableLedger());
        var before = await PostAsync(app, "first");

        app.BeginStop();

        Assert.Equal((202, 503, 503), (before, await PostAsync(app, "last"), await PostAsync(app, "last")));
    }

    [Fact]
    public async Task A_callback_during_a_poll_is_kept_until_the_queue_has_space()
    {
        await using var shop = new Shop(new() { QueueTime = TimeSpan.Zero, RunTime = TimeSpan.FromMinutes(10) });
        var time = new HeldTime(shop.HintInterval + TimeSpan.FromMilliseconds(50));
        var ledger = new UnreliableLedger(new() { TimeProvider = time });
        await using var app = await OpenAsync(shop, ledger);
        var id = await app.AcceptedAsync(shop);
        await PostAsync(app, id, "one");
        await Soon.Until(() => time.Pauses == 1);
        var looks = shop.Looks;
        await PostAsync(app, id, "two");

        ledger.AnswersById = _answer.Task;
        await FillAsync(app, ledger);
        time.EndPauses();
        await Soon.Until(() => time.Pauses == 1);
        var asked = ledger.AskedById;
        _answer.SetResult();
        await Soon.Until(() => ledger.AskedById == asked + 1);
        time.EndPauses();

        await shop.UntilLookedAsync(looks + 1);
    }

    private static Task<CallbackApp> OpenAsync(Shop shop, JobLedger ledger) => CallbackApp.OpenAsync(
        shop,
        options => (options.MaxWaiting, options.Signature) = (1, new Trusting(hasSignedPart: true)),
        ledger: ledger);

    private static Task<int> PostAsync(CallbackApp app, string id, string text = "") =>
        app.PostAsync($$"""{"request_id":"{{id}}","text":"{{text}}"}""");

    private static async Task FillAsync(CallbackApp app, UnreliableLedger ledger)
    {
        var before = ledger.AskedById;
        for (var i = 0; i < Readers; i++)
        {
            await PostAsync(app, $"looked-up-{i}");
            await Soon.Until(() => ledger.AskedById == before + i + 1);
        }

        Assert.Equal(202, await PostAsync(app, "waits"));
    }
}
