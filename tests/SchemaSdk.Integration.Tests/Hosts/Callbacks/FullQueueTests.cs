using Microsoft.AspNetCore.Http;

namespace SchemaSdk.Integration.Tests.Hosts.Callbacks;

/// <summary>Callbacks that come when none can wait for its look: their senders are told, or they are kept.</summary>
public class FullQueueTests
{
    // Those that are looked up at a time.
    private const int Readers = 8;

    private readonly TaskCompletionSource _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task One_that_cannot_wait_is_refused_and_taken_when_it_is_sent_again()
    {
        await using var shop = new Shop();
        var ledger = new MoodyLedger { AnswersById = _answer.Task };
        await using var door = await OpenAsync(shop, ledger);

        await FillAsync(door, ledger);
        int[] refusals = [await PostAsync(door, "last"), await PostAsync(door, "last")];
        _answer.SetResult();
        await Soon.Until(() => Task.FromResult(ledger.AskedById == Readers + 1));
        await Soon.Until(async () => await PostAsync(door, "last") == 202);
        await Soon.Until(() => Task.FromResult(ledger.AskedById == Readers + 2));

        Assert.Equal([503, 503], refusals);
    }

    [Fact]
    public async Task One_that_comes_once_the_host_stops_is_refused()
    {
        await using var shop = new Shop();
        await using var door = await OpenAsync(shop, new MoodyLedger());
        var before = await PostAsync(door, "first");

        door.BeginStop();

        Assert.Equal((202, 503, 503), (before, await PostAsync(door, "last"), await PostAsync(door, "last")));
    }

    [Fact]
    public async Task One_that_came_during_the_look_before_it_is_kept_until_there_is_room()
    {
        await using var shop = new Shop(new() { QueueTime = TimeSpan.Zero, RunTime = TimeSpan.FromMinutes(10) });
        var time = new HeldTime(shop.HintInterval + TimeSpan.FromMilliseconds(50));
        var ledger = new MoodyLedger(new() { TimeProvider = time });
        await using var door = await OpenAsync(shop, ledger);
        var id = await door.AcceptedAsync(shop);
        await PostAsync(door, id, "one");
        await Soon.Until(() => Task.FromResult(time.Pauses == 1));
        var looks = shop.Looks;
        await PostAsync(door, id, "two");

        ledger.AnswersById = _answer.Task;
        await FillAsync(door, ledger);
        time.EndPauses();
        await Soon.Until(() => Task.FromResult(time.Pauses == 1));
        var asked = ledger.AskedById;
        _answer.SetResult();
        await Soon.Until(() => Task.FromResult(ledger.AskedById == asked + 1));
        time.EndPauses();

        await shop.UntilLookedAsync(looks + 1);
    }

    private static Task<Door> OpenAsync(Shop shop, JobLedger ledger) => Door.OpenAsync(
        shop,
        options => (options.MaxWaiting, options.Signature) = (1, new Trusting()),
        ledger: ledger);

    private static Task<int> PostAsync(Door door, string id, string text = "") =>
        door.PostAsync($$"""{"request_id":"{{id}}","text":"{{text}}"}""");

    private static async Task FillAsync(Door door, MoodyLedger ledger)
    {
        var before = ledger.AskedById;
        for (var i = 0; i < Readers; i++)
        {
            await PostAsync(door, $"looked-up-{i}");
            await Soon.Until(() => Task.FromResult(ledger.AskedById == before + i + 1));
        }

        Assert.Equal(202, await PostAsync(door, "waits"));
    }

    /// <summary>A scheme that signs the body.</summary>
    private sealed class Trusting : CallbackSignature
    {
        public override ValueTask<bool> IsValidAsync(
            IHeaderDictionary headers,
            ReadOnlyMemory<byte> body,
            DateTimeOffset now,
            TimeSpan tolerance,
            CancellationToken cancellationToken) => new(true);

        public override ReadOnlyMemory<byte>? SignedPartOf(IHeaderDictionary headers, ReadOnlyMemory<byte> body) => body;
    }
}
