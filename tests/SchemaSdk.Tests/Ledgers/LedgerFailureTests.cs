using System.Security.Cryptography;

namespace SchemaSdk.Tests.Ledgers;

/// <summary>Tests that an error says whether a person must act, and that a refusal says who refused and why.</summary>
public class LedgerFailureTests
{
    [Fact]
    public async Task Missing_inputs_a_wrong_secret_and_a_read_only_disk_are_lasting_failures()
    {
        await using var bare = Shelf.Open(new MemoryStore(), new() { KeepsInputs = false });
        var kept = Assert.Throws<ModelLedgerException>(() => bare.IntentOf("order-7", "acme/still", "{}"u8.ToArray()));
        var secret = FailureBy(new CryptographicException());
        var locked = FailureBy(new IOException("Read-only file system", 30));
        var forbidden = FailureBy(new UnauthorizedAccessException());
        var full = FailureBy(new IOException("No space left on device", 28));
        var passing = FailureBy(new TimeoutException());

        Assert.Equal("order-7", kept.Key);
        Assert.All([kept, secret, locked, forbidden], error => Assert.True(error.IsLasting, error.Message));
        Assert.All([full, passing], error => Assert.False(error.IsLasting, error.Message));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_refusal_has_its_reason_only_without_encryption_and_its_key_can_be_submitted_again(bool isEncrypted)
    {
        await using var ledger = Shelf.Open(new MemoryStore(), new() { Cipher = isEncrypted ? new XorCipher(7) : null });
        using var stage = Stage.Answered(Steps.Answer(402, """{"message":"no balance"}"""), Steps.Accepted);
        stage.Options.Ledger = ledger;
        var keyed = new RunOptions { Key = "order-7" };

        var error = await Soon.Throws<ModelApiException>(stage.Still.SubmitAsync("a cat", keyed));
        var refused = (await ledger.FindAsync("order-7"))!;
        await Soon.Async(stage.Still.SubmitAsync("a cat", keyed));
        var accepted = (await ledger.FindAsync("order-7"))!;

        Assert.Equal(("order-7", 2), (error.Key, stage.Script.Submit.Count));
        Assert.Equal((LedgerRefusal.Service, isEncrypted ? null : error.Message), (refused.Refused?.By, refused.Refused?.Reason));
        Assert.Equal((LedgerState.Accepted, null, null), (accepted.State, accepted.Refused?.By, accepted.Refused?.Reason));
    }

    [Fact]
    public async Task A_refusal_says_who_refused()
    {
        await using var ledger = Shelf.Open(new MemoryStore());
        (Exception Reason, LedgerRefusal Refusal)[] cases =
        [
            (new ModelInputException("It does not fit."), LedgerRefusal.Input),
            (new ModelBudgetException("Too little is left."), LedgerRefusal.Budget),
            (new ModelApiException("HTTP 402."), LedgerRefusal.Service),
            (new ModelUnavailableException("Not now."), LedgerRefusal.NotSent),
        ];

        Assert.All(cases, one => Assert.Equal(one.Refusal, Shelf.Intent("a").Next(ledger.RefusalOf(one.Reason), default).Refused?.By));
    }

    private static ModelLedgerException FailureBy(Exception cause)
    {
        using var ledger = Shelf.Open(new MemoryStore(), new() { Cipher = new FailingCipher(cause) });
        return Assert.Throws<ModelLedgerException>(() => ledger.Opened(Shelf.Intent("a")));
    }
}
