using System.Text;

namespace SchemaSdk.Tests.Ledgers;

/// <summary>The first entry of a job that waits for a worker.</summary>
public class LedgerIntentTests
{
    private static readonly byte[] Input = """{"prompt":"a cat"}"""u8.ToArray();

    [Fact]
    public async Task An_intent_begins_a_queued_job_with_its_input_and_hash()
    {
        await using var ledger = Shelf.Open(new MemoryStore());

        Assert.Null(await ledger.BeginAsync(ledger.IntentOf("order-7", "acme/still", Input, "acme")));

        var known = ledger.Opened((await ledger.FindAsync("order-7"))!);
        Assert.Equal((LedgerState.Intended, true, "acme", 64), (known.State, known.IsQueued, known.Service, known.InputHash.Length));
        Assert.Equal("""{"prompt":"a cat"}""", known.Input.Text());
    }

    [Fact]
    public async Task The_hash_is_that_of_the_values_and_not_of_their_spelling()
    {
        await using var ledger = Shelf.Open(new MemoryStore());

        var one = ledger.IntentOf("a", "acme/still", """{"a":1,"b":"é"}"""u8.ToArray());
        var other = ledger.IntentOf("b", "acme/still", """{ "b" : "\u00e9", "a" : 1.0 }"""u8.ToArray());
        var third = ledger.IntentOf("c", "acme/still", """{ "b" : "e", "a" : 1.0 }"""u8.ToArray());

        Assert.Equal(one.InputHash, other.InputHash);
        Assert.NotEqual(one.InputHash, third.InputHash);
    }

    [Fact]
    public async Task The_kept_input_is_canonical_and_the_hash_is_the_SHA_256_of_it()
    {
        await using var ledger = Shelf.Open(new MemoryStore());

        var intent = ledger.IntentOf("a", "acme/still", """{ "b" : "\u00e9", "a" : 1.0 }"""u8.ToArray());

        Assert.Equal("""{"a":1,"b":"é"}""", intent.Input.Text());
        Assert.Equal("09ad9fd2fb648cb2f62141215828ea00a62c299db05d20aa9ade2f527a301cc6", intent.InputHash);
    }

    [Fact]
    public async Task An_encrypted_input_is_read_with_the_same_secret_alone_and_has_the_same_hash()
    {
        await using var plain = Shelf.Open(new MemoryStore());
        await using var ledger = Shelf.Open(new MemoryStore(), new() { Cipher = new XorCipher(90) });
        await using var other = Shelf.Open(new MemoryStore(), new() { Cipher = new XorCipher(91) });

        var intent = ledger.IntentOf("order-7", "acme/still", Input);

        Assert.DoesNotContain("cat", intent.Input.Text(), StringComparison.Ordinal);
        Assert.Equal(plain.IntentOf("order-7", "acme/still", Input).InputHash, intent.InputHash);
        Assert.Equal("""{"prompt":"a cat"}""", ledger.Opened(intent).Input.Text());
        var error = Assert.Throws<ModelLedgerException>(() => other.Opened(intent));
        Assert.Equal("order-7", error.Key);
        Assert.Contains("The input of the job \"order-7\" could not be decrypted", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ledger_that_keeps_no_inputs_takes_no_job_for_a_worker()
    {
        await using var ledger = Shelf.Open(new MemoryStore(), new() { KeepsInputs = false });

        var error = Assert.Throws<ModelLedgerException>(() => ledger.IntentOf("order-7", "acme/still", Input));

        Assert.Equal("order-7", error.Key);
    }

    [Theory]
    [InlineData("", "{}")]
    [InlineData("a\nb", "{}")]
    [InlineData("a", "")]
    [InlineData("a", "{")]
    [InlineData("a", "{}{}")]
    [InlineData("a", "{\"a\":1,}")]
    [InlineData("a", "\"\\ud83d\"")]
    public async Task What_is_no_key_or_no_json_is_refused(string key, string input)
    {
        await using var ledger = Shelf.Open(new MemoryStore());

        Assert.Throws<ArgumentException>(() => ledger.IntentOf(key, "acme/still", Encoding.UTF8.GetBytes(input)));
        Assert.Throws<ArgumentException>(() => ledger.IntentOf("a", "", Input));
    }

    [Fact]
    public void What_was_accepted_is_never_sent_again_and_what_was_delivered_stays_so()
    {
        var all = Enum.GetValues<LedgerState>();

        var before = all.Where(state => (Shelf.Intent("a") with { State = state }).MayBecome(LedgerState.Sending));

        Assert.Equal([LedgerState.Intended, LedgerState.Refused], before);
        Assert.DoesNotContain(all, next => (Shelf.Intent("a") with { State = LedgerState.Delivered }).MayBecome(next));
        Assert.Equal([LedgerState.Ended], all.Where(state => (Shelf.Intent("a") with { State = state }).MayBecome(state)));
        Assert.Equal(
            [LedgerState.Ended], all.Where(next => (Shelf.Intent("a") with { State = LedgerState.Accepted }).MayBecome(next)));
    }
}
