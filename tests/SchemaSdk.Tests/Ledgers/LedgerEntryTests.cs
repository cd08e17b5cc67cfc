namespace SchemaSdk.Tests.Ledgers;

public class LedgerEntryTests
{
    private static readonly byte[] Input = """{"prompt":"a cat"}"""u8.ToArray();

    [Theory]
    [InlineData("""{"a":1,"b":"é"}""")]
    [InlineData("""{ "b" : "\u00e9", "a" : 1.0 }""")]
    public async Task The_kept_input_is_canonical_and_the_hash_is_its_SHA_256(string input)
    {
        await using var ledger = Shelf.Open(new MemoryStore());

        var intent = ledger.IntentOf("a", "acme/still", Encoding.UTF8.GetBytes(input));

        Assert.Equal("""{"a":1,"b":"é"}""", intent.Input.Text());
        Assert.Equal("09ad9fd2fb648cb2f62141215828ea00a62c299db05d20aa9ade2f527a301cc6", intent.InputHash);
    }

    [Fact]
    public async Task An_encrypted_input_is_read_only_with_the_same_secret_and_has_the_same_hash()
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

    [Theory]
    [InlineData("", "{}")]
    [InlineData("a\nb", "{}")]
    [InlineData("a", "")]
    [InlineData("a", "{")]
    [InlineData("a", "{}{}")]
    [InlineData("a", "{\"a\":1,}")]
    [InlineData("a", "\"\\ud83d\"")]
    public async Task Text_that_is_not_a_key_or_not_JSON_is_rejected(string key, string input)
    {
        await using var ledger = Shelf.Open(new MemoryStore());

        Assert.Throws<ArgumentException>(() => ledger.IntentOf(key, "acme/still", Encoding.UTF8.GetBytes(input)));
        Assert.Throws<ArgumentException>(() => ledger.IntentOf("a", "", Input));
    }

    [Fact]
    public void A_step_is_made_only_if_the_table_of_states_allows_it()
    {
        LedgerFact[] steps =
        [
            LedgerFact.Postponed, LedgerFact.Sending(Guid.NewGuid()), LedgerFact.Accepted("req-1"), LedgerFact.Refused(refused: null),
            LedgerFact.Unknown(), LedgerFact.Ended(JobState.Succeeded, costUsd: null, result: default), LedgerFact.Delivered(),
        ];
        Assert.Equal(Enum.GetValues<LedgerState>().Order(), steps.Select(step => step.State).Order());
        foreach (var (state, step) in Enum.GetValues<LedgerState>().SelectMany(state => steps.Select(step => (state, step))))
        {
            var entry = Shelf.Intent("a") with { State = state, RequestId = "req-1" };

            var next = Record.Exception(() => Assert.Equal(step.State, entry.Next(step, Shelf.Now).State));

            Assert.Equal(entry.MayBecome(step.State), next is null);
            Assert.True(next is null || next.Message == $"The job \"a\" is {state} and cannot become {step.State}. Read the job again.");
        }
    }

    [Fact]
    public void Only_the_sending_entry_has_the_id_and_the_budget_of_its_attempt()
    {
        var sending = Shelf.Intent("a").Next(LedgerFact.Sending(Guid.NewGuid(), budgetUsd: 1m), Shelf.Now);

        var accepted = sending.Next(LedgerFact.Accepted("req-1"), Shelf.Now);

        Assert.Equal(new LedgerAttempt { Number = 1, SentAt = Shelf.Now }, accepted.Attempt);
    }
}
