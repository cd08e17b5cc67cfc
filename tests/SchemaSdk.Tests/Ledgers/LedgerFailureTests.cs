using System.Security.Cryptography;
using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Ledgers;

/// <summary>A failure says whether a person has to do something, and a refusal why it was one.</summary>
public class LedgerFailureTests
{
    [Fact]
    public async Task A_full_disk_may_have_room_later_and_one_that_may_only_be_read_needs_a_person()
    {
        var disk = new ForgetfulDisk();
        await using var ledger = Shelf.Open(disk);
        (disk.Left, disk.Refills) = (0, 1);
        var full = await Soon.Throws<ModelLedgerException>(ledger.BeginAsync(Shelf.Intent("a")).AsTask());
        (disk.Left, disk.Refills) = (0, int.MaxValue);
        var broken = await Soon.Throws<ModelLedgerException>(ledger.BeginAsync(Shelf.Intent("b")).AsTask());

        Assert.Equal((false, true), (full.IsLasting, broken.IsLasting));
        Assert.True(SchemaSdk.Ledgers.LastingFailure.Is(new IOException("Read-only file system", 30)));
        Assert.True(SchemaSdk.Ledgers.LastingFailure.Is(new UnauthorizedAccessException()));
    }

    [Fact]
    public async Task A_ledger_that_writes_nothing_any_more_gives_out_no_work_and_fails_whoever_counts_its_jobs()
    {
        var disk = new ForgetfulDisk();
        await using var ledger = Shelf.Open(disk);
        await ledger.BeginAsync(Shelf.Intent("queued") with { IsQueued = true });
        (disk.Left, disk.Refills) = (0, 1);
        await Soon.Throws<ModelLedgerException>(ledger.BeginAsync(Shelf.Intent("a")).AsTask());

        // There is room again: it goes on.
        var open = (await ledger.SummarizeAsync()).Open;
        Assert.Single(await ledger.ClaimAsync(LedgerWork.Submit, 1));
        (disk.Left, disk.Refills) = (0, int.MaxValue);
        await Soon.Throws<ModelLedgerException>(ledger.BeginAsync(Shelf.Intent("b")).AsTask());
        var counting = await Assert.ThrowsAsync<ModelLedgerException>(async () => await ledger.SummarizeAsync());
        var claiming = await Assert.ThrowsAsync<ModelLedgerException>(async () => await ledger.ClaimAsync(LedgerWork.Follow, 1));

        Assert.Equal((1, true, true), (open, counting.IsLasting, claiming.IsLasting));
        Assert.Contains("Open the ledger anew.", counting.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ledger_to_which_somebody_else_writes_too_puts_nothing_down_any_more_and_takes_nothing_away()
    {
        var folder = new ForgetfulFolder();
        await using var first = Shelf.Open(folder);
        await first.BeginAsync(Shelf.Intent("a"));
        await using var second = Shelf.Open(folder);
        await second.BeginAsync(Shelf.Intent("b"));

        var refused = await Soon.Throws<ModelLedgerException>(first.NextAsync(Shelf.Intent("a"), LedgerState.Sending));
        await Assert.ThrowsAsync<ModelLedgerException>(() => first.CompactAsync());
        await second.NextAsync(Shelf.Intent("b"), LedgerState.Sending);

        Assert.True(refused.IsLasting);
        Assert.Contains("Another process changes it", refused.Message, StringComparison.Ordinal);
        await using var again = Shelf.Open(folder.AfterKill());
        Assert.Equal([LedgerState.Intended, LedgerState.Unknown], (await again.AllAsync()).Select(entry => entry.State));
    }

    [Fact]
    public async Task A_foreign_file_a_ledger_without_inputs_and_another_secret_need_a_person()
    {
        var foreign = Assert.Throws<ModelLedgerException>(() => Shelf.Open(new ForgetfulDisk([.. "This is no ledger."u8])));
        await using var bare = Shelf.Open(new ForgetfulDisk(), new() { KeepsInputs = false });
        var kept = Assert.Throws<ModelLedgerException>(() => bare.IntentOf("a", "acme/still", "{}"u8.ToArray()));
        await using var sealing = Shelf.Open(new ForgetfulDisk(), new() { Cipher = new Failing(new CryptographicException()) });
        var secret = Assert.Throws<ModelLedgerException>(() => sealing.Opened(Shelf.Intent("a")));
        await using var away = Shelf.Open(new ForgetfulDisk(), new() { Cipher = new Failing(new TimeoutException()) });
        var passing = Assert.Throws<ModelLedgerException>(() => away.Opened(Shelf.Intent("a")));

        Assert.All([foreign, kept, secret], error => Assert.True(error.IsLasting, error.Message));
        Assert.False(passing.IsLasting);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_refusal_by_the_service_is_kept_with_its_reason_which_an_encrypted_ledger_leaves_out(bool isEncrypted)
    {
        var folder = new ForgetfulFolder();
        await using var ledger = new FileJobLedger(
            Shelf.File(folder), new() { TimeProvider = new FakeTime(), Cipher = isEncrypted ? new XorCipher(7) : null });
        using var stage = new Stage();
        stage.Options.Ledger = ledger;
        stage.Script.Submit.Does(Steps.Answer(402, """{"message":"no balance"}"""), Steps.Accepted);
        var keyed = new RunOptions { Key = "order-7" };

        var error = await Soon.Throws<ModelApiException>(stage.Still.SubmitAsync("a cat", keyed));
        var refused = (await ledger.FindAsync("order-7"))!;
        await using var again = Shelf.Open(folder.AfterKill());
        var read = (await again.FindAsync("order-7"))!;
        await Soon.Async(stage.Still.SubmitAsync("a cat", keyed));
        var accepted = (await ledger.FindAsync("order-7"))!;

        Assert.Equal((LedgerRefusal.Service, isEncrypted ? null : error.Message), (refused.Refusal, refused.RefusalReason));
        Assert.Equal((refused.Refusal, refused.RefusalReason), (read.Refusal, read.RefusalReason));
        Assert.Equal((LedgerState.Accepted, null, null), (accepted.State, accepted.Refusal, accepted.RefusalReason));
    }

    [Fact]
    public async Task A_refusal_names_the_part_that_refused()
    {
        await using var ledger = Shelf.Open(new ForgetfulDisk());
        (Exception Reason, LedgerRefusal Refusal)[] cases =
        [
            (new ModelInputException("It does not fit."), LedgerRefusal.Input),
            (new ModelBudgetException("Too little is left."), LedgerRefusal.Budget),
            (new ModelApiException("HTTP 402."), LedgerRefusal.Service),
            (new ModelUnavailableException("Not now."), LedgerRefusal.NotSent),
        ];

        Assert.All(cases, one => Assert.Equal(one.Refusal, ledger.RefusedLine(Shelf.Intent("a"), one.Reason).Refusal));
    }

    private sealed class Failing(Exception failure) : LedgerCipher
    {
        public override byte[] Encrypt(string key, ReadOnlySpan<byte> content) => throw failure;

        public override byte[] Decrypt(string key, ReadOnlySpan<byte> content) => throw failure;
    }
}
