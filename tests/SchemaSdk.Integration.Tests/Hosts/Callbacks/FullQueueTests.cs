namespace SchemaSdk.Integration.Tests.Hosts.Callbacks;

public class FullQueueTests
{
    // The number of callbacks whose jobs are looked up at the same time.
    private const int Readers = 8;

    private readonly TaskCompletionSource _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

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
